import path from 'node:path';
import type {RunFacts} from '../../../core/run.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {LifeSign} from './signs.ts';

/** A time further ahead than this is one of a skewed clock. */
const slackMs = 60_000;
/** Runs are nested no deeper than this, whatever ties them in a loop. */
const deepest = 16;

/**
 * Signs of life of the runs below others. A program that opens one run within another, such as a run a trial of a search, writes to the inner one
 * alone until that is over: meanwhile the outer one is silent, and goes on all the same.
 */
export class NestedSigns {
	private runs: ReadonlyMap<number, TrackedRun> = new Map();
	/** The newest sign below a run; null until somebody asks. */
	private signs: Map<TrackedRun, number> | null = null;

	/** Takes note of all runs as they are now; they are looked through when that is asked for. */
	meet(runs: ReadonlyMap<number, TrackedRun>): void {
		this.runs = runs;
		this.signs = null;
	}

	/** The newest sign of life of the runs below one, milliseconds since the epoch; null where there is none, or its writer has no such runs. */
	signBelow(run: TrackedRun, nowMs: number): number | null {
		if (run.facts.writer.waitsForNested !== true) return null;
		this.signs ??= findSigns(this.runs, nowMs);
		return this.signs.get(run) ?? null;
	}
}

/** The newest sign of life of a run with that of the runs below it, where that is newer. */
export function addSignBelow(sign: LifeSign, belowMs: number | null): LifeSign & {isNested?: boolean} {
	if (belowMs === null || belowMs <= (sign.signAtMs ?? 0)) return sign;
	return {...sign, signAtMs: belowMs, isStart: false, isNested: true};
}

function findSigns(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): Map<TrackedRun, number> {
	const nested = [...runs.values()].filter(({facts}) => facts.writer.waitsForNested === true);
	const inner = nested.filter(({facts}) => facts.parent !== null);
	const signs = new Map<TrackedRun, number>();
	if (inner.length === 0) return signs;
	const byId = indexRuns(nested);
	for (const run of inner) {
		const signMs = signOf(run.facts, nowMs);
		let parent = parentOf(run, byId);
		for (let depth = 0; signMs !== null && parent !== undefined && depth < deepest; depth++) {
			signs.set(parent, Math.max(signs.get(parent) ?? 0, signMs));
			parent = parentOf(parent, byId);
		}
	}
	return signs;
}

function parentOf(run: TrackedRun, byId: ReadonlyMap<string, TrackedRun>): TrackedRun | undefined {
	const {parent} = run.facts;
	if (parent === null) return undefined;
	for (const place of placesOf(run.path)) {
		const found = byId.get(keyOf(run.format, place, parent));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Runs by where they are: those of a database by that alone, as there may be a copy of it beside it; of a store of files by all places above too. */
function indexRuns(runs: readonly TrackedRun[]): Map<string, TrackedRun> {
	const counts = new Map<string, number>();
	for (const {path: place} of runs) counts.set(place, (counts.get(place) ?? 0) + 1);
	const byId = new Map<string, TrackedRun>();
	for (const run of runs) {
		const isOfDatabase = counts.get(run.path)! > 1;
		for (const place of isOfDatabase ? [run.path] : placesOf(run.path)) byId.set(keyOf(run.format, place, run.id), run);
		for (const {format, below, factsNow} of run.layers)
			if (below !== '' && factsNow.id !== null)
				for (const place of placesOf(path.join(run.path, below))) byId.set(keyOf(format, place, factsNow.id), run);
	}
	return byId;
}

/** Where a run is, the experiment that it is of in a store of files, and that store. */
const placesOf = (place: string): string[] => [place, path.dirname(place), path.dirname(path.dirname(place))];

const keyOf = (format: string, place: string, id: string): string => `${format}\0${place}\0${id}`;

/** When a run was begun, written to or ended last. */
function signOf({startedAtMs, lastSignMs, endedAtMs}: RunFacts, nowMs: number): number | null {
	const times = [startedAtMs, lastSignMs, endedAtMs].filter(atMs => atMs !== null && atMs <= nowMs + slackMs);
	return times.length === 0 ? null : Math.max(...(times as number[]));
}
