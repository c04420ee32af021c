import {createHealth, type Health, leastValues} from '../core/health/health.ts';
import type {HealthMark} from '../core/health/mark.ts';
import type {Series} from '../core/series/series.ts';
import type {Status} from '../core/status.ts';
import {leadingSeries} from './model/counts/counters.ts';
import type {TrackedRun} from './model/tracked-run.ts';

/** Points of a history that are looked at when a run is first seen. */
const mostHistory = 2000;
const everyMs = 2000;
const watchedStatuses = new Set<Status>(['running', 'stalled', 'idle', 'finished', 'failed', 'crashed', 'stopped', 'pruned']);
const goesOn = new Set<Status>(['running', 'stalled', 'idle']);

interface Watched {
	health: Health;
	fed: Map<Series, number>;
	/** Points of the leading series whose times were taken. */
	timed: {series: Series | null; fed: number};
	/** What it was last looked at with: pushes of all its series, and whether it ran. */
	seen: number;
}

/** Looks for what is wrong in the curves of runs: NaN, divergence, overfitting; plateau and slower steps while they go on. */
export class WatchingHealth {
	private readonly watched = new Map<number, Watched>();
	/** What runs that are over were looked at with, likewise; what it took is not kept. */
	private readonly over = new Map<number, number>();
	/** Version of each run when it was examined last: of thousands most stay as they are. */
	private readonly examinedAt = new WeakMap<TrackedRun, number>();
	private updatedAtMs = Number.NEGATIVE_INFINITY;

	/** Brings the marks up to date, each two seconds at most; true when one changed. */
	update(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): boolean {
		if (nowMs - this.updatedAtMs < everyMs) return false;
		this.updatedAtMs = nowMs;
		let changed = false;
		// One that sleeps was looked at when it was read.
		for (const run of runs.values()) {
			if (this.examinedAt.get(run) === run.version || run.asleep !== null) continue;
			if (this.examine(run)) changed = true;
			this.examinedAt.set(run, run.version);
		}
		for (const key of this.watched.keys()) if (!runs.has(key)) this.watched.delete(key);
		for (const key of this.over.keys()) if (!runs.has(key)) this.over.delete(key);
		return changed;
	}

	/** Brings the marks of one run up to date; true when one changed. */
	examine(run: TrackedRun): boolean {
		return run.complete && watchedStatuses.has(run.judgement.status) && this.look(run);
	}

	private look(run: TrackedRun): boolean {
		const isRunning = run.judgement.status === 'running';
		let pushes = 0;
		let canTell = false;
		for (const series of run.metrics.values()) {
			pushes += series.pushes;
			if (series.length >= leastValues || series.nonfinite > 0) canTell = true;
		}
		const seen = 2 * pushes + (isRunning ? 1 : 0);
		const known = this.watched.get(run.key);
		if ((known?.seen ?? this.over.get(run.key)) === seen) return false;
		if (known === undefined && !canTell) return this.take(run, []);
		const watched = known ?? begin(run);
		watched.seen = seen;
		if (goesOn.has(run.judgement.status)) this.watched.set(run.key, watched);
		else {
			this.watched.delete(run.key);
			this.over.set(run.key, seen);
		}
		for (const [name, series] of run.metrics) feed(watched, name, series);
		feedTimes(watched, leadingSeries(run));
		return this.take(run, watched.health.marks(isRunning));
	}

	private take(run: TrackedRun, marks: HealthMark[]): boolean {
		if (isSame(marks, run.health)) return false;
		run.health = marks;
		run.judgedVersion++;
		return true;
	}
}

const begin = (run: TrackedRun): Watched => ({
	health: createHealth(directionsOf(run)),
	fed: new Map(),
	timed: {series: null, fed: 0},
	seen: -1,
});

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
	const before = fed.get(series) ?? 0;
	const from = before > length ? Math.max(0, length - 1) : before;
	const stride = from === 0 ? Math.max(1, Math.floor(length / mostHistory)) : 1;
	for (let i = from; i < length; i += stride) health.observe(name, steps.at(i), values.at(i));
	fed.set(series, length);
}

function feedTimes({health, timed}: Watched, series: Series | null): void {
	const walls = series?.walls;
	if (!series || !walls) return;
	const {length, steps} = series;
	const before = timed.fed > length ? length - 1 : timed.fed;
	const from = timed.series === series ? before : Math.max(0, length - mostHistory);
	for (let i = from; i < length; i++) if (Number.isFinite(walls.at(i))) health.observeTime(walls.at(i) / 1000, steps.at(i));
	timed.series = series;
	timed.fed = length;
}
