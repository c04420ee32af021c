import type {MediaContent, MediaDecoder} from '../../../core/media/media.ts';
import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {joinChunks} from '../../../encodings/records/block-log.ts';
import {bytesType, WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {MediaSink, RunSink} from '../../format.ts';
import {Item, readPath} from '../log/item.ts';
import {type MediaSort, sortOf} from './media-sort.ts';
import {readTable} from './table.ts';

/** Pictures, histograms, tables and other files of a history row: where they lie is noted, and they are read when somebody looks. */

const historyField = 2;
const itemField = 1;
const mostFiles = 16;

/** Keys of an object that say where its files are: the last ones of lists of sounds, films and pages. */
export const fileKeys = ['path', 'filenames', 'audio', 'videos', 'html'] as const;

/** Where a row lies in the log: chunks of blocks, heads included. */
export interface RowPlace {
	offset: number;
	bytes: number;
}

/** What a row says of one logged object before the row is over. */
interface Logged {
	type: string;
	files: string[];
}

/** Gathers the objects of a row, whose keys come in any order, and hands them on at its end. */
export class RowMedia {
	private readonly logged = new Map<string, Logged>();
	private readonly sinks = new Map<string, MediaSink>();

	constructor(
		private readonly run: RunSink,
		private readonly log: string,
		/** Directory that the paths of pictures start from. */
		private readonly files: string,
		/** Makes a histogram of that name of the bytes of its row. */
		private readonly histogramIn = readHistogram,
	) {}

	/** A part of an object: `_type` or one of `fileKeys`, as JSON text. */
	note(path: readonly string[], json: string): void {
		const name = path.slice(0, -1).join('.');
		const object = this.logged.get(name) ?? {type: '', files: []};
		this.logged.set(name, object);
		const value = parseTolerantJson(json);
		if (path.at(-1) === '_type' && typeof value === 'string') object.type = value;
		else object.files = (Array.isArray(value) ? value : [value]).map(pathIn).filter(file => file !== '');
	}

	/** A whole object as JSON text, as older versions wrote them. */
	noteObject(path: readonly string[], json: string): void {
		if (!json.includes('"_type"')) return;
		const value = parseTolerantJson(json);
		if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
		for (const key of ['_type', ...fileKeys]) if (value[key] !== undefined) this.note([...path, key], JSON.stringify(value[key]));
	}

	/** Hands on what the row had. */
	flush(step: number, wallMs: number, place: RowPlace): void {
		// Nearly every row: going through nothing costs as much as reading a number.
		if (this.logged.size === 0) return;
		for (const [name, {type, files}] of this.logged) {
			if (type === 'histogram') this.histogramSink(name).push({step, wallMs, file: this.log, ...place});
			files.slice(0, mostFiles).forEach((file, at) => {
				const sort = sortOf(type, file);
				// Names out of the log lead nowhere else.
				if (sort === null || file.startsWith('/') || file.split('/').includes('..')) return;
				const each = type.endsWith('-file') ? name : `${name}[${at}]`;
				this.fileSink(each, sort).push({step, wallMs, file: `${this.files}/${file}`, offset: 0, bytes: 0});
			});
		}
		this.logged.clear();
	}

	private histogramSink(name: string): MediaSink {
		const sink = this.sinks.get(name) ?? this.run.media(name, 'histogram', bytes => this.histogramIn(bytes, name));
		this.sinks.set(name, sink);
		return sink;
	}

	private fileSink(name: string, sort: MediaSort): MediaSink {
		const sink = this.sinks.get(name) ?? this.run.media(name, sort.kind, decoderOf(sort));
		this.sinks.set(name, sink);
		return sink;
	}
}

function decoderOf(sort: MediaSort): MediaDecoder {
	if (sort.kind === 'table') return readTable;
	if (sort.kind === 'file') return head => ({kind: 'file', what: sort.what, head, bytes: head.length});
	return encoded => ({kind: 'image', encoded});
}

/** The path of a file, or of an object that has one: lists of sounds and films hold such. */
function pathIn(value: unknown): string {
	if (typeof value === 'string') return value;
	const path = value !== null && typeof value === 'object' && 'path' in value ? value.path : '';
	return typeof path === 'string' ? path : '';
}

/** `values` and `bins` of one object of a row; null where they do not fit together. */
function readHistogram(bytes: Uint8Array, name: string): MediaContent | null {
	const record = joinChunks(bytes);
	const parts = new Map<string, unknown>();
	for (const [key, json] of itemsOf(record)) {
		const full = key.join('.');
		if (full !== name && !full.startsWith(`${name}.`)) continue;
		const value = parseTolerantJson(json);
		if (full !== name) parts.set(full.slice(name.length + 1), value);
		else if (value !== null && typeof value === 'object')
			for (const [part, inner] of Object.entries(value)) parts.set(part, inner);
	}
	return histogramOf(parts);
}

/** A histogram of the parts of one that was logged, by their names; null where they do not fit together. */
export function histogramOf(parts: ReadonlyMap<string, unknown>): MediaContent | null {
	const counts = numbersIn(parts.get('values'));
	const edges = numbersIn(parts.get('bins'));
	return counts.length > 0 && edges.length === counts.length + 1 ? {kind: 'histogram', edges, counts} : null;
}

/** Keys of a history record with their values as JSON text. */
function* itemsOf(record: Uint8Array): Generator<[string[], string]> {
	const wire = new WireReader();
	const item = new Item();
	wire.reset(record, new DataView(record.buffer, record.byteOffset, record.length), 0);
	for (const end of messagesIn(wire, record.length, historyField)) {
		for (const inner of messagesIn(wire, end, itemField)) {
			item.read(wire, inner);
			if (wire.broken || item.keyEnd <= item.keyAt) continue;
			yield [readPath(record.subarray(item.keyAt, item.keyEnd)), decodeText(record, item.valueAt, item.valueEnd)];
		}
	}
}

/** Ends of the messages of one field, the reader at the start of each. */
function* messagesIn(wire: WireReader, end: number, wanted: number): Generator<number> {
	while (wire.next(end)) {
		if (wire.type !== bytesType || wire.field !== wanted) wire.skip(end);
		else yield wire.length(end);
	}
}

function numbersIn(value: unknown): Float64Array {
	return Array.isArray(value) ? Float64Array.from(value, Number) : new Float64Array(0);
}
