import type {RunSink, SeriesSink, SourceSink} from '../format.ts';
import {factsOfTrial, type OptunaStore, objectiveNames, seriesName, type Trial} from './trial.ts';

/** A trial and what the sink was told of it. */
export class ToldTrial {
	/** True when its facts are to be told again. */
	changed = true;
	private readonly run: RunSink;
	private series: SeriesSink | null = null;
	private readonly values = new Map<number, number>();
	private isRevised = false;
	/** The objectives that were pushed, and whether there are some that were not yet. */
	private judged = '';
	private isToJudge = true;

	constructor(
		sink: SourceSink,
		readonly key: string,
		public trial: Trial,
		private readonly store: OptunaStore,
		/** Path of the store. */
		private readonly place: string,
	) {
		this.run = sink.run(key);
	}

	/** An intermediate value: one a step, the last one counts. */
	report(step: number, value: number): void {
		if (!Number.isFinite(step)) return;
		const before = this.values.get(step);
		if (before !== undefined && Object.is(before, value)) return;
		this.values.set(step, value);
		this.trial.hasPoints = true;
		this.changed = true;
		if (before !== undefined) this.isRevised = true;
		else if (!this.isRevised) this.push(step, value);
	}

	/** Takes a trial as it is now, keeping what only its points tell. */
	update(trial: Trial): void {
		const {signMs, hasPoints} = this.trial;
		this.trial = {...trial, hasPoints};
		if (signMs !== null && signMs > (trial.signMs ?? 0)) this.trial.signMs = signMs;
		this.changed = true;
	}

	/** Tells what changed. @param isCurrent false where values that it reported may still be unread: the objectives come after them */
	tell(isCurrent = true): void {
		if (this.changed) this.tellChanged();
		if (!isCurrent || !this.isToJudge) return;
		this.isToJudge = false;
		this.judged = this.judgement();
		if (this.judged !== '') this.pushObjectives();
	}

	private tellChanged(): void {
		this.changed = false;
		const isJudgedAnew = this.judged !== this.judgement();
		if (this.isRevised || (isJudgedAnew && this.judged !== '')) {
			this.run.reset();
			this.series = null;
			this.isRevised = false;
			this.isToJudge = true;
			for (const [step, value] of this.values) this.push(step, value);
		}
		if (isJudgedAnew) this.isToJudge = true;
		this.run.facts(factsOfTrial(this.trial, this.store, this.place));
	}

	reset(): void {
		this.run.reset();
	}

	remove(): void {
		this.run.remove();
	}

	/** The objectives by which the trial competes with others, as text; '' for none. Of a pruned one Optuna compares none. */
	private judgement(): string {
		const {state, values} = this.trial;
		return state === 'COMPLETE' && values !== null ? values.join() : '';
	}

	/** The objectives are those of the trial as a whole, so they stand at its end. */
	private pushObjectives(): void {
		const {study, values, completedAtMs} = this.trial;
		let last = 0;
		for (const step of this.values.keys()) if (step > last) last = step;
		for (const [i, name] of objectiveNames(this.trial).entries()) {
			const value = values?.[i] ?? null;
			if (value === null) continue;
			const goal = study.goals[i];
			this.run.defineMetric(name, goal ? {goal, isUncounted: true} : {isUncounted: true});
			this.run.series(name, 'sort').push(last, completedAtMs ?? Number.NaN, value);
		}
	}

	private push(step: number, value: number): void {
		if (this.series === null) {
			this.series = this.run.series(seriesName, 'sort');
			const [goal, ...others] = this.trial.study.goals;
			if (goal && others.length === 0) this.run.defineMetric(seriesName, {goal});
		}
		this.series.push(step, Number.NaN, value);
	}
}
