import type {Json, JsonObject} from '../../core/run.ts';
import {PickleNode, type PickleValue, pickleToJson} from '../../encodings/pickle/index.ts';
import {isObject} from '../values.ts';

/** As Hydra's own LogJobReturnCallback calls it. */
const key = 'return value';
const mostValues = 2000;
/** Modules whose classes Python's traces call by their names alone. */
const unnamed = /^(?:builtins|exceptions|__main__)\./;

/** What a program returned, under one name; nothing for None, and for an object of which only the class could be told. */
export function summaryOfReturned(value: PickleValue | undefined): JsonObject {
	const plain = pickleToJson(value, {maxValues: mostValues});
	return plain === null || isClassAlone(plain) ? {} : {[key]: plain};
}

/** True for an object of which nothing but its class is known. */
function isClassAlone(plain: Json): boolean {
	const named = isObject(plain) && Object.keys(plain).length === 1 ? plain.class : plain;
	// "<3 bytes>" and "<array 40×50 of float32>" say what was returned.
	return typeof named === 'string' && /^<\S*>$/.test(named);
}

/** A pickled exception as the last line of its trace would say it ("ValueError: no such model"); null for what is none that could be read. */
export function exceptionText(value: PickleValue | undefined): string | null {
	if (!(value instanceof PickleNode)) return null;
	const name = value.className.replace(unnamed, '');
	if (!/^[A-Za-z_][\w.]*$/.test(name) || name === 'unknown') return null;
	const text = messageOf(name, value.args);
	return text === '' ? name : `${name}: ${text}`;
}

/** What Python's `str` gives of the arguments of an exception. */
function messageOf(name: string, args: readonly PickleValue[]): string {
	const [first, second, third] = args;
	if (args.length === 0) return '';
	if (args.length === 1) return typeof first === 'string' && name !== 'KeyError' ? first : written(first);
	const codec = /^Unicode(?:De|En)codeError$/.test(name) ? codecText(args) : null;
	if (codec !== null) return codec;
	// An error of the operating system, by its number, its words and the file.
	if (typeof first === 'number' && typeof second === 'string' && /(?:Error|Exception)$/.test(name))
		return `[Errno ${first}] ${second}${typeof third === 'string' ? `: '${third}'` : ''}`;
	return `(${args.map(written).join(', ')})`;
}

/** What could not be read or written as text, in Python's words (Objects/exceptions.c); null for other arguments. */
function codecText([encoding, given, from, to, reason]: readonly PickleValue[]): string | null {
	if (typeof encoding !== 'string' || typeof from !== 'number' || typeof to !== 'number' || typeof reason !== 'string')
		return null;
	const end = `: ${reason}`;
	if (given instanceof Uint8Array) {
		const byte = to === from + 1 ? given[from] : undefined;
		if (byte === undefined) return `'${encoding}' codec can't decode bytes in position ${from}-${to - 1}${end}`;
		return `'${encoding}' codec can't decode byte 0x${byte.toString(16).padStart(2, '0')} in position ${from}${end}`;
	}
	if (typeof given !== 'string') return null;
	const code = to === from + 1 ? [...given][from]?.codePointAt(0) : undefined;
	if (code === undefined) return `'${encoding}' codec can't encode characters in position ${from}-${to - 1}${end}`;
	const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
	const escaped = `\\${letter}${code.toString(16).padStart(digits, '0')}`;
	return `'${encoding}' codec can't encode character '${escaped}' in position ${from}${end}`;
}

function written(value: PickleValue | undefined): string {
	const plain = pickleToJson(value, {maxValues: 50});
	if (plain === null) return 'None';
	if (typeof plain === 'string') return /^<.*>$/.test(plain) ? plain : `'${plain}'`;
	return typeof plain === 'boolean' ? (plain ? 'True' : 'False') : JSON.stringify(plain);
}
