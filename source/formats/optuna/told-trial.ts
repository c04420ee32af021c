import type {RunSink, SeriesSink, SourceSink} from '../format.ts';
import {factsOfTrial, type OptunaStore, seriesName, type Trial} from './trial.ts';

/** A trial and what the sink was told of it. */
export class ToldTrial {
	/** True when its facts are to be told again. */
	changed = true;
	private readonly run: RunSink;
	private series: SeriesSink | null = null;
	private readonly values = new Map<number, number>();
	private isRevised = false;

	constructor(
		sink: SourceSink,
		readonly key: string,
		public trial: Trial,
		private readonly store: OptunaStore,
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

	/** Tells what changed. */
	tell(): void {
		if (!this.changed) return;
		this.changed = false;
		if (this.isRevised) {
			this.run.reset();
			this.series = null;
			this.isRevised = false;
			for (const [step, value] of this.values) this.push(step, value);
		}
		this.run.facts(factsOfTrial(this.trial, this.store));
	}

	reset(): void {
		this.run.reset();
	}

	remove(): void {
		this.run.remove();
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
