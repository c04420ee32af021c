import type {ProgressMark, StepTotal} from '../../core/run.ts';
import {stripControls} from '../../encodings/controls.ts';
import {decodeLog} from '../../encodings/log-text.ts';
import {SegmentSplitter} from '../../encodings/segments.ts';
import {createLineScanner, type LineScanner} from '../textlog/index.ts';
import type {LineIndex} from './line-index.ts';
import {readPlainLine} from './output-rule.ts';

const mostLastLines = 30;

export interface OutputPoint {
	name: string;
	step: number;
	value: number;
	/** Number of its line, from 0. */
	line: number;
	/** Time in the line itself, milliseconds; NaN where there is none. */
	wallMs: number;
}

/** What the output of a run says, line by line: values by Guild's rule in its wider form and by the styles of text logs, progress, error. */
export class OutputScanner {
	progress: ProgressMark | null = null;
	total: StepTotal | null = null;
	/** Last line of a traceback that ended the output so far; null where values came after it. */
	traceback: string | null = null;
	/** Last lines, oldest first, with their number from 0. */
	readonly lastLines: {number: number; text: string}[] = [];
	private readonly splitter = new SegmentSplitter((chunk, start, end) => this.takeSegment(decodeLog(chunk, start, end)));
	/** Made when there is a line for it: most outputs have none. */
	private scanner: LineScanner | null = null;
	private step: number | null = null;
	/** The line that said it, for the other scanner, which mostly has nothing to do. */
	private stepLine: string | null = null;
	private insideTraceback = false;
	/** How often each key came while no step was said. */
	private readonly counts = new Map<string, number>();

	constructor(
		private readonly index: LineIndex,
		/** Name of the output, for people. */
		private readonly title: string,
		private readonly take: (point: OutputPoint) => void,
	) {}

	/** Reads what is whole of a chunk and returns how many bytes that was. */
	consume(chunk: Uint8Array): number {
		return this.splitter.split(chunk);
	}

	/** Whole lines so far. */
	get lines(): number {
		return this.splitter.lineFeeds;
	}

	/** Reads what stands behind the last line feed as a line of its own: once no more will come. */
	finish(rest: Uint8Array): void {
		if (rest.length > 0) this.takeSegment(decodeLog(rest));
	}

	/** The last line that went to the error stream, among the last that there are; null where none did. */
	lastErrorLine(): string | null {
		return this.lastLines.findLast(({number}) => this.index.at(number)?.isError)?.text ?? null;
	}

	private takeSegment(text: string): void {
		const line = stripControls(text).trimEnd();
		if (line === '') return;
		const number = this.splitter.lineFeeds;
		if (this.lastLines.at(-1)?.number === number) this.lastLines.pop();
		this.lastLines.push({number, text: line});
		if (this.lastLines.length > mostLastLines) this.lastLines.shift();
		const plain = this.isInTraceback(line) ? null : readPlainLine(line);
		if (plain === null) this.scan(line, number);
		else if (plain.name === 'step') {
			// `step: nan` is none: the one before stays, as it does for Guild.
			if (!Number.isFinite(plain.value)) return;
			this.step = plain.value;
			this.stepLine = line;
		} else {
			this.traceback = null;
			const step = plain.step ?? this.step ?? this.countOf(plain.name);
			this.take({name: plain.name, value: plain.value, step, line: number, wallMs: Number.NaN});
		}
	}

	/** Without any step said, a key that comes again is at the next one. */
	private countOf(name: string): number {
		const count = this.counts.get(name) ?? 0;
		this.counts.set(name, count + 1);
		return count;
	}

	/** Between the head of a traceback and its last line, which is an error and no value. */
	private isInTraceback(line: string): boolean {
		const isHead = line.startsWith('Traceback (most recent');
		const isInside = this.insideTraceback || isHead;
		this.insideTraceback = isHead || (isInside && /^\s/.test(line));
		return isInside;
	}

	private scan(line: string, number: number): void {
		this.scanner ??= createLineScanner();
		if (this.stepLine !== null) this.scanner.scan(this.stepLine);
		this.stepLine = null;
		const {metrics, wallMs, progress, total, ending} = this.scanner.scan(line);
		if (progress !== null) {
			const {isOfPart, ...mark} = progress;
			this.progress = isOfPart ? null : {...mark, from: `${mark.from} in ${this.title}`};
		}
		if (total !== null) this.total = {total: total.total, unit: 'step', from: `"${total.phrase}" in ${this.title}`};
		if (ending !== null) this.traceback = ending.error;
		else if (metrics.length > 0) this.traceback = null;
		for (const {name, step, value} of metrics) this.take({name, value, step, line: number, wallMs});
	}
}
