import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {parseDecimal} from '../../../encodings/numbers/decimal.ts';
import {ByteKey, type Keyed, KeyTable} from '../../../encodings/records/key-table.ts';
import {bytesType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunSink, SeriesSink} from '../../format.ts';
import {fileKeys, type RowMedia, type RowPlace} from '../media/media.ts';
import {CurveNames} from './curve-names.ts';
import {Item, type ItemKey, readKey} from './item.ts';
import {findNested} from './nested-values.ts';
import type {Slot, Summary} from './summary.ts';

const itemField = 1;
const stepField = 2;
const quote = 0x22;
const brace = 0x7b;

/** What a key of a history row is for. */
type Role = 'metric' | 'step' | 'time' | 'type' | 'files' | 'ignored';
const roles = new Map<string, Role>([
	['_step', 'step'],
	['_timestamp', 'time'],
	['_runtime', 'ignored'],
	['_wandb', 'ignored'],
]);

/** Keys of an object that was logged as a whole. */
const partRoles = new Map<string, Role>([['_type', 'type'], ...fileKeys.map((key): [string, Role] => [key, 'files'])]);

/** Of numbers that have no item of their own. */
const noKey = new ByteKey(new Uint8Array(), 0, 0);

class HistoryKey implements Keyed {
	readonly key: ByteKey;
	readonly path: readonly string[];
	name: string;
	readonly role: Role;
	sink: SeriesSink | null = null;
	/** Value of the newest row that has it. */
	last = Number.NaN;
	/** Its place in the summary, where a row has told that. */
	slot: Slot | null = null;
	/** Value of this row where it is an integer that a number cannot hold. */
	exact: bigint | undefined;

	constructor({key, path, name}: ItemKey) {
		this.key = key;
		this.path = path;
		this.name = name;
		const part = this.path.length > 1 ? partRoles.get(this.path.at(-1)!) : undefined;
		this.role = roles.get(this.path[0] ?? '') ?? part ?? 'metric';
	}
}

/** Number in JSON text, also one of Python's bare words; undefined where it is something else. */
function readNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
	const first = bytes[start]!;
	if (first >= 0x30 && first <= 0x39) return parseDecimal(bytes, start, end);
	if (first === 0x2d) return bytes[start + 1] === 0x49 ? Number.NEGATIVE_INFINITY : parseDecimal(bytes, start, end);
	if (first === 0x4e && end - start === 3) return Number.NaN;
	if (first === 0x49 && end - start === 8) return Number.POSITIVE_INFINITY;
	return undefined;
}

/** The exact value of an integer beyond 2^53; undefined for every other number. */
function readExact(bytes: Uint8Array, start: number, end: number, value: number): bigint | undefined {
	if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || !Number.isFinite(value)) return undefined;
	const text = String.fromCharCode(...bytes.subarray(start, end));
	return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}

/** Reads HistoryRecords (rows of `log()`) into series. Items come in another order in every row. */
export class History {
	rows = 0;
	/** Newest `_step`, -1 before the first row. */
	step = -1;
	/** Newest `_timestamp`, milliseconds. */
	wallMs = Number.NaN;
	/** False while only facts are wanted. */
	pushes = true;
	/** Where the record being read lies in the file. */
	place: RowPlace = {offset: 0, bytes: 0};
	/** Names of logged objects (images, tables) and their types. */
	readonly media = new Map<string, string>();
	private readonly keys = new KeyTable<HistoryKey>();
	/** Keys of numbers in nested objects that are one item, as versions before 0.17 wrote them. */
	private readonly leaves = new Map<string, HistoryKey>();
	private readonly names = new CurveNames<HistoryKey>(key => this.named(key.name, this.isMedia(key)));
	private readonly item = new Item();
	private readonly found: HistoryKey[] = [];
	private values = new Float64Array(64);

	constructor(
		private readonly run: RunSink,
		/** Called with the name of each metric when it turns up; `isMedia` is true for a part of a logged object: a picture's width. */
		private readonly named: (name: string, isMedia: boolean) => void,
		/** Null where logged objects are not wanted. */
		private readonly rowMedia: RowMedia | null,
		private readonly summary: Summary,
	) {}

	/** Reads the record at the reader's position. */
	read(wire: WireReader, end: number): void {
		const {item, summary} = this;
		const mirroredEnd = summary.takeMirrored(wire.bytes, wire.view, wire.pos, end);
		let count = 0;
		let step = -1;
		let itemStep = -1;
		let wallMs = Number.NaN;
		while (wire.next(end)) {
			if (wire.type !== bytesType) {
				wire.skip(end);
				continue;
			}
			const inner = wire.length(end);
			const {field} = wire;
			if (field === stepField) step = wire.firstInt64(inner);
			if (field !== itemField) {
				wire.pos = inner;
				continue;
			}
			item.read(wire, inner);
			if (wire.broken || item.keyAt < 0 || item.valueEnd <= item.valueAt) continue;
			const key = this.findKey(wire, item.keyAt, item.keyEnd);
			if (inner <= mirroredEnd) {
				key.slot ??= summary.slotOf(key.path);
				summary.note(key.slot, wire.bytes, item.valueAt, item.valueEnd);
			}
			if (key.role === 'ignored') continue;
			const value = readNumber(wire.bytes, item.valueAt, item.valueEnd);
			if (value === undefined) {
				if (key.role === 'type') this.noteMedia(key, wire.bytes);
				if (key.role === 'type' || key.role === 'files') this.rowMedia?.note(key.path, this.textOf(wire.bytes));
				if (wire.bytes[item.valueAt] === brace && key.role === 'metric') {
					this.rowMedia?.noteObject(key.path, this.textOf(wire.bytes));
					count = this.readNested(key, wire.bytes, count);
				}
				continue;
			}
			if (key.role === 'step') itemStep = value;
			else if (key.role === 'time') wallMs = value * 1000;
			else if (key.role === 'metric' || key.role === 'files') {
				if (count === this.values.length) this.grow();
				this.found[count] = key;
				if (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER || key.exact !== undefined) {
					key.exact = readExact(wire.bytes, item.valueAt, item.valueEnd, value);
				}
				this.values[count++] = value;
			}
		}
		if (wire.broken) return;
		if (step < 0) step = itemStep;
		if (!(step >= 0)) step = this.step + 1;
		this.step = step;
		this.rows++;
		if (wallMs > this.wallMs || Number.isNaN(this.wallMs)) this.wallMs = wallMs;
		if (!this.pushes) return;
		this.rowMedia?.flush(step, wallMs, this.place);
		for (let i = 0; i < count; i++) {
			const key = this.found[i]!;
			key.sink ??= this.run.series(key.name, 'replace');
			key.last = this.values[i]!;
			key.sink.push(step, wallMs, key.last, key.exact);
		}
	}

	/** The newest value of each curve that rows have given points, by its name. */
	curves(): Map<string, number> {
		const keys = [...this.keys.entries, ...this.leaves.values()];
		return new Map(keys.flatMap(({sink, name, last}) => (sink === null ? [] : [[name, last]])));
	}

	private textOf(bytes: Uint8Array): string {
		return decodeText(bytes, this.item.valueAt, this.item.valueEnd);
	}

	private findKey({bytes, view}: WireReader, start: number, end: number): HistoryKey {
		let key = this.keys.find(bytes, start, end, view);
		if (key === undefined) {
			key = new HistoryKey(readKey(bytes, start, end));
			this.keys.add(key);
			this.names.add(key);
			if (key.role === 'metric') this.named(key.name, this.isMedia(key));
		}
		return key;
	}

	/** Takes the numbers of a nested object into the row; gives how many values the row has then. */
	private readNested(key: HistoryKey, bytes: Uint8Array, before: number): number {
		if (this.media.has(key.name)) return before;
		const text = decodeText(bytes, this.item.valueAt, this.item.valueEnd);
		const {numbers, objects} = findNested(parseTolerantJson(text) ?? null, key.path);
		for (const {path, type} of objects) this.media.set(path.join('.'), type);
		let count = before;
		for (const {path, value} of numbers) {
			if (count === this.values.length) this.grow();
			this.found[count] = this.findLeaf(path);
			this.values[count++] = value;
		}
		return count;
	}

	private findLeaf(path: readonly string[]): HistoryKey {
		const place = path.join('\0');
		let leaf = this.leaves.get(place);
		if (leaf === undefined) {
			leaf = new HistoryKey({key: noKey, path, name: path.join('.')});
			this.leaves.set(place, leaf);
			this.names.add(leaf);
			this.named(leaf.name, false);
		}
		return leaf;
	}

	/** Notes an object with a `_type`: the numbers beside it (width, size) are no measurements of the run. */
	private noteMedia(key: HistoryKey, bytes: Uint8Array): void {
		const {valueAt, valueEnd} = this.item;
		const name = key.path.slice(0, -1).join('.');
		if (this.media.has(name) || bytes[valueAt] !== quote) return;
		this.media.set(name, String.fromCharCode(...bytes.subarray(valueAt + 1, Math.min(valueEnd - 1, valueAt + 65))));
		for (const other of this.keys.entries)
			if (other.role === 'metric' && other.name.startsWith(`${name}.`)) this.named(other.name, true);
	}

	private isMedia({path}: HistoryKey): boolean {
		return this.media.size > 0 && path.some((_, depth) => depth > 0 && this.media.has(path.slice(0, depth).join('.')));
	}

	private grow(): void {
		const values = new Float64Array(this.values.length * 2);
		values.set(this.values);
		this.values = values;
	}
}
