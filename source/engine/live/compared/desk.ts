import {flattenConfig} from '../../../core/flatten.ts';
import {declaredGoals, hiddenMetrics} from '../../model/goals.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {ComparedNews, ComparedRun, ComparedWish} from '../../protocol.ts';
import {readValues} from './values.ts';

type Runs = ReadonlyMap<number, TrackedRun>;

function describe(run: TrackedRun): ComparedRun {
	const {facts} = run;
	return {
		run: run.key,
		config: flattenConfig(facts.config),
		summary: facts.summary,
		goals: [...declaredGoals(run)],
		hidden: [...hiddenMetrics(run)],
	};
}

const pointsOf = (run: TrackedRun): number => {
	let points = 0;
	for (const series of run.metrics.values()) points += series.pushes;
	return points;
};

/** Tells the Compare screen of its runs what their rows do not: each thing again only when it changed. */
export class ComparedDesk {
	private wish: ComparedWish | null = null;
	private readonly told = new Map<string, string>();

	setWish(wish: ComparedWish | null): void {
		if (wish === null || wish.runs.join() !== this.wish?.runs.join()) this.told.clear();
		this.wish = wish;
	}

	get isOpen(): boolean {
		return this.wish !== null;
	}

	/** What changed since the last time; null for nothing. */
	take(all: Runs): ComparedNews | null {
		const {wish} = this;
		if (wish === null) return null;
		const runs = wish.runs.flatMap(key => all.get(key) ?? []);
		const {at} = wish;
		const news: ComparedNews = {
			runs: runs.filter(run => this.isNew(`run ${run.key}`, String(versionOfFacts(run)))).map(describe),
			values: at === null ? [] : this.takeValues(runs, at),
		};
		return news.runs.length + news.values.length === 0 ? null : news;
	}

	private takeValues(runs: readonly TrackedRun[], at: NonNullable<ComparedWish['at']>): ComparedNews['values'] {
		const asked = JSON.stringify(at);
		return runs
			.filter(run => this.isNew(`values ${run.key}`, `${asked} ${pointsOf(run)} ${versionOfFacts(run)}`))
			.map(run => readValues(run, at, runs));
	}

	/** True where the state of a thing is another than when it was last told. */
	private isNew(thing: string, state: string): boolean {
		if (this.told.get(thing) === state) return false;
		this.told.set(thing, state);
		return true;
	}
}

const versionOfFacts = (run: TrackedRun): number => run.layers.reduce((sum, layer) => sum + layer.factsVersion, 0);
