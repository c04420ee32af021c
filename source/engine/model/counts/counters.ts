import type {Counters} from '../../../core/progress/progress.ts';
import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../layer.ts';
import type {TrackedRun} from '../tracked-run.ts';
import {newestEpoch} from './begun-epochs.ts';
import {countedBeyond, isOther, mostSteps} from './counts-of-others.ts';
import {epochsByLog} from './epochs-by-log.ts';
import {areAtEnds, epochsOver} from './epochs-over.ts';
import {loggedSteps} from './logged-steps.ts';

/** "train/epoch", "current_epoch"; not "train/loss_epoch", which is Lightning's name for the mean of an epoch, nor "best/epoch". */
const epochName = /(?:^|(?<!best)[/. ])(?:(?:current|cur|global|total|this|num|n|train|trainer|training)_)?epochs?$/i;

function isUncounted(run: TrackedRun, name: string): boolean {
	for (const {definitions} of run.layers) if (definitions.size > 0 && definitions.get(name)?.isUncounted) return true;
	return run.isLeft(name);
}

/**
 * The series that is furthest, of those the fullest; null where there is none.
 * @param placeOf how far one is; null for one that does not count
 */
function furthestOf(
	all: readonly ReadonlyMap<string, Series>[],
	placeOf: (name: string, series: Series) => number | null,
): Series | null {
	let furthest: Series | null = null;
	let best = Number.NEGATIVE_INFINITY;
	for (const metrics of all) {
		for (const [name, series] of metrics) {
			const place = series.length === 0 ? null : placeOf(name, series);
			if (place === null || (furthest !== null && !(place >= best))) continue;
			if (furthest !== null && place === best && series.length <= furthest.length) continue;
			furthest = series;
			best = place;
		}
	}
	return furthest;
}

/**
 * The series that counts a run's steps best: the one that is furthest, of those the fullest; where several tell of it, none that is beyond the
 * planned end, if there are others: its tracker counts something else. Null where there is none.
 */
export function leadingSeries(run: TrackedRun): Series | null {
	const furthest = furthestSeries(run, null);
	if (run.layers.length < 2 || furthest === null) return furthest;
	const most = mostSteps(run);
	return furthest.lastStep <= most ? furthest : (furthestSeries(run, countedBeyond(run, most)) ?? furthest);
}

function furthestSeries(run: TrackedRun, passed: ReadonlySet<Series> | null): Series | null {
	return furthestOf([run.metrics], (name, series) => {
		// Samples of the machine are counted by themselves, and may be ahead of the steps.
		if (name.startsWith('system/') || isUncounted(run, name) || passed?.has(series)) return null;
		return series.lastStep;
	});
}

/** The metric that counts epochs; null where none does. */
export function epochSeries(run: TrackedRun): Series | null {
	return furthestOf([run.metrics], (name, {values, length}) => {
		if (!epochName.test(name) || isUncounted(run, name)) return null;
		const value = values.at(length - 1);
		return Number.isFinite(value) ? value : null;
	});
}

/** Where a run's counters stand, also from a preview while the history is still being read. */
export function readCounters(run: TrackedRun): Counters {
	if (run.asleep !== null) return run.asleep.counters;
	const leading = leadingSeries(run);
	let lastStep = leading === null ? null : leading.lastStep;
	const zeroed = zeroedLayer(run, leading);
	const firstStep = leading === null ? null : zeroed !== null ? 0 : leading.firstStep;
	for (const series of run.preview?.metrics.values() ?? []) {
		if (series.length > 0) lastStep = Math.max(lastStep ?? Number.NEGATIVE_INFINITY, series.steps.at(series.length - 1));
	}
	const unit = stepUnitOf(run, leading);
	const other = leading !== null && isOther(run, leading) ? {isOther: true} : null;
	const logged = unit === 'epoch' ? null : loggedSteps(run);
	const shared = {...other, ...(logged !== null && {logged: {first: logged.first, last: logged.last}})};
	const epochs = epochSeries(run);
	if (epochs !== null) {
		const over = zeroed === null ? 0 : epochsOver(zeroed.metrics, epochs);
		const epoch = epochs.values.at(epochs.length - 1);
		const newest = newestEpoch(run.metrics, epochs);
		const begun = newest === null || newest === 'over' ? null : {begun: newest};
		const more = {
			...shared,
			...begun,
			...(over > 0 && {epochsOver: over}),
			...(leading !== null && areAtEnds(epochs, leading.firstStep) && {haveRows: true}),
			...(isByEpoch(epochs, lastStep) && {isByEpoch: true}),
		};
		return {lastStep, firstStep, epoch, firstEpoch: epochs.values.at(0), unit, ...more};
	}
	const aligned = unit === 'epoch' ? null : stepsAsEpochs(run, leading);
	const rows = unit === 'epoch' || aligned !== null ? null : seriesByEpoch(run);
	const counted = aligned ?? rows;
	const more = {...(rows !== null && isOfTable(run, rows) && {haveRows: true}), ...shared};
	return {lastStep, firstStep, epoch: counted?.lastStep ?? null, firstEpoch: counted?.firstStep ?? null, unit, ...more};
}

/** True where each step of a run has an epoch of its own, which goes up with it. */
function isByEpoch({steps, values, length}: Series, lastStep: number | null): boolean {
	if (length < 3 || steps.at(length - 1) !== lastStep || lastStep - steps.at(0) !== length - 1) return false;
	const offset = values.at(0) - steps.at(0);
	return (offset === 0 || offset === 1) && values.at(length - 1) - lastStep === offset;
}

/** The counters of a run that was started again, with the first epoch of its first start: it goes on counting where that one began. */
export function countersOfCourse(run: TrackedRun): Counters {
	const own = readCounters(run);
	if (run.previous === null || own.firstEpoch === null) return own;
	let {firstEpoch} = own;
	for (let start: TrackedRun | null = run.previous; start !== null && firstEpoch > 0; start = start.previous)
		firstEpoch = Math.min(firstEpoch, readCounters(start).firstEpoch ?? firstEpoch);
	return {...own, firstEpoch};
}

/** The epochs of a run whose tracker counts by its steps what its log calls epochs: they go on where the log is cut short. */
function stepsAsEpochs({layers}: TrackedRun, leading: Series | null): Pick<Series, 'firstStep' | 'lastStep'> | null {
	if (layers.length < 2 || leading === null) return null;
	const own = layers.find(({metrics}) => Array.from(metrics.values()).includes(leading));
	if (own === undefined) return null;
	for (const {factsNow, metrics} of layers) {
		const offset = factsNow.stepUnit === 'epoch' ? epochsByLog(metrics, own.metrics) : null;
		if (offset !== null) return {firstStep: leading.firstStep + offset, lastStep: leading.lastStep + offset};
	}
	return null;
}

/** The layer of the leading series, where a format of the same directory says that steps and epochs are counted from 0 there; else null. */
function zeroedLayer({layers}: TrackedRun, leading: Series | null): Layer | null {
	if (leading === null) return null;
	for (const {factsNow, below} of layers) {
		if (factsNow.firstStep !== 0) continue;
		for (const layer of layers)
			if (layer.below === below) for (const series of layer.metrics.values()) if (series === leading) return layer;
	}
	return null;
}

/** Of a run whose steps another tracker, or another file, counts: the furthest series of one that counts epochs; null where there is none. */
function seriesByEpoch({layers, starts, facts: {byEpoch}, metrics}: TrackedRun): Series | null {
	if (layers.length < 2)
		return byEpoch === null ? null : furthestOf([metrics], (name, {lastStep}) => (byEpoch.includes(name) ? lastStep : null));
	const counting = starts.standing.filter(({factsNow}) => factsNow.stepUnit === 'epoch').map(layer => layer.metrics);
	return furthestOf(counting, (_, {lastStep}) => lastStep);
}

/** False of what was printed: a program may say several times in an epoch how far it is. */
const isOfTable = ({layers}: TrackedRun, series: Series): boolean =>
	layers.some(({isPrinted, metrics}) => !isPrinted && Array.from(metrics.values()).includes(series));

/** What one step of a run's leading series is, as the format says that gives it: a log that counts epochs says nothing of another one's steps. */
export function stepUnitOf(run: TrackedRun, known?: Series | null): string | null {
	if (run.layers.length <= 1 && run.facts.byEpoch === null) return run.facts.stepUnit;
	const leading = known === undefined ? leadingSeries(run) : known;
	if (leading === null) return run.facts.stepUnit;
	for (const {metrics, factsNow} of run.layers)
		for (const [name, series] of metrics)
			if (series === leading) return factsNow.byEpoch?.includes(name) ? 'epoch' : factsNow.stepUnit;
	return null;
}

/** Steps that a run has done, counted from 1, and what they are; null where nothing counts. */
export function stepsDoneOf(run: TrackedRun): number | null {
	const {lastStep, firstStep} = readCounters(run);
	return lastStep !== null && firstStep === 0 ? lastStep + 1 : lastStep;
}
