import {parseDecimal} from '../../../encodings/numbers/decimal.ts';
import {type Keyed, KeyTable} from '../../../encodings/records/key-table.ts';
import {bytesType, type WireReader} from '../../../encodings/records/protobuf.ts';
import type {RunSink, SeriesSink} from '../../format.ts';
import {Item, readKey} from './item.ts';
import {readTimestamp} from './messages.ts';

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
		const value = parseDecimal(wire.bytes, item.valueAt, item.valueEnd);
		if (!Number.isNaN(value)) this.sinkOf(wire.bytes, item.keyAt, item.keyEnd).push(this.samples, wallMs, value);
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
