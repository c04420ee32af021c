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
	/** Points of the leading series whose times were taken. */
	timed: {series: Series | null; fed: number};
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
		// One that sleeps was looked at when it was read.
		for (const run of runs.values())
			if (run.complete && run.asleep === null && watchedStatuses.has(run.judgement.status) && this.look(run)) changed = true;
		for (const key of this.watched.keys()) if (!runs.has(key)) this.watched.delete(key);
		return changed;
	}

	private look(run: TrackedRun): boolean {
		let pushes = 0;
		for (const series of run.metrics.values()) pushes += series.pushes;
		const known = this.watched.get(run.key);
		if (known?.pushes === pushes) return false;
		const watched = known ?? {
			health: createHealth(directionsOf(run)),
			fed: new Map(),
			timed: {series: null, fed: 0},
			pushes,
		};
		watched.pushes = pushes;
		this.watched.set(run.key, watched);
		for (const [name, series] of run.metrics) feed(watched, name, series);
		feedTimes(watched, leadingSeries(run));
		const marks = watched.health.marks(run.judgement.status === 'running');
		if (isSame(marks, run.health)) return false;
		run.health = marks;
		run.judgedVersion++;
		return true;
	}
}

const isSame = (some: readonly HealthMark[], others: readonly HealthMark[]): boolean =>
	some.length === others.length && some.every(({text}, at) => text === others[at]!.text);

function directionsOf(run: TrackedRun): Map<string, 'down' | 'up'> {
	const directions = new Map<string, 'down' | 'up'>();
	for (const {definitions} of run.layers) {
		for (const [name, {goal}] of definitions) if (goal !== undefined) directions.set(name, goal === 'minimize' ? 'down' : 'up');
	}
	return directions;
}

function feed({fed, health}: Watched, name: string, series: Series): void {
	const {length, steps, values} = series;
	const from = Math.min(fed.get(series) ?? 0, Math.max(0, length - 1));
	const stride = from === 0 ? Math.max(1, Math.floor(length / mostHistory)) : 1;
	for (let i = from; i < length; i += stride) health.observe(name, steps.at(i), values.at(i));
	fed.set(series, length);
}

function feedTimes({health, timed}: Watched, series: Series | null): void {
	const walls = series?.walls;
	if (!series || !walls) return;
	const {length, steps} = series;
	const from = timed.series === series ? Math.min(timed.fed, length - 1) : Math.max(0, length - mostHistory);
	for (let i = from; i < length; i++) if (Number.isFinite(walls.at(i))) health.observeTime(walls.at(i) / 1000, steps.at(i));
	timed.series = series;
	timed.fed = length;
}
