import type {ProgressMark, StepTotal} from '../../../core/run.ts';
import {stripControls} from '../../../encodings/text/controls.ts';
import {decodeLog} from '../../../encodings/text/log-text.ts';
import {SegmentSplitter} from '../../../encodings/text/segments.ts';
import {readBar} from '../../textlog/bars/bars.ts';
import {ClosingBars, createLineScanner, type LineResult, type LineScanner} from '../../textlog/index.ts';
import type {BarPlaces} from './bar-places.ts';
import {ImpliedSteps} from './implied-steps.ts';
import {lastError, type Raised} from './last-words.ts';
import type {LineIndex} from './line-index.ts';
import type {OutputPoint} from './output-point.ts';
import {formOfLine, isList, isOtherStyle, type LineForm, type PlainValue, readPlainLine, readStepAtEnd} from './output-rule.ts';
import {pairRuled} from './pair-ruled.ts';
import type {StepRule} from './step-rule.ts';
import type {RuledValue, ValueRule} from './value-rule.ts';

const mostLastLines = 30;
/** "=== Epoch 3 ===", which says how far a run is but not of how many epochs. */
const bareEpoch = /^[\W_]*epoch\W*\d+[\W_]*$/i;

/** Takes lines that are no part of what a run says step by step. */
export interface Aside {
	/** True where the line is one of these, or may be. */
	take(line: string): boolean;
	/** Lines that it took and that are as any others after all; to be emptied. */
	readonly returned: string[];
}

/** What the output of a run says, line by line: values by Guild's rule in its wider form and by the styles of text logs, progress, error. */
export class OutputScanner {
	progress: ProgressMark | null = null;
	total: StepTotal | null = null;
	/** The highest step that the output gives by itself; null where it gives none. */
	furthest: number | null = null;
	/** Last line of a traceback that ended the output so far; null where values came after it. */
	traceback: string | null = null;
	/** The end of the last traceback, whatever came after it. */
	private raised: Raised | null = null;
	/** Last lines, oldest first, with their number from 0. */
	readonly lastLines: {number: number; text: string}[] = [];
	private readonly splitter = new SegmentSplitter((chunk, start, end) => this.takeSegment(decodeLog(chunk, start, end)));
	/** True once a line that says how far the run is, and no value, stood above others. */
	private hasHeading = false;
	/** What that scanner has read last. */
	private scanned: {line: number; text: string; metrics: LineResult['metrics']} | null = null;
	/** Made when there is a line for it: most outputs have none. */
	private scanner: LineScanner | null = null;
	/** Step of the lines that follow, as Guild takes it from a line of its own and from behind a value. */
	private step: number | null = null;
	/** True once the project's own rule gave one, so that no other does. */
	private isRuled = false;
	/**
	 * Whether lines that name no place are at that step too: only where it was given before the first of them, so that all of a curve is on one axis; null
	 * before that.
	 */
	private isPlacedByRule: boolean | null = null;
	/** The line that said it, for the other scanner, which mostly has nothing to do. */
	private stepLine: string | null = null;
	private insideTraceback = false;
	/** True where that is on the error stream. */
	private isTracebackError = false;
	private readonly closing = new ClosingBars();
	private readonly implied = new ImpliedSteps();
	/** The point before, by name, to know what is said twice. */
	private readonly latest = new Map<string, OutputPoint>();
	/** What bars show, by name: they are drawn more than once at one step, and the last counts. */
	private readonly drawn = new Map<string, OutputPoint>();

	constructor(
		private readonly index: LineIndex,
		/** Name of the output, for people. */
		private readonly title: string,
		private readonly give: (point: OutputPoint) => void,
		/** Where the project says that its output gives a step. */
		private readonly rule: StepRule | null,
		private readonly aside: Aside | null,
		/** Null where the tracker records values of its own by its rule, so that those without a step stay where that counts them. */
		private readonly barPlaces: BarPlaces | null,
		/** What of its output the project calls a value, and how. */
		private readonly values: ValueRule | null = null,
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

	/** Gives what the bars show now, once there is no more to read for the moment. */
	settle(): void {
		for (const name of [...this.drawn.keys()]) this.settleName(name);
	}

	private settleName(name: string): void {
		const point = this.drawn.get(name);
		this.drawn.delete(name);
		if (point !== undefined) this.take(point);
	}

	/** The error of a run that failed: the end of the traceback that ended its output, else what it said last on its error stream; null for none. */
	errorAtEnd(): string | null {
		return this.traceback === null || this.traceback.endsWith(':') ? (this.lastErrorLine() ?? this.traceback) : this.traceback;
	}

	private lastErrorLine(): string | null {
		return lastError(
			this.lastLines.map(line => ({...line, mark: this.index.at(line.number)})),
			this.raised,
		);
	}

	private takeSegment(text: string): void {
		const line = stripControls(text).trimEnd();
		if (line === '') return;
		const number = this.splitter.lineFeeds;
		if (this.lastLines.at(-1)?.number === number) this.lastLines.pop();
		this.lastLines.push({number, text: line});
		if (this.lastLines.length > mostLastLines) this.lastLines.shift();
		if (!this.aside?.take(line)) this.takeLine(line, number);
		else for (const returned of this.aside.returned.splice(0)) this.takeLine(returned, number);
	}

	/** A bar has no line feed, so the line that is printed next stands behind it. Guild itself reads the two streams apart. */
	private takeLine(line: string, number: number): void {
		const behind = (line.includes('%|') ? readBar(line)?.rest.trimStart() : undefined) ?? '';
		const isOwn = behind !== '' && (readPlainLine(behind) !== null || this.isRuling(behind) || isTracebackHead(behind));
		if (isOwn) this.takeLine(line.slice(0, -behind.length), number);
		this.takeSingle(isOwn ? behind : line, number);
	}

	private isRuling(line: string): boolean {
		return (this.rule?.stepOf(line) ?? null) !== null;
	}

	private takeSingle(line: string, number: number): void {
		const ruled = this.rule?.stepOf(line) ?? null;
		if (ruled !== null) {
			this.isRuled = true;
			this.step = ruled;
			this.passStep(ruled);
		}
		const isInside = this.isInTraceback(line, number);
		const plain = isInside ? null : readPlainLine(line);
		const ruledValues = isInside ? [] : (this.values?.valuesIn(line) ?? []);
		if (plain === null) {
			this.noteStep(readStepAtEnd(line));
			if (isList(line)) this.takeRuled(ruledValues, number, line);
			else this.scan(line, number, ruledValues);
		} else if (plain.name === 'step') {
			// `step: nan` is none: the one before stays, as it does for Guild.
			if (!Number.isFinite(plain.value)) return;
			this.noteStep(Math.trunc(plain.value));
			this.stepLine = line;
		} else {
			this.traceback = null;
			this.noteStep(plain.step);
			const keepsKey = ruledValues.length === 0 || this.values?.keepsKeys === true;
			if (keepsKey || pairRuled(line, [plain], ruledValues)[0] === null)
				this.takeValue(plain, number, line, formOfLine(line, true));
			// By both rules it may have one name.
			const others = keepsKey ? ruledValues.filter(({name}) => name !== plain.name) : ruledValues;
			this.takeRuled(others, number, line);
		}
	}

	private takeValue({name, value, step}: PlainValue, line: number, text: string, form: LineForm, ruled?: RuledValue): void {
		const ofLine = step ?? this.step ?? this.barPlaces?.stepOf(name) ?? null;
		const headed = ofLine === null ? this.stepOfHeading(value, line, text) : null;
		this.take({
			name,
			value,
			step: ofLine ?? this.implied.stepOf(name),
			isImplied: ofLine === null,
			line,
			form,
			wallMs: Number.NaN,
			...(ruled !== undefined && {ruled}),
			...(headed !== null && {headed}),
		});
	}

	/** Takes values of a line that nothing but the project's patterns reads. */
	private takeRuled(values: readonly RuledValue[], line: number, text: string): void {
		for (const ruled of values) this.takeValue({...ruled, step: null}, line, text, ruled.isGuilds ? 'released' : 'wider', ruled);
	}

	/**
	 * The step at which the reader of text logs has the value of a line by a heading above; null where there was none, or the project says itself what
	 * gives a step.
	 */
	private stepOfHeading(value: number, line: number, text: string): number | null {
		if (!this.hasHeading || this.scanner === null || this.rule !== null) return null;
		if (this.scanned?.line !== line || this.scanned.text !== text)
			this.scanned = {line, text, metrics: this.scanner.scan(text).metrics};
		const found = this.scanned.metrics.find(metric => Object.is(metric.value, value));
		return this.scanner.axis === 'row' ? null : (found?.step ?? null);
	}

	/**
	 * Passes on what is said for the first time. A program that logs a value and prints it as well says it in two styles, at the same step: that is one
	 * measurement. Within one style such a repetition may be another one.
	 */
	private take(point: OutputPoint): void {
		this.settleName(point.name);
		const before = this.latest.get(point.name);
		const isAgain =
			before !== undefined &&
			!before.isImplied &&
			!point.isImplied &&
			before.step === point.step &&
			before.value === point.value &&
			isOtherStyle(before.form) !== isOtherStyle(point.form);
		if (isAgain) return;
		this.latest.set(point.name, point);
		this.give(point);
	}

	private noteStep(step: number | null): void {
		if (step === null || this.isRuled) return;
		this.step = step;
		this.passStep(step);
	}

	private passStep(step: number): void {
		this.furthest = Math.max(this.furthest ?? step, step);
	}

	/** Between the head of a traceback and its last line, which is an error and no value; what the other stream says in between is no part of it. */
	private isInTraceback(line: string, number: number): boolean {
		const isHead = isTracebackHead(line);
		if (isHead) this.isTracebackError = this.index.at(number)?.isError === true;
		else if (this.insideTraceback && this.isTracebackError && this.index.at(number)?.isError === false) return false;
		const isInside = this.insideTraceback || isHead;
		this.insideTraceback = isHead || (isInside && /^\s/.test(line));
		return isInside;
	}

	private scan(line: string, number: number, ruledValues: readonly RuledValue[]): void {
		this.scanner ??= createLineScanner();
		if (this.stepLine !== null) this.scanner.scan(this.stepLine);
		this.stepLine = null;
		const {metrics, isPlaceless, wallMs, progress, total, ending} = this.scanner.scan(line);
		if (progress !== null) {
			const {isOfPart, ...mark} = progress;
			this.progress = isOfPart ? null : {...mark, from: `${mark.from} in ${this.title}`};
		}
		if (metrics.length === 0 && (bareEpoch.test(line) || (progress !== null && readBar(line) === null))) this.hasHeading = true;
		this.scanned = {line: number, text: line, metrics};
		if (total !== null) this.total = {total: total.total, unit: 'step', from: `"${total.phrase}" in ${this.title}`};
		if (ending !== null) {
			this.traceback = ending.error;
			if (ending.error !== null) this.raised = {number, error: ending.error};
			this.closing.begin();
		} else if (metrics.length > 0 && this.traceback !== null && !this.closing.take(line)) this.traceback = null;
		if (isPlaceless) this.isPlacedByRule ??= this.isRuled;
		// Where such lines count nothing, they are at the step that was said in between.
		const isSaid = this.scanner.axis === 'row' || (isPlaceless && this.isPlacedByRule === true);
		const form = metrics.length === 0 ? 'style' : formOfLine(line, false);
		const pairs = ruledValues.length === 0 ? null : pairRuled(line, metrics, ruledValues);
		for (const [i, {name, step, value}] of metrics.entries()) {
			if (this.scanner.axis !== 'row') this.passStep(step);
			const ruled = pairs?.[i] ?? null;
			const place = (isSaid || (ruled !== null && this.isRuled) ? this.step : null) ?? step;
			const point: OutputPoint = {name: ruled?.name ?? name, value, step: place, isImplied: false, line: number, form, wallMs};
			if (ruled !== null) point.ruled = ruled;
			if (form === 'bar') this.draw(point);
			else this.take(point);
		}
		if (form !== 'bar')
			this.takeRuled(
				ruledValues.filter(ruled => pairs?.includes(ruled) !== true),
				number,
				line,
			);
	}

	private draw(point: OutputPoint): void {
		const {name, step} = point;
		this.barPlaces?.noteBar(name, step);
		if (this.drawn.get(name)?.step !== step) this.settleName(name);
		this.drawn.set(name, point);
	}
}

const isTracebackHead = (line: string): boolean => line.startsWith('Traceback (most recent');
