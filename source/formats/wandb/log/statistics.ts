import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {parseDecimal} from '../../../encodings/numbers/decimal.ts';
import {type Keyed, KeyTable} from '../../../encodings/records/key-table.ts';
import {bytesType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunSink, SeriesSink} from '../../format.ts';
import {Item, readKey} from './item.ts';
import {readTimestamp} from './messages.ts';
import {findNested} from './nested-values.ts';

const brace = 0x7b;

interface StatisticKey extends Keyed {
	readonly sink: SeriesSink;
}

/** Reads StatsRecords: measurements of the machine, numbered in order of writing. */
export class Statistics {
	/** Newest time, milliseconds. */
	wallMs = Number.NaN;
	pushes = true;
	private samples = 0;
	private readonly keys = new KeyTable<StatisticKey>();
	/** Of values within others, by their names. */
	private readonly nested = new Map<string, SeriesSink>();
	private readonly item = new Item();

	constructor(private readonly run: RunSink) {}

	/** Reads the record at the reader's position. The time comes before the items. */
	read(wire: WireReader, end: number): void {
		let wallMs = Number.NaN;
		while (wire.next(end)) {
			if (wire.field === 2 && wire.type === bytesType) wallMs = readTimestamp(wire, wire.length(end));
			else if (wire.field === 3 && wire.type === bytesType) this.readItem(wire, wire.length(end), wallMs);
			else wire.skip(end);
		}
		this.samples++;
		if (wallMs > this.wallMs || Number.isNaN(this.wallMs)) this.wallMs = wallMs;
	}

	private readItem(wire: WireReader, end: number, wallMs: number): void {
		const {item} = this;
		item.read(wire, end);
		if (wire.broken || item.keyEnd <= item.keyAt || !this.pushes) return;
		if (wire.bytes[item.valueAt] === brace) {
			this.readNested(wire.bytes, wallMs);
			return;
		}
		const value = parseDecimal(wire.bytes, item.valueAt, item.valueEnd);
		if (!Number.isNaN(value)) this.sinkOf(wire.bytes, item.keyAt, item.keyEnd).push(this.samples, wallMs, value);
	}

	/** What versions before 0.13 measured of the network: `{"sent": 12, "recv": 34}` under one key. */
	private readNested(bytes: Uint8Array, wallMs: number): void {
		const {keyAt, keyEnd, valueAt, valueEnd} = this.item;
		const {path} = readKey(bytes, keyAt, keyEnd);
		for (const {path: at, value} of findNested(parseTolerantJson(decodeText(bytes, valueAt, valueEnd)) ?? null, path).numbers) {
			const name = at.join('.');
			const sink = this.nested.get(name) ?? this.run.systemSeries(name);
			this.nested.set(name, sink);
			sink.push(this.samples, wallMs, value);
		}
	}

	private sinkOf(bytes: Uint8Array, start: number, end: number): SeriesSink {
		const known = this.keys.find(bytes, start, end);
		if (known !== undefined) return known.sink;
		const {key, name} = readKey(bytes, start, end);
		const sink = this.run.systemSeries(name);
		this.keys.add({key, sink});
		return sink;
	}
}
