import type {SeriesSink} from '../format.ts';
import {isDataWord} from '../plain/names/data-words.ts';
import {isMeasured} from '../plain/names/told-names.ts';
import type {LineResult} from './line-result.ts';
import {isResultName} from './rows/result-names.ts';

/** A log that has come to more steps goes on in rows. */
const mostSteps = 3;
/** What a result begins with, "Best BER: 1.5", "final_gap: 0.1"; and those of detectors, "bbox/AP50". */
const ofResult = /^(?:best|final|mean|avg|average)(?=[\s_/-])|(?:^|[^a-z])a[pr](?:[sml]|@?\d+)?$/i;
const ofRate = /(?:^|[^a-z])lr(?![a-z])|learning[-_ ]?rate/i;

/** True for the name of a metric, or of one of a list of its values, "dice/0". */
const isMetric = (name: string): boolean => !ofRate.test(name) && isMeasured(name.replace(/\/\d+$/, ''));

/** True for a name that says first or last which data it is of, and more than that: "Test gap". */
const namesData = (name: string): boolean => {
	const words = name.split(/[\s_/-]+/);
	return words.length > 1 && (isDataWord(words[0]!) || isDataWord(words.at(-1)!));
};

const isSpeaking = (name: string): boolean => isMetric(name) || isResultName(name) || ofResult.test(name) || namesData(name);

interface Value {
	step: number;
	wallMs: number;
	value: number;
}

/**
 * Gives the values of a log to its series. Settings, sizes and the numbers of sentences may look like values too: where a log goes on in rows, those
 * said at one step alone are none, if their line does not say its place itself, their names are of no metric and they stand beside none.
 */
export class SaidValues {
	private readonly sinks = new Map<string, SeriesSink | null>();
	/** Values of one step, which another one has to follow. */
	private readonly waiting = new Map<string, Value>();
	/** Steps of those among them that were given as the log was short yet; NaN for those of starts before. */
	private readonly doubtful = new Map<string, number>();
	private steps = 0;
	private lastStep = Number.NaN;

	/** @param isLong true where an earlier reading has shown that the log goes on in rows */
	constructor(
		private readonly open: (name: string) => SeriesSink | null,
		private isLong: boolean,
	) {}

	/** Takes the values of a line; true where values that were given have turned out to be none. */
	take({metrics, wallMs, isRow}: LineResult): boolean {
		// Nearly all names are known: only of another one it matters what stands beside it.
		const isUnsure = !isRow && metrics.some(({name, step}) => !this.isKnown(name, step));
		const isOfRow = isUnsure && metrics.some(({name}) => isMetric(name) || isResultName(name));
		for (const {step, name, value} of metrics)
			if (!isUnsure || isOfRow || this.isKnown(name, step)) this.give(name, {step, wallMs, value});
			else this.waiting.set(name, {step, wallMs, value});
		return !this.isLong && this.steps > mostSteps && this.doubtful.size > 0;
	}

	/** Gives what waits, as there is no more to read for now and there were few rows. */
	settle(): void {
		if (this.isLong || this.steps > mostSteps) return;
		for (const [name, value] of this.waiting) {
			this.doubtful.set(name, value.step);
			this.sinkOf(name)?.push(value.step, value.wallMs, value.value);
		}
		this.waiting.clear();
	}

	/** Takes that another start of the program begins at that step: each shows by itself what its values are, but a log that was long stays so. */
	restart(step: number): void {
		this.settle();
		this.waiting.clear();
		this.isLong ||= this.steps > mostSteps;
		this.steps = 0;
		for (const name of this.doubtful.keys()) this.doubtful.set(name, Number.NaN);
		for (const sink of this.sinks.values()) sink?.restart?.(step);
	}

	private isKnown(name: string, step: number): boolean {
		const before = this.waiting.get(name)?.step ?? this.doubtful.get(name);
		return before === undefined ? this.sinks.has(name) || isSpeaking(name) : !Number.isNaN(before) && before !== step;
	}

	private give(name: string, {step, wallMs, value}: Value): void {
		const sink = this.sinkOf(name);
		const before = this.waiting.get(name);
		if (before !== undefined) sink?.push(before.step, before.wallMs, before.value);
		this.waiting.delete(name);
		this.doubtful.delete(name);
		sink?.push(step, wallMs, value);
		if (step !== this.lastStep) this.steps++;
		this.lastStep = step;
	}

	private sinkOf(name: string): SeriesSink | null {
		let sink = this.sinks.get(name);
		if (sink === undefined) {
			sink = this.open(name);
			this.sinks.set(name, sink);
		}
		return sink;
	}
}
