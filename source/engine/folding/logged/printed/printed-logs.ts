import path from 'node:path';
import {mostPoints} from '../../../../core/row.ts';
import {put} from '../../../../core/table/gather.ts';
import type {Layer} from '../../../model/layer.ts';
import {tabulateMetrics} from '../../../model/row.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import type {Registry} from '../../../registry.ts';
import {areLastWords} from '../evidence/last-words.ts';
import {haveSameMoments} from '../evidence/moments.ts';
import {isUntimed, spanOf} from '../evidence/times.ts';
import {areOf, Joints} from '../joints.ts';
import {homeOf} from '../told-runs.ts';
import {PlacedLogs, placeOf} from './placed-logs.ts';
import {arePrinted} from './printed-values.ts';

const isTold = (layer: Layer): boolean => layer.logsPrograms || layer.isOwnTable || layer.logged.isPrinted === true;

/** What a program wrote of its training itself, which may be what it told a tracker, too. */
const isTable = (layer: Layer): boolean => layer.isOwnTable || layer.logged.isTable === true;

/** What `xtui run` recorded has what the program printed, too, and knows best how it ended, so it is the one that stays. */
const hasPrinted = (layer: Layer): boolean => layer.isPrinted || layer.isStarter;

/** What a program prints when its tracker has been told of the end. */
const goesOnMs = 5 * 60_000;
/** Files that were made so long after the last point are copies. */
const copiesMs = 60_000;
const clockMs = 1000;
/** How long a program takes from its first words to the first that it tells a tracker: libraries, data and model are loaded. */
const loadsMs = 10 * 60_000;

interface Proof {
	log: Layer;
	tracked: Layer;
}

type Pair = [log: TrackedRun, run: TrackedRun, tracked: Layer];

/** True for a pair of which neither fits another one. */
function onlyPairs(pairs: readonly Pair[]): (pair: Pair) => boolean {
	const ofLog = new Map<TrackedRun, Pair[]>();
	const ofRun = new Map<TrackedRun, Pair[]>();
	for (const pair of pairs) {
		put(ofLog, pair[0], pair);
		put(ofRun, pair[1], pair);
	}
	return ([log, run, tracked]) =>
		ofRun.get(run)!.length === 1 && ofLog.get(log)!.every(([, its, other]) => its === run || isLaterStart(tracked, other));
}

/**
 * Tells whether one lies above another one, or beside it without times, or with less of the training in it. Counts the points of each once: it is held
 * against many.
 */
function makeIsOuter(): (one: TrackedRun, other: TrackedRun) => boolean {
	const known = new Map<TrackedRun, number>();
	const pointsOf = (run: TrackedRun): number => {
		const points = known.get(run) ?? mostPoints(tabulateMetrics(run));
		known.set(run, points);
		return points;
	};
	return (one, other) => {
		if (isUntimed(one.layers) && placeOf(one) === placeOf(other)) return true;
		const [depth, otherDepth] = [one.path.split('/').length, other.path.split('/').length];
		if (depth !== otherDepth) return depth < otherDepth;
		const [points, otherPoints] = [pointsOf(one), pointsOf(other)];
		return points < otherPoints || (points === otherPoints && one.path < other.path);
	};
}

/** True for a log of one training that nothing but another log of it tells of, and that is no start of another one. */
const isBare = ({layers: [layer, ...others], parentId, parts}: TrackedRun): boolean =>
	layer !== undefined &&
	hasPrinted(layer) &&
	(others.length === 0 || (layer.isPrinted && others.every(({isPrinted}) => isPrinted))) &&
	parentId === null &&
	parts.size === 0 &&
	!layer.removed &&
	layer.starts?.isParted !== true;

/** True for a table of one training that no tracker tells of, with what the program printed. */
const isBareTable = ({layers, parentId, parts}: TrackedRun): boolean =>
	layers.length > 0 &&
	isTable(layers[0]!) &&
	layers.every(layer => (isTable(layer) || layer.isPrinted) && !layer.removed && layer.starts?.isParted !== true) &&
	parentId === null &&
	parts.size === 0;

/** What trackers were told of a run that has no table yet. */
const tracksOf = ({layers}: TrackedRun): Layer[] =>
	layers.some(isTable) ? [] : layers.filter(layer => isTold(layer) && !layer.isStarter && !layer.removed);

/** What a run's logger kept with times. */
const timedLogsOf = ({layers}: TrackedRun): Layer[] =>
	layers.filter(layer => layer.isPrinted && !layer.removed && !isUntimed([layer]));

/** What trackers and tables tell of a run of which nothing is printed yet. */
const toldOf = ({layers}: TrackedRun): Layer[] =>
	layers.some(hasPrinted) ? [] : layers.filter(layer => isTold(layer) && !layer.removed);

/**
 * Makes one row of a training that a tracker was told of and what its program printed meanwhile, kept in a file below the place where it was started
 * (`python train.py > train.log`) or by `xtui run`: what both have of a metric is the same, but for the digits that were not printed. Where a log fits
 * several runs, or a run several logs, as those of a training that was started again with the same seed, all of these stay apart. So it is with two
 * logs of one training, of which the deeper one has times: they are joined first, where the other one has the same times, or none. A log of a traceback
 * alone belongs to the run that ended just then.
 * Tables that a program wrote are joined to what it told a tracker in the same way, before its logs are.
 */
export class PrintedLogs {
	private readonly joints = new Joints<Proof>();

	/** Finds what belongs together, and parts what fits no more: a log that was begun anew, or in which another training began. */
	fold(registry: Registry): void {
		this.joints.part(
			({proof: {log, tracked}, target}) =>
				areOf([log, tracked], target) && log.starts?.isHeld !== true && this.fits(log, tracked),
			registry,
		);
		this.join(this.pairTables([...registry.runs.values()]), registry);
		this.join(this.pairTwins([...registry.runs.values()]), registry);
		this.join(this.pair([...registry.runs.values()]), registry);
	}

	private join(pairs: readonly Pair[], registry: Registry): void {
		for (const [log, run, tracked] of pairs) {
			const layer = log.layers[0]!;
			const [part, target] = layer.isStarter ? [run, log] : [log, run];
			// Of two logs of one training each is a run again, and they are found to be of one anew.
			const becoming = layer.isStarter ? [[...part.layers]] : part.layers.map(each => [each]);
			this.joints.join(part, target, {log: layer, tracked}, registry, becoming);
		}
	}

	private pairTables(runs: readonly TrackedRun[]): Pair[] {
		const trackers = runs.filter(run => tracksOf(run).length > 0);
		if (trackers.length === 0) return [];
		const pairs = this.pairsNear(trackers, new PlacedLogs(runs.filter(isBareTable)), tracksOf);
		return pairs.filter(onlyPairs(pairs));
	}

	private pair(runs: readonly TrackedRun[]): Pair[] {
		const told = this.pairsNear(runs, new PlacedLogs(runs.filter(isBare)), toldOf);
		return told.filter(onlyPairs(told));
	}

	/** @param mayBe whether a log may be one of a run, where that is not all the same */
	private pairsNear(
		runs: readonly TrackedRun[],
		logs: PlacedLogs,
		layersOf: (run: TrackedRun) => Layer[],
		mayBe = (_log: TrackedRun, _run: TrackedRun): boolean => true,
	): Pair[] {
		return runs.flatMap(run => {
			const tracked = layersOf(run);
			if (tracked.length === 0) return [];
			for (const place of placesOf(run)) {
				const fitting = new Map<TrackedRun, Layer>();
				for (const [log, layer] of logs.near(run, tracked, place))
					if (!fitting.has(log.run) && mayBe(log.run, run) && this.fits(log.layer, layer)) fitting.set(log.run, layer);
				if (fitting.size > 0) return [...fitting].map(([log, layer]): Pair => [log, run, layer]);
			}
			return [];
		});
	}

	/** What a program printed and what its logger kept of the same with times: the one that lies deeper, in the directory of the run, stays. */
	private pairTwins(runs: readonly TrackedRun[]): Pair[] {
		const logs = new PlacedLogs(runs.filter(run => isBare(run) && run.layers.length === 1 && run.layers[0]!.isPrinted));
		const isOuter = makeIsOuter();
		const pairs = this.pairsNear(runs, logs, timedLogsOf, (log, run) => log !== run && isOuter(log, run));
		const [outer, inner] = [new Set(pairs.map(([log]) => log)), new Set(pairs.map(([, run]) => run))];
		return pairs.filter(onlyPairs(pairs)).filter(([log, run]) => !inner.has(log) && !outer.has(run));
	}

	private fits(log: Layer, tracked: Layer): boolean {
		if (areLastWords(log, tracked)) return true;
		if (areOfOneTime(log, tracked)) return this.compare(log, tracked);
		// A time that a library said as the program began is none of rows that have no times.
		return isOfLoading(log, tracked) && this.compare(log, tracked) && !hasMoments(log);
	}

	/** What runs that are over have let go of is read once more for this, and only once. */
	private compare(log: Layer, tracked: Layer): boolean {
		const before = log.findings.recall('printed', tracked.findings);
		if (before !== undefined) return before === 'same';
		const isSame = isPrintedOf(log, tracked);
		log.findings.note('printed', tracked.findings, isSame ? 'same' : 'other');
		return isSame;
	}
}

function isPrintedOf(log: Layer, tracked: Layer): boolean {
	const isProven = !tracked.isPrinted || (hasMoments(log) ? haveSameMoments(log, tracked) : hasMoments(tracked));
	if (!isProven) return false;
	// Of two logs either may have fewer digits.
	return arePrinted(log.metrics, tracked.metrics) || (tracked.isPrinted && arePrinted(tracked.metrics, log.metrics));
}

const hasMoments = ({metrics}: Layer): boolean => Array.from(metrics.values()).some(({walls}) => walls !== null);

/** Where its program may have been started, the nearest first: `runs/a` is often kept beside `logs/a.log`, what lies in a tracker's own store is not. */
function placesOf({path: directory}: TrackedRun): string[] {
	const home = homeOf(directory);
	return home === path.dirname(directory) ? [home, path.dirname(home)] : [home];
}

/** True where both are starts of one run, which was resumed: what the log has is the newest one's. */
const isLaterStart = ({factsNow: one}: Layer, {factsNow: other}: Layer): boolean =>
	one.id !== null && one.id === other.id && (one.startedAtMs ?? 0) > (other.startedAtMs ?? 0);

/** A copy has no time of its own unless its lines have. */
function areOfOneTime(log: Layer, tracked: Layer): boolean {
	const [spent, written] = [spanOf([tracked]), spanOf([log])];
	if (spent === null || written === null) return false;
	if (isUntimed([log]) && log.made !== null && log.made.firstMs > spent.toMs + copiesMs) return true;
	const goesOn = tracked.factsNow.endedAtMs === null ? Number.POSITIVE_INFINITY : goesOnMs;
	return written.toMs >= spent.fromMs - clockMs && written.fromMs <= spent.toMs + clockMs + (isUntimed([log]) ? goesOn : 0);
}

/** True for a log whose own times are all from just before the run began, as its program was loaded. */
function isOfLoading(log: Layer, tracked: Layer): boolean {
	const [spent, written] = [spanOf([tracked]), spanOf([log])];
	if (!log.isPrinted || spent === null || written === null || isUntimed([log])) return false;
	return written.toMs <= spent.fromMs && spent.fromMs - written.toMs < loadsMs;
}
