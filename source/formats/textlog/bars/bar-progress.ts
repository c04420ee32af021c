import type {SeenProgress} from '../line-result.ts';
import type {EpochCount} from '../rows/counts/epoch-count.ts';
import type {Known} from './known-bar.ts';
import {innerOf, isOuter, lastOf, mainOf, namesEpochs} from './run-bar.ts';

/** Progress of the run, or of an epoch of who knows how many, given the epochs that other lines named; null while no bar knows its end. */
export function progressOfBars(
	own: readonly Known[],
	{current: epoch, total: epochs, first: firstEpoch, isTotalSure}: EpochCount,
): Omit<SeenProgress, 'from'> | null {
	const last = lastOf(own);
	if (last === undefined) return null;
	const outer = own.find(bar => isOuter(bar, last) && (last.restarts > 0 || bar.depth < last.depth));
	if (outer !== undefined) {
		if (!namesEpochs(outer)) return markOf(outer.step, outer.total!, outer.unit);
		return markOf(outer.step * last.total! + inTotal(last), outer.total! * last.total!, last.unit);
	}
	const inner = innerOf(own, last);
	if (inner !== undefined) {
		const inEpochs = last.step * inner.total!;
		// What was drawn since the last epoch was done is of the next one.
		return markOf(inner.takenAt > last.movedAt ? inEpochs + inTotal(inner) : inEpochs, last.total! * inner.total!, inner.unit);
	}
	const main = mainOf(own, last);
	const ofEpochs = epochs ?? main.epochs;
	const inEpoch = main.epoch ?? epoch;
	if (main.countsEpochs) return markOf(main.step, main.total!, main.unit);
	if (main.unit === '%') return markOf(main.step, 100, '%');
	const countsEpochs = main.epoch === null && /\bepochs?\b/i.test(`${main.label} ${main.unit}`);
	const isOfRun = main.restarts === 0 && (main.spansEpochs || countsEpochs);
	if (isOfRun || ofEpochs === null || inEpoch === null) {
		// Of one that has passed its total nothing says where it ends.
		const isOfPart = (!isOfRun && (inEpoch !== null || main.restarts > 0)) || main.step > main.total!;
		return markOf(main.step, main.total!, main.unit, isOfPart);
	}
	const done = Math.max(0, inEpoch - firstEpoch);
	const step = Math.min(done, ofEpochs - 1) * main.total! + inTotal(main);
	return markOf(step, ofEpochs * main.total!, main.unit, !isTotalSure && step >= ofEpochs * main.total!);
}

const inTotal = ({step, total}: Known): number => Math.min(step, total!);

const markOf = (step: number, total: number, unit: string, isOfPart = false) => ({step, total, unit, isOfPart});
