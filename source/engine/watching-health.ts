import {createHealth, type Health} from '../core/health/health.ts';
import type {HealthMark} from '../core/health/mark.ts';
import type {Series} from '../core/series/series.ts';
import {leadingSeries} from './model/counters.ts';
import type {TrackedRun} from './model/tracked-run.ts';

/** Points of a history that are looked at when a run is first seen. */
const mostHistory = 2000;
const everyMs = 2000;
const watchedStatuses = new Set(['running', 'stalled', 'failed', 'crashed']);

interface Watched {
	health: Health;
	fed: Map<Series, number>;
	/** Pushes of all its series when it was last looked at. */
	pushes: number;
}

/** Looks for what is wrong in the curves of runs that go on, or that died: NaN, divergence, plateau, slower steps, overfitting. */
export class WatchingHealth {
	private readonly watched = new Map<number, Watched>();
	private updatedAtMs = Number.NEGATIVE_INFINITY;

	/** Brings the marks up to date, each two seconds at most; true when one changed. */
	update(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): boolean {
		if (nowMs - this.updatedAtMs < everyMs) return false;
		this.updatedAtMs = nowMs;
		let changed = false;
		for (const run of runs.values())
			if (run.complete && watchedStatuses.has(run.judgement.status) && this.look(run)) changed = true;
		for (const key of this.watched.keys()) if (!runs.has(key)) this.watched.delete(key);
		return changed;
	}

	private look(run: TrackedRun): boolean {
		let pushes = 0;
		for (const series of run.metrics.values()) pushes += series.pushes;
		const known = this.watched.get(run.key);
		if (known?.pushes === pushes) return false;
		const watched = known ?? {health: createHealth(directionsOf(run)), fed: new Map(), pushes};
		watched.pushes = pushes;
		this.watched.set(run.key, watched);
		for (const [name, series] of run.metrics) feed(watched, series, (step, value) => watched.health.observe(name, step, value));
		feedTimes(watched, leadingSeries(run));
		const marks = watched.health.marks(run.judgement.status === 'running');
		if (textsOf(marks) === textsOf(run.health)) return false;
		run.health = marks;
		run.judgedVersion++;
		return true;
	}
}

const textsOf = (marks: readonly HealthMark[]): string => marks.map(({text}) => text).join();

function directionsOf(run: TrackedRun): Map<string, 'down' | 'up'> {
	const directions = new Map<string, 'down' | 'up'>();
	for (const {definitions} of run.layers) {
		for (const [name, {goal}] of definitions) if (goal !== undefined) directions.set(name, goal === 'minimize' ? 'down' : 'up');
	}
	return directions;
}

function feed({fed}: Watched, series: Series, take: (step: number, value: number, index: number) => void): void {
	const {length} = series;
	const from = Math.min(fed.get(series) ?? 0, Math.max(0, length - 1));
	const stride = from === 0 ? Math.max(1, Math.floor(length / mostHistory)) : 1;
	for (let i = from; i < length; i += stride) take(series.steps.at(i), series.values.at(i), i);
	fed.set(series, length);
}

function feedTimes(watched: Watched, series: Series | null): void {
	const walls = series?.walls;
	if (!series || !walls) return;
	const from = watched.fed.has(series) ? series.length - 1 : Math.max(0, series.length - mostHistory);
	for (let i = from; i < series.length; i++) {
		if (Number.isFinite(walls.at(i))) watched.health.observeTime(walls.at(i) / 1000, series.steps.at(i));
	}
}
