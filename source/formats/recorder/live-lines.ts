import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {type JsonValue, longIntegers, parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import type {PickleValue} from '../../encodings/pickle/index.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {isObject} from '../values.ts';
import {liveHead} from './detect.ts';
import {RecordTable} from './table.ts';

const newline = 0x0a;
const closingBrace = 0x7d;
const budgetBytes = 16 * 1024 * 1024;

/** Who hears what the lines of a live file say. */
export interface LiveTaker {
	/** What all of its records inherit. */
	parents(data: JsonObject): void;
	record(record: JsonObject): void;
	wrong(message: string): void;
}

/**
 * The lines of a live file: the parents' data as JSON, "records:", then a line "- {…}" for each record, flushed at once. Numbers may be NaN
 * and Infinity, as Python writes them. An unfinished last line is no record yet; one that lacks its line feed alone is, as nothing can follow an object.
 */
export class LiveLines {
	private header: string[] | null = [];
	private line = 0;
	/** True behind a record whose line feed has not come yet. */
	private isUnended = false;

	/** Of a file that was saved again elsewhere, which may be UTF-16 since. */
	private readonly feed = new TextFeed(chunk => this.takeLines(chunk));
	private taker: LiveTaker | null = null;

	constructor(private readonly parse: (text: string) => JsonValue | undefined = parseTolerantJson) {}

	/** Takes in the whole lines of a chunk; returns how many of its bytes they are. */
	take(chunk: Uint8Array, taker: LiveTaker): number {
		this.taker = taker;
		return this.feed.consume(chunk);
	}

	private takeLines(chunk: Uint8Array): number {
		const {taker} = this;
		if (taker === null) return 0;
		const end = chunk.lastIndexOf(newline) + 1;
		const lines = end === 0 ? [] : new TextDecoder().decode(chunk.subarray(0, end - 1)).split('\n');
		for (const text of lines) {
			const line = text.replace(/\r$/, '');
			if (!this.isUnended) this.line++;
			this.isUnended = false;
			if (this.header !== null) this.takeHeader(this.header, line, taker);
			else this.takeRecord(line, taker);
		}
		return this.takeUnended(chunk.subarray(end), taker) ? chunk.length : end;
	}

	private takeUnended(rest: Uint8Array, taker: LiveTaker): boolean {
		if (this.header !== null || rest.at(-1) !== closingBrace) return false;
		const text = new TextDecoder().decode(rest);
		const record = text.startsWith('- {') ? this.parse(text.slice(2)) : undefined;
		if (!isObject(record)) return false;
		this.line++;
		this.isUnended = true;
		taker.record(record);
		return true;
	}

	private takeHeader(header: string[], line: string, taker: LiveTaker): void {
		if (line !== 'records:') {
			header.push(line);
			return;
		}
		this.header = null;
		const data = this.parse(header.join('\n').slice(liveHead.length));
		if (isObject(data)) taker.parents(data);
		else taker.wrong('The data of the parents cannot be read');
	}

	private takeRecord(line: string, taker: LiveTaker): void {
		const text = line.trim();
		if (text === '') return;
		const record = text.startsWith('- ') ? this.parse(text.slice(2)) : undefined;
		if (isObject(record)) taker.record(record);
		else taker.wrong(`Line ${this.line} is no record`);
	}
}

/** All records of a live file as it is now, for what is asked of more than their numbers. */
export function liveTable(files: FileAccess, path: string): RecordTable {
	const table = new RecordTable();
	const parents: PickleValue[] = [];
	const lines = new LiveLines(parseMarked);
	const tail = files.tail(path);
	const take = (chunk: Uint8Array) =>
		lines.take(chunk, {
			parents: data => parents.push(mapOf(data)),
			record: record => table.add(mapOf(record), parents),
			wrong: () => undefined,
		});
	while (tail.read(take, budgetBytes) === 'more');
	return table;
}

const deepest = 100;
const wholeNumber = '\u0000whole ';

/** The same with marked texts for whole numbers that a number does not hold. */
function parseMarked(text: string): JsonValue | undefined {
	return parseTolerantJson(longIntegers(text, digits => JSON.stringify(wholeNumber + digits)));
}

/** A record as a pickle would hold it, without what would be too deep for the stack. */
function mapOf(data: JsonObject, depth = 0): Map<PickleValue, PickleValue> {
	return new Map(Object.entries(data).map(([key, value]) => [key, pickled(value, depth)]));
}

function pickled(value: Json, depth: number): PickleValue {
	if (typeof value === 'string' && value.startsWith(wholeNumber)) return BigInt(value.slice(wholeNumber.length));
	if (value === null || typeof value !== 'object') return value;
	if (depth >= deepest) return null;
	return isObject(value) ? mapOf(value, depth + 1) : value.map(each => pickled(each, depth + 1));
}
