import type {ComparedNews, ComparedRun, ComparedWish} from '../../../core/diff/compared.ts';
import {environmentOf} from '../../../core/diff/environment.ts';
import type {RecordedSource} from '../../../core/diff/source-text.ts';
import type {FileAccess} from '../../../core/files/files.ts';
import {flattenConfig} from '../../../core/flatten.ts';
import {keptOf} from '../../kept-of.ts';
import {declaredGoals, hiddenMetrics} from '../../model/goals.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {CodeDesk} from './code-desk.ts';
import {logState, readLogWindow} from './log-window.ts';
import {RecordedSources} from './recorded-source.ts';
import {readValues} from './values.ts';

const lookEveryMs = 1000;

function describe(run: TrackedRun, source: RecordedSource): ComparedRun {
	const {facts} = run;
	return {
		run: run.key,
		config: flattenConfig(facts.config),
		summary: facts.summary,
		goals: [...declaredGoals(run)],
		hidden: [...hiddenMetrics(run)],
		source,
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
	private lookedAtMs = 0;
	private readonly told = new Map<string, string>();
	private readonly code: CodeDesk;
	private readonly sources: RecordedSources;

	constructor(
		private readonly registry: Registry,
		private readonly files: FileAccess,
	) {
		this.code = new CodeDesk(registry, files);
		this.sources = new RecordedSources(registry);
	}

	setWish(wish: ComparedWish | null): void {
		if (wish === null || wish.runs.join() !== this.wish?.runs.join()) {
			this.told.clear();
			this.code.forget();
			this.sources.forget();
		}
		this.wish = wish;
	}

	/** True where there may be something to tell although no run has changed: text files are no source of points. */
	hasNews(nowMs: number): boolean {
		return this.code.hasNews || ((this.wish?.logLines ?? 0) > 0 && nowMs - this.lookedAtMs >= lookEveryMs);
	}

	/** What changed since the last time; null for nothing. */
	take(nowMs: number): ComparedNews | null {
		const {wish, registry} = this;
		if (wish === null) return null;
		const runs = wish.runs.flatMap(key => registry.runs.get(key) ?? []);
		const {at} = wish;
		const [base] = runs;
		const other = runs.find(({key}) => key === wish.code);
		if (base !== undefined && other !== undefined && other !== base) this.code.ask(base, other);
		const news: ComparedNews = {
			runs: runs
				.filter(run => this.isNew(`run ${run.key}`, String(run.factsVersion)))
				.map(run => describe(run, this.sources.of(run))),
			values: at === null ? [] : this.takeValues(runs, at),
			code: this.code.take(),
			surroundings: wish.surroundings ? this.takeSurroundings(runs) : [],
			logs: wish.logLines > 0 ? this.takeLogs(runs, wish.logLines, nowMs) : [],
		};
		return Object.values(news).every(list => list.length === 0) ? null : news;
	}

	/** Looks at the logs, each second at most. */
	private takeLogs(runs: readonly TrackedRun[], most: number, nowMs: number): ComparedNews['logs'] {
		const isFirst = !runs.some(run => this.told.has(`log ${run.key}`));
		if (!isFirst && nowMs - this.lookedAtMs < lookEveryMs) return [];
		this.lookedAtMs = nowMs;
		return runs
			.filter(run => this.isNew(`log ${run.key}`, logState(this.files, run, most)))
			.map(run => readLogWindow(this.files, run, most));
	}

	private takeSurroundings(runs: readonly TrackedRun[]): ComparedNews['surroundings'] {
		return runs
			.filter(run => this.isNew(`surroundings ${run.key}`, String(run.factsVersion)))
			.map(run => ({
				run: run.key,
				environment: environmentOf(run.facts),
				packages: {...keptOf(this.registry, run).packages},
			}));
	}

	private takeValues(runs: readonly TrackedRun[], at: NonNullable<ComparedWish['at']>): ComparedNews['values'] {
		const asked = JSON.stringify(at);
		return runs
			.filter(run => this.isNew(`values ${run.key}`, `${asked} ${pointsOf(run)} ${run.factsVersion}`))
			.map(run => readValues(run, at, runs));
	}

	/** True where the state of a thing is another than when it was last told. */
	private isNew(thing: string, state: string): boolean {
		if (this.told.get(thing) === state) return false;
		this.told.set(thing, state);
		return true;
	}
}
