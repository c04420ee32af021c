import type {FileAccess} from '../../core/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {PickleGlobal, PickleNode, type PickleValue, pickleToJson, readPickle} from '../../encodings/pickle/index.ts';
import {readSaved} from './saved.ts';
import {fieldsOf} from './state.ts';

export interface RunFile {
	present: boolean;
	bytes: number;
	/** Keyword arguments of the run function. */
	parameters: JsonObject;
	functionName: string | null;
	damage: string | null;
}

const wholeBytes = 1024 * 1024;
const tailBytes = 64 * 1024;

/**
 * Reads the parameters from `.run`, which holds the pickled function, whatever it closes over, and then its parameters. It can be
 * gigabytes, so of a large one only the end is read.
 * @param inside the same object where `.data` itself holds it, as before xman 0.1.0
 */
export function readRunFile(files: FileAccess, path: string, inside: PickleNode | null = null): RunFile {
	const saved = readSaved(files, path, wholeBytes);
	const fields = fieldsOf(saved.present ? saved.value : (inside ?? undefined));
	let parameters = fields.get('params');
	if (saved.present && saved.bytes > wholeBytes) parameters = parametersFromEnds(files, path, saved.bytes);
	const json = parameters instanceof Map ? pickleToJson(parameters, {maxValues: 2000}) : {};
	return {
		present: saved.present || inside !== null,
		bytes: saved.bytes,
		parameters: json as JsonObject,
		functionName: functionNameOf(fields.get('run_func')),
		damage: saved.damage,
	};
}

/** The key "params" as every protocol since 4 writes it, with its MEMOIZE. */
const parametersKey = '\x8c\x06params\x94';

/**
 * Reads on from the last "params" in the end of the file. Names that the function uses too were stored with it, in the beginning: what is
 * stored there is known, what was stored between is not.
 */
function parametersFromEnds(files: FileAccess, path: string, size: number): PickleValue | undefined {
	const head = files.readRange(path, 0, wholeBytes);
	const tail = files.readRange(path, size - tailBytes, tailBytes);
	if (head === null || tail === null) return undefined;
	const key = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength).lastIndexOf(parametersKey, undefined, 'latin1');
	if (key < 0) return undefined;
	const earlier = readPickle(head.slice(), {maxObjects: 200_000, keepAll: true}).memo;
	return readPickle(tail.subarray(key + parametersKey.length), {earlier, maxObjects: 50_000}).value;
}

/** cloudpickle writes a function as _make_function(code, globals, name, …), with its state (…, {"__qualname__": …}) set by a call. */
function functionNameOf(value: PickleValue | undefined): string | null {
	if (value instanceof PickleGlobal) return value.name.startsWith('_make_') ? null : value.name;
	if (!(value instanceof PickleNode)) return null;
	if (value.shortName !== '_make_function') return value.className.split('.').at(-1) ?? null;
	const code = value.args[0];
	if (!(code instanceof PickleNode)) return null;
	const texts = code.args.filter(argument => typeof argument === 'string');
	return texts[1] ?? null;
}
