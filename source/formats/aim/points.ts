import type {MergedWrites} from '../../encodings/rocksdb/merged-writes.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import {lastNumber, numberPartBytes, partsOf, textPart} from './keys.ts';
import {systemPrefix} from './names.ts';
import type {AimValue} from './values.ts';

interface Column {
	/** Null for what is no metric. */
	series: SeriesSink | null;
	isSystem: boolean;
	isOutput: boolean;
}

interface Point {
	step: number;
	atMs: number;
	value: number;
	exact: bigint | undefined;
	epoch: number | null;
	column: Column;
}

const [value, epoch, time, step] = ['val', 'epoch', 'time', 'step'].map(textPart) as [string, string, string, string];
const columnBytes = time.length;

/** Points of one run out of its second database, where each has a key for its value, its epoch, its time, and since 3.11 its step. */
export class Points {
	/** Newest time of one, milliseconds. */
	lastMs: number | null = null;
	private readonly columns = new Map<string, Column>();
	private readonly epochs = new Map<number, number>();
	private readonly first = textPart('seqs');
	private readonly second = this.first + textPart('v2');
	private shown = 0;
	/** True where the program tracks a metric of that name itself. */
	private hasOwnEpoch = false;

	constructor(
		private readonly run: RunSink,
		private readonly hash: string,
		private readonly writes: MergedWrites<AimValue>,
		/** What a metric is called, by the key of its context and its name. */
		private readonly nameOf: (context: string, name: string) => string,
	) {}

	/** Takes the points whose last key was written since it was asked before; false where one was written anew or is gone, so that all count anew. */
	take(): boolean {
		const {writes} = this;
		let isSound = !writes.hasLost;
		writes.hasLost = false;
		const points: Point[] = [];
		writes.takeChanged((key, isOver) => {
			const at = key.length - numberPartBytes;
			const name = key.slice(at - columnBytes, at);
			const isSecond = key.startsWith(this.second);
			if (name !== (isSecond ? step : time) && name !== value) return;
			if (isOver) isSound = false;
			if (name === value) return;
			const point = this.pointAt(key.slice(0, at - columnBytes), key.slice(at), isSecond);
			if (point !== null) points.push(point);
		});
		if (!isSound && this.shown > 0) return false;
		this.show(points.sort((a, b) => a.atMs - b.atMs || a.step - b.step));
		return true;
	}

	private pointAt(prefix: string, index: string, isSecond: boolean): Point | null {
		const column = this.columnAt(prefix, isSecond);
		if (column === null) return null;
		const at = this.writes.get(prefix + time + index);
		const number = this.writes.get(prefix + value + index);
		const where = isSecond ? this.writes.get(prefix + step + index) : lastNumber(index);
		if (typeof where !== 'number' || typeof at !== 'number') return null;
		if (column.isOutput) return this.output(prefix + value + index, at * 1000);
		if (typeof number !== 'number' && typeof number !== 'bigint') return null;
		const during = this.writes.get(prefix + epoch + index);
		return {
			step: where,
			atMs: at * 1000,
			value: Number(number),
			exact: typeof number === 'bigint' ? number : undefined,
			epoch: typeof during === 'number' ? during : null,
			column,
		};
	}

	private output(key: string, atMs: number): null {
		const line = this.writes.get(key + textPart('data'));
		if (typeof line === 'string') this.run.output(`${line}\n`, atMs);
		return null;
	}

	private columnAt(prefix: string, isSecond: boolean): Column | null {
		const known = this.columns.get(prefix);
		if (known !== undefined) return known;
		const parts = partsOf(prefix, (isSecond ? this.second : this.first).length);
		if (parts === null || parts.length !== 4) return null;
		const [chunks, hash, context, name] = parts;
		if (chunks !== 'chunks' || hash !== this.hash || typeof context !== 'bigint' || typeof name !== 'string') return null;
		const isSystem = name.startsWith(systemPrefix);
		const isOutput = name === 'logs' && !isSecond;
		const called = this.nameOf(String(context), isSystem ? name.slice(systemPrefix.length) : name);
		if (called === 'epoch' && !isSystem) this.hasOwnEpoch = true;
		const series = isOutput ? null : isSystem ? this.run.systemSeries(called) : this.run.series(called, 'sort');
		const column = {series, isSystem, isOutput};
		this.columns.set(prefix, column);
		return column;
	}

	private show(points: readonly Point[]): void {
		for (const {step: at, atMs, value: number, exact, epoch: during, column} of points) {
			column.series?.push(at, atMs, number, exact);
			this.lastMs = Math.max(this.lastMs ?? 0, atMs);
			if (during === null || column.isSystem || this.hasOwnEpoch || this.epochs.get(at) === during) continue;
			if (!this.epochs.has(at)) this.run.series('epoch', 'sort').push(at, atMs, during);
			this.epochs.set(at, during);
		}
		this.shown += points.length;
	}
}
