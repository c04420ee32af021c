import type {FileAccess, Tail} from '../../core/files.ts';
import {parseTolerantJson} from '../../encodings/tolerant-json.ts';
import type {ReadOutcome, RunSink, SeriesSink, Source, SourceSink} from '../format.ts';
import {isObject} from '../values.ts';
import {liveHead} from './detect.ts';

const newline = 0x0a;
const mostProblems = 20;

/**
 * A live file: the parents' data as JSON, "records:", then a line "- {…}" for each record, flushed at once. Numbers may be NaN and Infinity,
 * as Python writes them. An unfinished last line is no record yet.
 */
export class LiveSource implements Source {
	private readonly tail: Tail;
	private header: string[] | null = [];
	private line = 0;
	private records = 0;
	private problems = 0;
	private told = false;
	private readonly counts = new Map<string, {sink: SeriesSink; points: number}>();

	constructor(
		files: FileAccess,
		private readonly path: string,
	) {
		this.tail = files.tail(path);
	}

	watched(): string[] {
		return [this.path];
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		const from = this.tail.offset;
		let outcome = this.tail.read(chunk => this.take(chunk, run), budgetBytes);
		if (outcome === 'replaced') {
			// It is written anew when the run starts again.
			this.forget();
			run.reset();
			outcome = this.tail.read(chunk => this.take(chunk, run), budgetBytes);
		}
		if (!this.told || this.tail.offset !== from) this.tell(run);
		return {
			more: outcome === 'more',
			bytesRead: Math.max(0, this.tail.offset - from),
			bytesLeft: Math.max(0, this.tail.size - this.tail.offset),
		};
	}

	private forget(): void {
		this.header = [];
		this.line = 0;
		this.records = 0;
		this.problems = 0;
		this.told = false;
		this.counts.clear();
	}

	private tell(run: RunSink): void {
		this.told = true;
		run.facts({
			name: nameOf(this.path),
			writer: {bufferMs: 0, bufferBytes: 0, marksEnd: false, holdsOpen: true},
			signFiles: [this.path],
			extra: {Records: {count: this.records}},
		});
	}

	/** Uses whole lines only. */
	private take(chunk: Uint8Array, run: RunSink): number {
		const end = chunk.lastIndexOf(newline) + 1;
		if (end === 0) return 0;
		for (const text of new TextDecoder().decode(chunk.subarray(0, end - 1)).split('\n')) {
			const line = text.replace(/\r$/, '');
			this.line++;
			if (this.header !== null) this.takeHeader(this.header, line, run);
			else this.takeRecord(line, run);
		}
		return end;
	}

	private takeHeader(header: string[], line: string, run: RunSink): void {
		if (line !== 'records:') {
			header.push(line);
			return;
		}
		this.header = null;
		const data = parseTolerantJson(header.join('\n').slice(liveHead.length));
		if (isObject(data)) run.facts({config: data});
		else this.blame(run, 'The data of the parents cannot be read');
	}

	private takeRecord(line: string, run: RunSink): void {
		const text = line.trim();
		if (text === '') return;
		const record = text.startsWith('- ') ? parseTolerantJson(text.slice(2)) : undefined;
		if (!isObject(record)) {
			this.blame(run, `Line ${this.line} is no record`);
			return;
		}
		this.records++;
		for (const [key, value] of Object.entries(record)) {
			if (typeof value !== 'number') continue;
			let series = this.counts.get(key);
			if (series === undefined) {
				series = {sink: run.series(key, 'sort'), points: 0};
				this.counts.set(key, series);
			}
			series.sink.push(series.points++, Number.NaN, value);
		}
	}

	private blame(run: RunSink, message: string): void {
		if (this.problems++ < mostProblems) run.problem({file: this.path, message});
	}
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
}
