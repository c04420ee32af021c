import {createLineScanner, type LineScanner} from '../../formats/textlog/line-scanner.ts';
import {OwnPatterns} from '../../formats/textlog/own-patterns.ts';
import {AppendFile} from '../../io/write/append.ts';
import type {ScalarPattern} from '../plan.ts';
import {type MetricPoint, MetricRows} from './metric-rows.ts';
import {OutputLog, type Stream} from './output-log.ts';
import {lastLines, readRecorded} from './recorded.ts';
import {StreamLines} from './stream-lines.ts';
import {Summaries} from './summary.ts';

const mostWaitingBytes = 64 * 1024 * 1024;
const saveEveryMs = 5000;
/** How often what a full disk refused is tried again. */
const retryEveryMs = 1000;
/** Rows of points that a recorder which was killed may not have had time for. */
const mostRecalled = 100;

/** Writes what a program says into its run's directory, and the numbers in it as points, as soon as a line is whole. */
export class Recorder {
	/** Error that the output ends with, null where it shows none. */
	error: string | null = null;
	/** Last line on standard error. */
	lastComplaint: string | null = null;
	private readonly log: OutputLog;
	private readonly metrics: AppendFile;
	private readonly rows = new MetricRows();
	private readonly summaries = new Summaries();
	private readonly scanner: LineScanner = createLineScanner();
	private readonly patterns: OwnPatterns;
	private readonly streams: Record<Stream, StreamLines>;
	/** Points of the chunk that is being read: they are written at once. */
	private unwritten = '';
	private nowMs = 0;
	private savedAtMs: number;
	private retrying: NodeJS.Timeout | undefined;

	constructor(
		private readonly directory: string,
		patterns: readonly ScalarPattern[],
		startedAtMs: number,
	) {
		this.log = new OutputLog(directory);
		this.metrics = new AppendFile(`${directory}/metrics.jsonl`, mostWaitingBytes);
		this.patterns = new OwnPatterns(patterns);
		this.streams = {
			1: new StreamLines((line, depth) => this.take(line, depth)),
			2: new StreamLines((line, depth) => this.takeError(line, depth)),
		};
		this.savedAtMs = startedAtMs;
	}

	/** Why something could not be written, null while all is well. */
	get fault(): string | null {
		return this.log.fault ?? this.metrics.fault;
	}

	/** @param nowMs when the bytes came, milliseconds since the epoch */
	append(stream: Stream, bytes: Uint8Array, nowMs: number): void {
		this.nowMs = nowMs;
		this.log.append(stream, bytes, nowMs);
		this.streams[stream].push(bytes);
		this.writePoints();
		if (this.summaries.changed && nowMs - this.savedAtMs >= saveEveryMs) this.save(nowMs);
		if (this.fault !== null) this.retryLater();
	}

	/**
	 * Takes in what another recorder has written of this run, so that this one goes on where it stopped. Only points that it had no time for any
	 * more are written.
	 */
	recall(nowMs: number): void {
		this.nowMs = nowMs;
		for (const {stream, bytes} of readRecorded(this.directory)) {
			this.log.recall(stream, bytes);
			this.streams[stream].push(bytes);
			this.unwritten = this.unwritten.split('\n').slice(-mostRecalled).join('\n');
		}
		const bare = (row: string) => row.replace(/"time": [^,]*, /, '');
		const written = new Set(lastLines(`${this.directory}/metrics.jsonl`).map(bare));
		const rows = this.unwritten.split('\n').filter(Boolean);
		const missing = rows.slice(rows.findLastIndex(row => written.has(bare(row))) + 1);
		this.unwritten = missing.map(row => `${row}\n`).join('');
		this.writePoints();
	}

	/** The program has ended: its last lines need no line feeds. */
	end(nowMs: number): void {
		this.nowMs = nowMs;
		this.streams[1].end();
		this.streams[2].end();
		this.writePoints();
	}

	/** Tries to write what a full disk refused before; true when nothing waits any more. */
	flush(): boolean {
		const isDone = this.metrics.flush();
		return this.log.flush() && isDone;
	}

	/** A program that has nothing more to say for a while must not keep what waits in memory. */
	private retryLater(): void {
		this.retrying ??= setInterval(() => {
			if (this.flush()) this.stopRetrying();
		}, retryEveryMs).unref();
	}

	private stopRetrying(): void {
		clearInterval(this.retrying);
		this.retrying = undefined;
	}

	/** Rolls everything up and closes the files. */
	close(nowMs: number): void {
		this.stopRetrying();
		this.metrics.close();
		this.log.close();
		this.save(nowMs);
	}

	private save(nowMs: number): void {
		this.savedAtMs = nowMs;
		const lost = this.log.lostBytes + this.metrics.lostBytes;
		this.summaries.save(this.directory, {
			output_lines: this.log.lines,
			output_bytes: this.log.bytes,
			...(lost > 0 && {output_bytes_lost: lost}),
		});
	}

	private writePoints(): void {
		if (this.unwritten !== '') this.metrics.append(Buffer.from(this.unwritten));
		this.unwritten = '';
	}

	private takeError(line: string, depth: number): void {
		this.lastComplaint = line.trim();
		this.take(line, depth);
	}

	private take(line: string, depth: number): void {
		const {metrics, step, ending} = this.scanner.scan(line, depth);
		if (ending !== null) this.error = ending.error;
		const own = this.patterns.scan(line, step);
		// What a person's own expression says counts once, also where it is found without it.
		const others = own.length === 0 ? metrics : metrics.filter(({name}) => !own.some(point => point.name === name));
		const points: MetricPoint[] = [...others, ...own];
		if (points.length === 0) return;
		const text = this.rows.spell(points, this.nowMs);
		if (text === '') return;
		this.summaries.add(points);
		this.unwritten += text;
	}
}
