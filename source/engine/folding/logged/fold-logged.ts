import {isWithin} from '../../../core/files/paths.ts';
import {gather} from '../../../core/table/gather.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {findRunAt, indexByPath} from '../find-run.ts';
import {takeIn, takeOut} from '../take-out.ts';
import {contradicts} from './evidence/contradict.ts';
import {haveSameClocks} from './evidence/curves.ts';
import type {Results} from './evidence/results.ts';
import {followsSoon, isUntimed, overlap, spanOf} from './evidence/times.ts';
import {HydraJobs} from './hydra/hydra-jobs.ts';
import {MlflowProjects} from './hydra/mlflow-projects.ts';
import {OptunaTrials} from './trials/optuna-trials.ts';

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
	/** Whether times or results prove it; `unproven` for what may be another start of the same run. */
	fit: 'sure' | 'near' | 'unproven';
}

const startKeyOf = ({layer: {format, factsNow}, path}: Logged): string =>
	`${format}\0${factsNow.idScope ?? ''}\0${factsNow.id ?? path}`;

/**
 * Makes one row of a training that its own files and trackers elsewhere tell of. What trackers recorded proves that: the directory to which the program
 * wrote, or the words that it was started with, and times in common; so it is with what `xtui run` has started. Where several runs of one tracker
 * would fit, none is taken.
 */
export class LoggedElsewhere {
	/** By the layer that was joined. */
	private readonly joined = new Map<Layer, TrackedRun>();

	/**
	 * @param isAdded true for what was joined to a tracker's run since, and goes with it
	 * @param results what comparing curves has found so far
	 */
	constructor(
		private readonly isAdded: (layer: Layer) => boolean,
		private readonly results: Results,
	) {}

	/** Finds anew what belongs together: what was joined and fits no more is parted again. */
	fold(registry: Registry): void {
		const all = this.find(registry);
		if (all.length === 0 && this.joined.size === 0) return;
		const fitting = onlyOnes(this.pair(all, registry), all);
		for (const [layer, target] of this.joined) {
			if (fitting.get(layer)?.target === target && registry.runs.has(target.key)) continue;
			this.joined.delete(layer);
			takeOut([layer], target, registry);
			// It is another run now than the one that was looked at.
			fitting.delete(layer);
		}
		for (const [layer, {logged, target}] of fitting) {
			if (this.joined.has(layer)) continue;
			takeIn(logged.run, target, registry);
			this.joined.set(layer, target);
		}
	}

	/** Runs that trackers have logged, each listed by itself if it were not for this. */
	private find({handles, runs}: Registry): Logged[] {
		const found: Logged[] = [];
		for (const {format, runs: held, state, claim, root} of handles.values()) {
			const isTracker = format.logsPrograms === true || format.startsPrograms === true;
			// Hugging Face's trainer writes its arguments into the event files, which lie where its program wants them.
			if ((!isTracker && format.logged?.isEvents !== true) || state !== 'current') continue;
			for (const {run, layer} of held.values()) {
				if (!isTracker && layer.toldPlace === null) continue;
				const isAlone =
					run.layers.every(each => each === layer || this.isAdded(each)) && runs.get(run.key) === run && run.parentId === null;
				if (layer.removed || (!isAlone && !this.joined.has(layer))) continue;
				const {partOf, outcome, marks} = layer.factsNow;
				if (partOf !== null || outcome?.status === 'deleted') continue;
				// What was put away by itself is brought back by itself.
				if (layer.isStarter && marks.includes('archived')) continue;
				found.push({run, layer, path: claim.listedAt ?? claim.path, root});
			}
		}
		return found;
	}

	private pair(all: readonly Logged[], registry: Registry): Pair[] {
		const jobs = new HydraJobs(registry);
		const trials = new OptunaTrials(registry);
		const projects = new MlflowProjects(registry);
		let byPath: ReadonlyMap<string, TrackedRun> | null = null;
		return all.flatMap((logged): Pair[] => {
			const {toldPlace, isStarter} = logged.layer;
			if (toldPlace === null || isStarter) {
				const {layer} = logged;
				const target = isStarter
					? jobs.findStarted(layer)
					: (trials.find(layer) ??
						jobs.find(layer, logged.path) ??
						jobs.findOfProject(layer) ??
						projects.find(layer, logged.path));
				return target === null || !this.mayAdd(logged, target) ? [] : [{logged, target, fit: 'sure'}];
			}
			byPath ??= indexByPath(registry.runs);
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
		// What lies in the directory that it names is no run of another program in there.
		const isInside = (layer.toldPlace === null && isWithin(path, target.path)) || isWithin(target.path, path);
		const own = this.ownOf(target);
		return isApart && !isInside && !own.some(({format}) => format === layer.format) && !contradicts(layer, own);
	}

	private compare(logged: Logged, target: TrackedRun, own: readonly Layer[]): Pair[] {
		const [of, spent] = [spanOf([logged.layer]), spanOf(own)];
		const isSure = of !== null && spent !== null && overlap(of, spent);
		const isNear = of !== null && spent !== null && followsSoon(of, spent);
		// Copies have no times of their own.
		const isUnique = own.some(layer => layer.logged.isOwnDirectory?.(layer.factsNow.config) === true);
		const isOfOtherTime = of !== null && spent !== null && !isSure && !isNear && !isUnique;
		if (isOfOtherTime && !(of.toMs < spent.toMs && isSavedLater(logged.layer, own))) return [{logged, target, fit: 'unproven'}];
		const results = own.map(layer => this.results.compare(logged.layer, layer));
		if (results.includes('other')) return [];
		return [{logged, target, fit: isSure ? 'sure' : isNear || results.includes('same') ? 'near' : 'unproven'}];
	}
}

/** True for layers that hold no time, and may be saved or copied here long after a tracker had done: what they measured of time is the same. */
const isSavedLater = ({metrics}: Layer, own: readonly Layer[]): boolean =>
	isUntimed(own) && own.some(layer => haveSameClocks(metrics, layer.metrics));

/** True for starts of one run of which none is a copy of another. */
const areStarts = (pairs: readonly Pair[]): boolean =>
	new Set(pairs.map(({logged: {layer}}) => layer.factsNow.startedAtMs)).size === pairs.length;

/**
 * Where one run of a tracker fits, or one alone of several was logged just then: with all of its starts, where it was resumed and all of them name the
 * same run.
 */
function onlyOnes(pairs: readonly Pair[], all: readonly Logged[]): Map<Layer, Pair> {
	const fitting = new Map<Layer, Pair>();
	const starts = gather(all, startKeyOf);
	for (const several of gather(pairs, ({target, logged}) => `${target.key} ${logged.layer.format}`).values()) {
		const ofFit = (fit: Pair['fit']) => new Set(several.filter(pair => pair.fit === fit).map(({logged}) => startKeyOf(logged)));
		const sure = ofFit('sure');
		const [only, ...others] = sure.size > 0 ? sure : ofFit('near');
		if (only === undefined || others.length > 0) continue;
		const taken = several.filter(({logged}) => startKeyOf(logged) === only);
		if (taken.length !== starts.get(only)?.length || !areStarts(taken)) continue;
		for (const pair of taken) fitting.set(pair.logged.layer, pair);
	}
	return fitting;
}
