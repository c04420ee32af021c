import type {RunFacts} from '../../../core/run.ts';
import type {Superseded} from '../../../core/series/earlier-attempts.ts';
import type {Series} from '../../../core/series/series.ts';
import type {RunSink} from '../../../formats/format.ts';
import {countsSteps} from '../../../formats/plain/names/step-names.ts';
import {isMetricName} from '../../../formats/plain/names/telling.ts';

/** Where more begin in one file, what begins is no training: an episode, a batch of an epoch. */
const mostStarts = 100;
/** Where so many come to the same step, what begins is no training. */
const mostAlike = 3;
/** One point that comes again may have been corrected. */
const fewestPoints = 2;

/** What is parted, and where the parts go. */
export interface StartsOwner {
	/** All points that its reader gave, and what that said. */
	readonly layer: Pick<RunSink, 'facts'> & {readonly metrics: ReadonlyMap<string, Series>; readonly factsNow: Readonly<RunFacts>};
	/** True where only a further file may begin with another start. */
	readonly areByFile: boolean;
	/** True where it is a run by itself that nothing else adds to. */
	mayPart(): boolean;
	/** Where an earlier start goes, by its number from 1 on: nothing is there yet. */
	sinkOf(number: number): RunSink;
	/** There are no more than so many earlier starts. */
	keepOnly(count: number): void;
}

/**
 * Parts what several starts of a program wrote into the same files. Another start has begun where the first metric of the first row comes again at
 * its first step, in another file before its second, and nothing goes on where it was: the points of before are a run of their own then. Where one goes on after all
 * (batches are counted anew in each epoch), or steps come to the same end again and again, none of these were starts.
 */
export class EarlierStarts {
	private count = 0;
	/** When the newest start began, milliseconds; NaN where there is no earlier one, or nobody knows. */
	private beganAtMs = Number.NaN;
	/** When all began, as the reader says it. */
	private toldStartMs: number | null = null;
	private isOff = false;
	/** True where it is not parted, as others tell of its run too. */
	isOneByOthers = false;
	/** True where another one has begun, and is not parted for that reason. */
	isHeld = false;
	/** False where only a further file may begin another start, and none has since the last one was looked at, or the reader knows of none. */
	private mayBegin: boolean;
	/** The series of the first row of the newest start, and its step. */
	private leads = new Set<Series>();
	private leadStep = Number.NaN;
	/** By series that an earlier start has written, and the newest has not yet: the last step there. */
	private readonly awaited = new Map<Series, number>();
	/** By series that counts what has steps of its own, and that the newest start has not written yet: the last value there. */
	private readonly counts = new Map<Series, number>();
	/** The last steps of the first starts, by the metric that began the next one. */
	private ends: number[] = [];
	private endsOf = '';
	/** The runs of starts that were found since all was read: what its steps are is said at the end of that. */
	private fresh: RunSink[] = [];
	/** What the reader said of the newest start when its steps fell. */
	private closing: Partial<RunFacts> = {};

	constructor(private readonly owner: StartsOwner) {
		this.mayBegin = !owner.areByFile;
	}

	/** True where it has found more than one. */
	get isParted(): boolean {
		return this.count > 0;
	}

	/** True where the newest has not written all that the others have. */
	get isAwaiting(): boolean {
		return this.awaited.size > 0;
	}

	/** A further file begins. */
	openFile(): void {
		this.mayBegin = true;
	}

	/** Takes what holds of the start so far, should another one begin with the next row; null where none does. */
	close(facts: Partial<RunFacts> | null): void {
		this.closing = facts ?? {};
		this.mayBegin = facts !== null;
	}

	/** Takes note of a point before it is there; cheap unless it is the first of its series, or goes back to that. */
	take(series: Series, step: number, wallMs: number, value: number): void {
		if (this.isOff) return;
		if (series.length >= fewestPoints && this.mayBegin && this.begins(series, step, wallMs)) this.begin(series, step);
		if (series.length === 0) this.meet(series, step, wallMs, value);
	}

	/** Takes note that the reader knows of another start, at a step of a series. */
	takeRestart(series: Series, step: number): void {
		if (this.isOff || series.length < fewestPoints || !this.mayBegin || step > series.steps.at(0)) return;
		if (this.begins(series, series.steps.at(0), Number.NaN)) this.begin(series, step);
	}

	/** What is said of a file is said of the newest start, but for when that began. */
	amend(patch: Partial<RunFacts>): Partial<RunFacts> {
		const {startedAtMs = null} = patch;
		if (startedAtMs !== null && startedAtMs !== this.beganAtMs) this.toldStartMs = startedAtMs;
		const isOther = this.count > 0 && 'startedAtMs' in patch;
		return isOther ? {...patch, startedAtMs: Number.isNaN(this.beganAtMs) ? null : this.beganAtMs} : patch;
	}

	/** All is read anew. */
	forget(): void {
		this.isOff = false;
		this.isOneByOthers = false;
		this.isHeld = false;
		this.mayBegin = !this.owner.areByFile;
		this.leads.clear();
		this.leadStep = Number.NaN;
		this.awaited.clear();
		this.ends = [];
		this.end();
	}

	/** All was read: what an earlier reading had more is gone. */
	settle(): void {
		if (this.isParted && (this.areBatches() || !this.mayPart())) this.stop();
		else this.owner.keepOnly(this.count);
		const {stepUnit, byEpoch, logFiles} = this.owner.layer.factsNow;
		for (const part of this.fresh.splice(0)) part.facts({stepUnit, byEpoch, logFiles});
	}

	/** True where a run by itself has a file alone, or each of its files is another start's: of several files by row each has its own rows. */
	private mayPart(): boolean {
		const {owner} = this;
		if (!owner.areByFile && owner.layer.factsNow.signFiles.length > 1) return false;
		this.isOneByOthers ||= !owner.mayPart();
		return !this.isOneByOthers;
	}

	/** True where steps, and no epochs, came to the same end: each epoch, or each of several things that a program does, counts them anew. */
	private areBatches(): boolean {
		const {ends, owner} = this;
		const {stepUnit, byEpoch} = owner.layer.factsNow;
		const isByEpoch = stepUnit === 'epoch' || byEpoch?.includes(this.endsOf) === true;
		return !owner.areByFile && !isByEpoch && ends.length === mostAlike && ends.every(end => end === ends[0]);
	}

	/** Takes back what was parted: others tell of the run too. */
	join(): void {
		this.isOneByOthers = true;
		this.stop();
	}

	/** Takes back what was parted, for good. */
	private stop(): void {
		if (this.isOff) return;
		this.isOff = true;
		for (const series of this.awaited.keys()) series.takeUp();
		this.awaited.clear();
		this.end();
		this.owner.keepOnly(0);
	}

	/** A series that the newest start has not written before. */
	private meet(series: Series, step: number, wallMs: number, value: number): void {
		if (Number.isNaN(this.leadStep)) this.leadStep = step;
		if (step === this.leadStep) this.leads.add(series);
		if (this.count > 0 && Number.isNaN(this.beganAtMs) && !Number.isNaN(wallMs)) {
			this.beganAtMs = wallMs;
			this.owner.layer.facts({startedAtMs: wallMs});
		}
		const last = this.awaited.get(series);
		const count = this.counts.get(series);
		this.counts.delete(series);
		if ((last !== undefined && step > last && !this.isAt(step)) || (count !== undefined && value > count)) this.stop();
		else this.awaited.delete(series);
	}

	/**
	 * True where the newest start has come to a step by its first row's metrics: what is said of it there is its own. In another file that also holds
	 * for what is said further on, before these are.
	 */
	private isAt(step: number): boolean {
		const leads = [...this.leads].filter(({length}) => length > 0);
		const isAhead = this.owner.areByFile && leads.every(({lastStep}) => lastStep < step);
		return isAhead || leads.some(({lastStep}) => lastStep === step);
	}

	private begins(series: Series, step: number, wallMs: number): boolean {
		const {owner} = this;
		if (owner.areByFile) this.mayBegin = false;
		if (series.rule !== 'replace' || step >= series.steps.at(1)) return false;
		// A program may have been edited between two starts, or log when an episode ends: a file shows another one all the same.
		if (!owner.areByFile && (step !== series.steps.at(0) || series !== this.lead)) return false;
		// Who writes at the same time is no later start.
		if (wallMs < (series.walls?.at(series.length - 1) ?? Number.NaN)) return false;
		if (![...owner.layer.metrics].some(([name, {length}]) => length > 0 && isMetricName(name))) return false;
		if (this.count >= mostStarts) this.stop();
		if (this.isOff) return false;
		const may = this.mayPart();
		this.isHeld ||= !may && this.isOneByOthers;
		return may;
	}

	/** The first metric of the first row that went on. */
	private get lead(): Series | undefined {
		return [...this.leads].find(({length}) => length >= fewestPoints);
	}

	private begin(lead: Series, step: number): void {
		const {layer} = this.owner;
		this.count++;
		if (this.ends.length < mostAlike) this.ends.push(lead.lastStep);
		const part = this.owner.sinkOf(this.count);
		let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		for (const [name, series] of layer.metrics) {
			if (series.rule !== 'replace' || series.length === 0) continue;
			if (series === lead) this.endsOf = name;
			if (countsSteps(name)) this.counts.set(series, series.lastValue);
			this.awaited.set(series, series.lastStep);
			const points = series.leave(step)!;
			fill(part, name, points);
			for (const atMs of points.walls ?? []) [firstMs, lastMs] = [Math.min(firstMs, atMs), Math.max(lastMs, atMs)];
		}
		this.fresh.push(part);
		const {progress, total} = layer.factsNow;
		const planned = progress === null ? null : {total: progress.total, unit: progress.unit, from: progress.from};
		part.facts({
			...{total: total ?? planned, attempt: this.count},
			...(firstMs <= lastMs && {startedAtMs: firstMs, lastSignMs: lastMs}),
			...this.closing,
		});
		this.closing = {};
		this.leads.clear();
		this.leadStep = step;
		this.beganAtMs = Number.NaN;
		layer.facts({attempt: this.count + 1, startedAtMs: null});
	}

	/** No start is known any more. */
	private end(): void {
		const wasParted = this.isParted;
		this.count = 0;
		this.fresh = [];
		this.counts.clear();
		this.beganAtMs = Number.NaN;
		if (wasParted) this.owner.layer.facts({attempt: null, startedAtMs: this.toldStartMs});
	}
}

function fill(run: RunSink, name: string, {steps, walls, values}: Superseded): void {
	const sink = run.series(name);
	for (let i = 0; i < steps.length; i++) sink.push(steps[i]!, walls?.[i] ?? Number.NaN, values[i]!);
}
