import {Column} from './column.ts';
import {EarlierAttempts, type Superseded} from './earlier-attempts.ts';
import {EvenSteps} from './even-steps.ts';
import {Pyramid} from './pyramid.ts';
import type {SeriesState} from './series-state.ts';
import {Totals} from './totals.ts';

/** A value for each point of a series, with the pyramid over them. */
export interface PointValues {
	readonly values: Column;
	readonly pyramid: Pyramid;
}

/**
 * One metric of one run: step, wall time (milliseconds, NaN where unknown) and value of every point, with running aggregates and a
 * pyramid for drawing. Rule `replace`: a step that is not above the last one removes the points from that step on, which are kept apart as
 * an earlier attempt (what TensorBoard's data server does). Rule `sort`: all are kept, ordered by step, ties in order of writing. Rule
 * `timed`: the same, but ties are in order of their wall times. Rule `written`: as `sort`, but what counts as first and last is what was
 * written first and last, whatever its step.
 */
export class Series implements PointValues {
	readonly steps = new Column();
	readonly values = new Column();
	private wallColumn: Column | null = null;
	readonly pyramid = new Pyramid(this.values);
	private readonly totals = new Totals(this.steps, this.values, this.pyramid);
	private readonly even = new EvenSteps();
	private readonly earlier = new EarlierAttempts();
	/** Points ever pushed, replaced ones too: tells whether anything changed. */
	pushes = 0;
	/** Times that points were put into another order, or taken back. */
	reorders = 0;
	private timesAscend = true;
	private sorted = true;
	/** Step and value of the points that were written first and last, where that is asked for. */
	private ends: [number, number, number, number] | null = null;

	constructor(readonly rule: SeriesState['rule'] = 'replace') {}

	/** The series that a state was taken of. */
	static of({rule, steps, values, walls, earlier, totals, ...rest}: SeriesState): Series {
		const series = new Series(rule);
		if (walls !== null) series.wallColumn = new Column();
		for (let i = 0; i < steps.length; i++) series.append(steps[i]!, walls === null ? Number.NaN : walls[i]!, values[i]!);
		series.earlier.take(earlier);
		series.totals.take(totals);
		Object.assign(series, rest);
		return series;
	}

	get state(): SeriesState {
		const {rule, pushes, reorders, timesAscend, sorted, totals, earlier} = this;
		const traces = {pushes, reorders, timesAscend, sorted};
		const ends = this.ends && ([...this.ends] satisfies SeriesState['ends']);
		return {rule, ...this.copyPoints(), ...traces, totals: totals.state, ends, earlier: earlier.state};
	}

	private copyPoints(): Pick<SeriesState, 'steps' | 'values' | 'walls'> {
		const {steps, values, wallColumn, length} = this;
		return {steps: steps.slice(0, length), values: values.slice(0, length), walls: wallColumn?.slice(0, length) ?? null};
	}

	get length(): number {
		return this.steps.length;
	}

	/** Step of the point that counts as first, whatever order the points are in by now; NaN where there is none. */
	get firstStep(): number {
		return this.length === 0 ? Number.NaN : this.ends !== null ? this.ends[0] : this.settled.steps.at(0);
	}

	/** Step of the point that counts as last, likewise. */
	get lastStep(): number {
		return this.length === 0 ? Number.NaN : this.ends !== null ? this.ends[2] : this.settled.steps.at(this.length - 1);
	}

	/** Value of the point that counts as last, likewise. */
	get lastValue(): number {
		return this.length === 0 ? Number.NaN : this.ends !== null ? this.ends[3] : this.settled.values.at(this.length - 1);
	}

	private get settled(): this {
		this.settle();
		return this;
	}

	/** True where its points are in another order than the one in which they were written, or will be. */
	get wasReordered(): boolean {
		return !this.sorted || this.reorders > 0;
	}

	/** Values that are NaN or infinite. */
	get nonfinite(): number {
		return this.totals.nan + this.totals.infinite;
	}

	/** Points of earlier attempts that later ones replaced, the oldest first. */
	get superseded(): readonly Superseded[] {
		return this.earlier.superseded;
	}

	/** Steps at which a later attempt goes on from an earlier one, ascending. */
	get seams(): readonly number[] {
		return this.earlier.seams;
	}

	/** Attempts that replaced points of an earlier one. */
	get attempts(): number {
		return this.earlier.count;
	}

	/** Wall times in milliseconds, null where no point has one. */
	get walls(): Column | null {
		return this.wallColumn;
	}

	/** True where every point has a wall time and none is before the one ahead of it. */
	get wallsAscend(): boolean {
		return this.wallColumn !== null && this.timesAscend;
	}

	/** `exact`: the value where it is an integer beyond 2^53; decides between equal extremes. */
	push(step: number, wallMs: number, value: number, exact?: bigint): void {
		const length = this.steps.length;
		this.pushes++;
		if (length > 0 && step <= this.steps.at(length - 1)) {
			if (this.rule === 'replace') this.supersedeFrom(step);
			else if (step < this.steps.at(length - 1) || this.isBefore(wallMs)) this.sorted = false;
		}
		if (this.rule === 'written') this.noteEnds(step, value);
		this.append(step, wallMs, value);
		if (exact !== undefined) this.totals.compareExact(exact, this.length - 1);
	}

	/** Whether a time is before that of the last point, where that counts. */
	private isBefore(wallMs: number): boolean {
		return this.rule === 'timed' && this.wallColumn !== null && wallMs < this.wallColumn.at(this.length - 1);
	}

	/** Keeps the points from a step on as an earlier attempt, where the rule is to replace: another one begins there, which may have none. */
	restart(step: number): void {
		if (this.rule !== 'replace' || this.length === 0 || this.steps.at(this.length - 1) < step) return;
		this.pushes++;
		this.supersedeFrom(step);
	}

	/** Keeps all points as an earlier attempt than the one that begins at a step; gives these, null where there are none. */
	leave(step: number): Superseded | null {
		if (this.length === 0) return null;
		this.pushes++;
		this.keepFrom(0, step);
		this.truncate(0);
		return this.superseded.at(-1)!;
	}

	/** Takes the points of the latest attempt that was left back into a series that has none since. */
	takeUp(): void {
		const points = this.length > 0 ? undefined : this.earlier.takeLast();
		if (points === undefined) return;
		const {steps, walls, values} = points;
		for (let i = 0; i < steps.length; i++) this.append(steps[i]!, walls?.[i] ?? Number.NaN, values[i]!);
		this.pushes++;
	}

	/** Takes note that what is pushed from a step on, which is above the last one, is of another attempt than what is there. */
	beginAttempt(step: number): void {
		this.earlier.begin(step);
	}

	/** Puts the points of a series that keeps all in order. Cheap where they already are. */
	settle(): void {
		if (this.sorted) return;
		this.sorted = true;
		this.reorders++;
		const {steps, values, walls} = this.copyPoints();
		const times = this.rule === 'timed' ? walls : null;
		// A difference of times that is NaN, as one of them is unknown, decides nothing.
		const compare = (a: number, b: number) => steps[a]! - steps[b]! || (times !== null && times[a]! - times[b]!) || a - b;
		const order = Array.from({length: this.length}, (_, i) => i).sort(compare);
		this.truncate(0);
		for (const i of order) this.append(steps[i]!, walls ? walls[i]! : Number.NaN, values[i]!);
	}

	/** Forgets all points: the steps that they were given were none, so they are no earlier attempt either. */
	takeBack(): void {
		this.truncate(0);
		this.earlier.forget();
		this.totals.forgetExact();
		this.reorders++;
	}

	/** Writes the aggregates in the order of `aggregateNames` at `offset` of `target`. */
	writeAggregates(target: Float64Array, offset: number): void {
		this.settle();
		this.totals.write(target, offset, this.ends);
	}

	/** First index from `from` on whose step is not below `step`; quick for even steps, and where it lies near `guess`. Settled only. */
	boundOfStep(step: number, from: number, guess: number): number {
		const even = this.even.lowerBound(step, this.length);
		return even < 0 ? this.steps.lowerBoundNear(step, from, guess) : Math.max(from, even);
	}

	get bytes(): number {
		return this.steps.bytes + this.values.bytes + (this.wallColumn?.bytes ?? 0) + this.pyramid.bytes;
	}

	private noteEnds(step: number, value: number): void {
		if (this.ends === null || this.length === 0) this.ends = [step, value, step, value];
		this.ends[2] = step;
		this.ends[3] = value;
	}

	private append(step: number, wallMs: number, value: number): void {
		const index = this.steps.length;
		this.even.note(step, index, index === 0 ? Number.NaN : this.steps.at(index - 1));
		this.steps.push(step);
		this.values.push(value);
		const before = index === 0 ? wallMs : (this.wallColumn?.at(index - 1) ?? Number.NaN);
		if (!(wallMs >= before)) this.timesAscend = false;
		if (this.wallColumn !== null) this.wallColumn.push(wallMs);
		else if (!Number.isNaN(wallMs)) {
			this.wallColumn = new Column();
			for (let i = 0; i < index; i++) this.wallColumn.push(Number.NaN);
			this.wallColumn.push(wallMs);
		}
		this.totals.count(value, index);
		this.pyramid.grow();
	}

	/** A repeated step is a correction; only what lies behind a real step back is kept as an earlier attempt. */
	private supersedeFrom(step: number): void {
		const from = this.steps.lowerBound(step);
		if (this.length - from > 1 || this.steps.at(from) !== step) this.keepFrom(from, step);
		this.truncate(from);
	}

	private keepFrom(from: number, backTo: number): void {
		const to = this.length;
		this.earlier.keep({
			steps: this.steps.slice(from, to),
			walls: this.wallColumn?.slice(from, to) ?? null,
			values: this.values.slice(from, to),
			backTo,
		});
	}

	/** Cuts back to `length` points. Costs what is cut, not what stays: a log may repeat a step thousands of times. */
	private truncate(length: number): void {
		this.totals.uncountFrom(length);
		if (length === 0) this.timesAscend = true;
		this.steps.truncate(length);
		this.values.truncate(length);
		this.wallColumn?.truncate(length);
		this.pyramid.truncate(length);
		this.totals.settle(length);
	}
}
