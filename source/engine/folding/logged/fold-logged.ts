import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {findRunAt} from '../find-run.ts';
import {takeOut} from '../take-out.ts';
import {contradicts} from './contradict.ts';
import {HydraJobs} from './hydra-jobs.ts';
import {Results} from './results.ts';
import {followsSoon, overlap, spanOf} from './times.ts';

/** What a tracker has of a run somewhere beside that, and where it would be listed by itself. */
export interface Logged {
	run: TrackedRun;
	layer: Layer;
	path: string;
	root: string;
}

/** A run that a tracker may have logged, by the settings that both have. */
interface Pair {
	logged: Logged;
	target: TrackedRun;
	isSure: boolean;
}

/**
 * Makes one row of a training that its own files and trackers elsewhere tell of. What trackers recorded proves that: the directory to which the program
 * wrote, or the words that it was started with, and times in common. Where several runs of one tracker would fit, none is taken.
 */
export class LoggedElsewhere {
	/** By the layer that was joined. */
	private readonly joined = new Map<Layer, TrackedRun>();
	private readonly results = new Results();

	/** Finds anew what belongs together: what was joined and fits no more is parted again. */
	fold(registry: Registry): void {
		const all = this.find(registry);
		if (all.length === 0 && this.joined.size === 0) return;
		const fitting = this.onlyOnes(this.pair(all, registry));
		for (const [layer, target] of this.joined) {
			if (fitting.get(layer)?.target === target && registry.runs.has(target.key)) continue;
			this.joined.delete(layer);
			takeOut(layer, target, registry);
		}
		for (const [layer, {logged, target}] of fitting) {
			if (this.joined.has(layer)) continue;
			registry.join(logged.run, target);
			target.takeLife(logged.run, false);
			this.joined.set(layer, target);
		}
	}

	/** Runs that trackers have logged, each listed by itself if it were not for this. */
	private find({handles, runs}: Registry): Logged[] {
		const found: Logged[] = [];
		for (const {format, runs: held, state, claim, root} of handles.values()) {
			if (format.logsPrograms !== true || state !== 'current') continue;
			for (const {run, layer} of held.values()) {
				const isAlone = run.layers.length === 1 && runs.get(run.key) === run && run.parentId === null;
				if (layer.removed || (!isAlone && !this.joined.has(layer))) continue;
				const {partOf, outcome} = layer.factsNow;
				if (partOf !== null || outcome?.status === 'deleted') continue;
				found.push({run, layer, path: claim.listedAt ?? claim.path, root});
			}
		}
		return found;
	}

	private pair(all: readonly Logged[], registry: Registry): Pair[] {
		const jobs = new HydraJobs(registry);
		let byPath: Map<string, TrackedRun> | null = null;
		return all.flatMap((logged): Pair[] => {
			const {toldPlace} = logged.layer;
			if (toldPlace === null) {
				const job = jobs.find(logged.layer);
				return job === null || !this.mayAdd(logged, job) ? [] : [{logged, target: job, isSure: true}];
			}
			byPath ??= new Map(Array.from(registry.runs.values(), run => [run.path, run]));
			const target = findRunAt(logged, toldPlace.directory, byPath);
			if (target === null || !this.mayAdd(logged, target)) return [];
			const own = this.ownOf(target);
			return own.some(({format}) => format === toldPlace.format) ? this.compare(logged, target, own) : [];
		});
	}

	/** The layers of a run but for those that were joined to it. */
	private ownOf({layers}: TrackedRun): Layer[] {
		return layers.filter(layer => !layer.removed && !this.joined.has(layer));
	}

	/** False also where its program has the same tracker in its own directory. */
	private mayAdd({run, layer, path}: Logged, target: TrackedRun): boolean {
		const isApart = run !== target || this.joined.has(layer);
		const isInside = path === target.path || path.startsWith(`${target.path}/`) || target.path.startsWith(`${path}/`);
		const own = this.ownOf(target);
		return isApart && !isInside && !own.some(({format}) => format === layer.format) && !contradicts(layer, own);
	}

	private compare(logged: Logged, target: TrackedRun, own: readonly Layer[]): Pair[] {
		const [of, spent] = [spanOf([logged.layer]), spanOf(own)];
		const isSure = of !== null && spent !== null && overlap(of, spent);
		const isNear = of !== null && spent !== null && !isSure && followsSoon(of, spent);
		// Each directory of Ultralytics is another one unless it was told to write over an old one: copies have no times of their own.
		const isUnique = own.some(({format, factsNow}) => format === 'ultralytics' && factsNow.config.exist_ok === false);
		if (!isSure && !isNear && !isUnique && of !== null && spent !== null) return [];
		const results = own.map(layer => this.results.compare(logged.layer, layer));
		if (results.includes('other')) return [];
		return isSure || isNear || results.includes('same') ? [{logged, target, isSure}] : [];
	}

	/** Where one run of a tracker fits, or one alone of several was logged just then. */
	private onlyOnes(pairs: readonly Pair[]): Map<Layer, Pair> {
		const fitting = new Map<Layer, Pair>();
		const byPlace = new Map<string, Pair[]>();
		for (const pair of pairs) {
			const key = `${pair.target.key} ${pair.logged.layer.format}`;
			byPlace.set(key, [...(byPlace.get(key) ?? []), pair]);
		}
		for (const several of byPlace.values()) {
			const sure = several.filter(({isSure}) => isSure);
			const [only, ...others] = sure.length > 0 ? sure : several;
			if (only !== undefined && others.length === 0) fitting.set(only.logged.layer, only);
		}
		return fitting;
	}
}
