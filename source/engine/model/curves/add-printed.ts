import type {Series} from '../../../core/series/series.ts';
import {spelled} from '../../../core/text/spelled.ts';
import {isMetricName} from '../../../formats/plain/names/telling.ts';
import type {Layer} from '../layer.ts';
import {keptName, type Owner, type PickSeries, tellsBetter} from './series-owner.ts';

/**
 * Adds what logs print to the series of a run. Rounded as that is, it only counts where no tracker has it; beside what a tracker wrote to the same
 * directory it is not looked at at all, unless that is a whole file that it goes far beyond or has more metrics than, or a program's own table of
 * something else.
 * @param merged what the run's trackers have
 * @param owners whose these series are
 * @param slack of `tellsBetter`
 */
export function addPrinted(
	merged: Map<string, Series>,
	owners: ReadonlyMap<string, Owner>,
	layers: readonly Layer[],
	pick: PickSeries,
	slack: number,
): void {
	const known = new Set([...merged.keys()].map(spelled));
	for (const log of layers) {
		if (!log.isPrinted) continue;
		const outrun = new Set(layers.filter(other => isOutrun(other, log, pick)));
		if (layers.some(other => hides(other, log, pick) && !outrun.has(other))) continue;
		for (const [name, series] of pick(log)) {
			const owner = owners.get(name);
			if (owner !== undefined && outrun.has(owner.layer) && countEpochs(owner.layer, log)) merged.set(name, series);
			else if (owner !== undefined && isBehind(owner, series, slack)) {
				merged.set(keptName(owner, name), owner.series);
				merged.set(name, series);
			} else if (!known.has(spelled(name)) && !merged.has(name)) merged.set(name, series);
		}
	}
}

/** True where a tracker has the metrics of its directory, so that the log there is not looked at. */
function hides(other: Layer, log: Layer, pick: PickSeries): boolean {
	if (other.isPrinted || other.isHost || other.below !== log.below) return false;
	const [own, printed] = [pick(other), pick(log)];
	if (other.isWholeFile) return own.size > 0 && own.size >= printed.size;
	return own.size > 0 && !(other.isOwnTable && areUnrelated(own, printed));
}

/** Of a curve that was printed, at least. */
const fewestPrinted = 3;
/** Words that curves of anything share. */
const anyWords =
	/^(?:train(?:ing)?|val(?:id(?:ation)?)?|test|eval|mean|avg|average|total|best|last|epoch|step|time|lr|learning|rate)$/;

/** True where a log has curves, and no word of a metric's name is in one of the table's, or one of them in it, as `acc` is in `accuracy`. */
function areUnrelated(table: ReadonlyMap<string, Series>, printed: ReadonlyMap<string, Series>): boolean {
	const curves = [...printed].filter(([name, {length}]) => length >= fewestPrinted && isMetricName(name));
	const known = [...table.keys()].flatMap(wordsOf);
	const isKnown = (word: string) => known.some(other => other.includes(word) || word.includes(other));
	return curves.length > 0 && !curves.some(([name]) => wordsOf(name).some(isKnown));
}

const wordsOf = (name: string): string[] =>
	spelled(name)
		.split(' ')
		.filter(word => word.length > 1 && !anyWords.test(word));

/** True for a host's series of the same words that goes on no more: it reads them until it is killed, and the program goes on. */
function isBehind({layer, series: own}: Owner, series: Series, slack: number): boolean {
	return layer.isHost && series.length > own.length && tellsBetter(series, own, slack);
}

/** Steps that a log has for each one of a whole file, at least, where another training has left that. */
const outrunTimes = 2;

/** True for a whole file of curves that a log goes far beyond: it counts epochs where the log counts steps, or is of a training before. */
function isOutrun(whole: Layer, log: Layer, pick: PickSeries): boolean {
	if (!whole.isWholeFile) return false;
	const lastOf = (layer: Layer) => Math.max(0, ...Array.from(pick(layer).values(), ({lastStep}) => lastStep));
	return lastOf(log) > outrunTimes * lastOf(whole);
}

const countEpochs = (...layers: Layer[]): boolean => layers.every(({factsNow}) => factsNow.stepUnit === 'epoch');
