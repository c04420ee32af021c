import {type FileAccess, stateText} from '../core/files/files.ts';
import {nameOf} from '../core/files/paths.ts';
import type {JsonObject, Problem} from '../core/run.ts';
import {parseJsonPrefix} from '../encodings/json/json-prefix.ts';
import {parseExactJson, parseTolerantJson} from '../encodings/json/tolerant-json.ts';
import {countZeros, decodeFile} from '../encodings/text/text.ts';
import {type Dialect, readYaml} from '../encodings/yaml/yaml.ts';
import {nowOf} from './file-clock.ts';
import type {FormatProblem} from './format.ts';
import {isObject} from './values.ts';

const maxBytes = 256 * 1024 * 1024;
/** A writer that replaces a file in place is done with it sooner, milliseconds. */
const writingMs = 2000;

/** What one reading of a file gave. `value` null: nothing usable. `fault`: what is wrong with it, null where nothing is. */
export interface Parsed<Value> {
	value: Value | null;
	fault: string | null;
	/** True where the value has all that was written although there is a fault. */
	hasAll?: boolean;
}

/** Of a file whose bytes were never written to the disk. */
export const onlyZeros: Parsed<never> = {value: null, fault: 'holds nothing but zero bytes'};

/**
 * - `same`: it did not change; `new`: there is another value, or none any more; `torn`: it changed and makes no sense (yet); `missing`: it is not there.
 */
export type Refreshed = 'same' | 'new' | 'torn' | 'missing';

/**
 * A file that its writer replaces whole, often in place, so that it can be met empty or half written. It is read again only when its size, time
 * or inode changed, and a reading that is not whole keeps the last good value; where there was none, what can be read of it counts for now.
 */
export class WholeFile<Value> {
	value: Value | null = null;
	/** Size of the last reading, bytes. */
	bytesRead = 0;
	/** What is wrong with the newest reading. */
	fault: string | null = null;
	modifiedAtMs = 0;
	private signature = '';
	/** True where the value has all that its writer wrote. */
	isWhole = false;
	/** True once there was any value. */
	private isUsable = false;
	/** True once a faulty file was looked at again and had not changed, or where it had been left alone for a while when it was read. */
	private rests = false;
	/** True where it was not there at the last look. */
	private isMissing = false;

	constructor(
		readonly path: string,
		private readonly files: FileAccess,
		private readonly parse: (bytes: Uint8Array) => Parsed<Value>,
	) {}

	/** Looks whether the file changed and reads it again if so. */
	refresh(): Refreshed {
		this.bytesRead = 0;
		const stat = this.files.stat(this.path);
		// Whoever listens learns why nothing is read from a directory.
		if (stat?.kind === 'directory') this.files.readWhole(this.path, maxBytes);
		const wasMissing = this.isMissing;
		this.isMissing = stat === null;
		// Another one may take its place at once: what is gone at two looks is gone.
		if (wasMissing && stat === null && this.signature !== '') return this.lose();
		if (stat === null || stat.kind !== 'file') return 'missing';
		const signature = stateText(stat);
		if (signature === this.signature) {
			this.rests = this.fault !== null;
			return 'same';
		}
		const bytes = this.files.readWhole(this.path, maxBytes);
		this.signature = signature;
		this.modifiedAtMs = stat.modifiedAtMs;
		this.bytesRead = bytes?.length ?? 0;
		const {value, fault, hasAll}: Parsed<Value> =
			bytes === null ? {value: null, fault: 'cannot be read: check its size and permissions'} : this.parse(bytes);
		this.fault = fault;
		this.rests = fault !== null && nowOf(this.files) - stat.modifiedAtMs > writingMs;
		const isWhole = value !== null && (fault === null || hasAll === true);
		if (value === null || (!isWhole && this.isWhole)) return 'torn';
		this.value = value;
		this.isUsable = true;
		this.isWhole = isWhole;
		return 'new';
	}

	/** Takes back all that was read of it. */
	private lose(): Refreshed {
		this.value = this.fault = null;
		this.signature = '';
		this.isWhole = this.isUsable = false;
		return 'new';
	}

	/** For a check, which looks at files that rest: what is wrong with it as it lies there; null for nothing. */
	examine(): FormatProblem | null {
		this.refresh();
		const {fault} = this;
		return fault === null ? null : {file: this.path, message: fault[0]!.toUpperCase() + fault.slice(1), about: 'record'};
	}

	/** Lets go of a large value that was taken over; `refresh` goes on as if it were there. */
	release(): void {
		this.value = null;
	}

	/** Makes the next `refresh` read the file whether it changed or not. */
	forget(): void {
		this.signature = '';
	}

	/** The fault as a message for people once it is no passing state: the run has ended, or the file rests as it is. Null otherwise. */
	complaint(hasEnded: boolean): string | null {
		if (this.fault === null || !(hasEnded || this.rests)) return null;
		const name = nameOf(this.path);
		return `${name} ${this.fault}${this.isUsable ? '; what could be read before counts' : ''}`;
	}
}

/** What is wrong with these files that is no passing state, as `WholeFile.complaint` tells it. */
export const complaintsOf = (files: readonly WholeFile<unknown>[], hasEnded: boolean): Problem[] =>
	files.flatMap(file => {
		const message = file.complaint(hasEnded);
		return message === null ? [] : [{file: file.path, message}];
	});

/** Reads a JSON object, Python's bare NaN and Infinity included; of a torn one what is there. */
export const parseJsonObject = (bytes: Uint8Array): Parsed<JsonObject> => parseObject(bytes, parseTolerantJson);

/** The same of settings: integers beyond 2^53 are texts of all their digits, by which two seeds differ. */
export const parseExactJsonObject = (bytes: Uint8Array): Parsed<JsonObject> => parseObject(bytes, parseExactJson);

function parseObject(bytes: Uint8Array, parse: typeof parseTolerantJson): Parsed<JsonObject> {
	if (bytes.length === 0) return {value: null, fault: 'is empty'};
	const zeros = countZeros(bytes);
	if (zeros === bytes.length) return onlyZeros;
	const text = decodeFile(bytes);
	const {value, cutAt, torn} = parseJsonPrefix(text, parse);
	const end = bytes.length - zeros;
	const fault =
		!torn && cutAt === text.length && value !== undefined ? null : torn ? `ends too early, at byte ${end}` : 'is no whole JSON';
	// What begins otherwise is no object that was cut.
	if (/^\s*[^\s{]/.test(text)) return {value: null, fault: 'holds no JSON object'};
	if (isObject(value)) return fault === null ? withZeros(value, bytes) : {value, fault};
	return {value: null, fault: fault ?? 'holds no JSON object'};
}

/** A whole value, and what to say of the zero bytes after it: the end of a file that was never written to the disk. */
export function withZeros<Value>(value: Value | null, bytes: Uint8Array): Parsed<Value> {
	const zeros = countZeros(bytes);
	return zeros === 0 ? {value, fault: null} : {value, fault: `ends in ${zeros} zero bytes`, hasAll: true};
}

/**
 * A sound object in which something is of another kind than its writer makes, which readers pass over: that is said.
 * @param odd what there is of that, empty for none: "no list as steps"
 */
export function withOddities(parsed: Parsed<JsonObject>, odd: (value: JsonObject) => readonly string[]): Parsed<JsonObject> {
	const [first, ...others] = parsed.value === null || parsed.fault !== null ? [] : odd(parsed.value);
	if (first === undefined) return parsed;
	const more = others.length === 0 ? '' : ` and ${others.length} more like that`;
	return {...parsed, fault: `holds ${first}${more}`, hasAll: true};
}

/** Reads a YAML mapping; an empty file is an empty one. `dialect` is that of its writer. */
export function parseYamlObject(bytes: Uint8Array, dialect: Dialect = 'core'): Parsed<JsonObject> {
	const zeros = countZeros(bytes);
	if (zeros > 0 && zeros === bytes.length) return onlyZeros;
	const {value, fault} = parseYamlText(decodeFile(bytes), dialect);
	return fault === null && value !== null ? withZeros(value, bytes) : {value, fault};
}

/** The same of a text. */
export function parseYamlText(text: string, dialect: Dialect = 'core'): Parsed<JsonObject> {
	const {value, error} = readYaml(text, dialect);
	if (value === undefined || value === null) return {value: error === null ? {} : null, fault: error && `is ${error}`};
	if (!isObject(value)) return {value: null, fault: 'holds no YAML mapping'};
	return {value, fault: error && `is ${error}`};
}
