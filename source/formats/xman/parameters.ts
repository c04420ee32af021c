import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import {
	functionNameOf,
	PickleGlobal,
	PickleNode,
	type PickleValue,
	pickleToJson,
	readPickle,
} from '../../encodings/pickle/index.ts';
import {type Limits, readSaved} from './saved.ts';
import {fieldsOf} from './state.ts';

export interface RunFile {
	present: boolean;
	bytes: number;
	/** Keyword arguments of the run function. */
	parameters: JsonObject;
	functionName: string | null;
	damage: string | null;
	/** True where nothing of it was read. */
	isTooLarge: boolean;
}

const limits: Limits = {whole: 1024 * 1024, condensed: 8 * 1024 * 1024};
const tailBytes = 64 * 1024;

/**
 * Reads the parameters from `.run`, which holds the pickled function, whatever it closes over, and then its parameters. It can be
 * gigabytes, so the numbers of arrays in a large one are passed over.
 * @param inside the same object where `.data` itself holds it, as before xman 0.1.0
 */
export function readRunFile(files: FileAccess, path: string, inside: PickleNode | null): RunFile {
	const saved = readSaved(files, path, limits);
	const isDirectory = files.stat(path)?.kind === 'directory';
	const damage = isDirectory ? `${nameOf(path)} is a directory` : saved.damage;
	// Where even that is too much, its parameters alone, if they are in its end.
	const value = saved.isTooLarge && saved.bytes > limits.whole ? parametersFromEnds(files, path, saved.bytes) : saved.value;
	const fields = fieldsOf(saved.present ? value : (inside ?? undefined));
	const parameters = fields.get('params');
	const isOther = saved.present && damage === null && saved.value !== undefined && !isRunData(saved.value);
	const json = parameters instanceof Map ? pickleToJson(parameters, {maxValues: 2000}) : {};
	return {
		present: saved.present || inside !== null,
		bytes: saved.bytes,
		parameters: json as JsonObject,
		functionName: functionNameOf(fields.get('run_func')),
		damage: isOther ? `${nameOf(path)} holds no run function and parameters of xman` : damage,
		isTooLarge: saved.present && value === undefined && damage === null,
	};
}

/** True for what xman saves to start an experiment from, whatever could be read of it. */
function isRunData(value: PickleValue): boolean {
	return value instanceof PickleNode && (value.shortName === 'PipelineRunData' || fieldsOf(value).has('params'));
}

/** The key "params" as every protocol since 4 writes it, with its MEMOIZE. */
const parametersKey = '\x8c\x06params\x94';

/**
 * Reads on from the last "params" in the end of the file. Names that the function uses too were stored with it, in the beginning: what is
 * stored there is known, what was stored between is not.
 */
function parametersFromEnds(files: FileAccess, path: string, size: number): PickleNode | undefined {
	const head = files.readRange(path, 0, limits.whole);
	const tail = files.readRange(path, size - tailBytes, tailBytes);
	if (head === null || tail === null) return undefined;
	const key = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength).lastIndexOf(parametersKey, undefined, 'latin1');
	if (key < 0) return undefined;
	const earlier = readPickle(head.slice(), {maxObjects: 200_000, keepAll: true}).memo;
	const {value} = readPickle(tail.subarray(key + parametersKey.length), {earlier, maxObjects: 50_000});
	if (!(value instanceof Map)) return undefined;
	const run = new PickleNode(new PickleGlobal('xman.pipeline', 'PipelineRunData'), []);
	run.state = new Map([['params', value]]);
	return run;
}
