import type {Counter} from '../line/said.ts';
import type {SeenProgress} from '../line-result.ts';
import type {EpochCount} from './epoch-count.ts';
import type {HeadedEpochs} from './headed-epochs.ts';

/** Where a run is, as the lines so far have said. */
export interface Place {
	epochs: EpochCount;
	isOfSteps: boolean;
	/** True once steps began anew in a later epoch. */
	hasRestarted: boolean;
}

/** The counter of a line that counts epochs. */
export const epochOf = (counters: readonly Counter[]): Counter | null =>
	counters.find(({kind, isWhole}) => kind === 'epoch' && isWhole) ?? null;

/** The counter of a line that counts steps or batches. */
export const innerOf = (counters: readonly Counter[]): Counter | null =>
	counters.find(({kind, isWhole}) => kind === 'step' && isWhole) ??
	counters.find(({kind, isWhole}) => kind === 'batch' && isWhole) ??
	null;

/** Progress where that many epochs are done, of those that the lines so far have named; null where steps are what is counted. */
export function progressOfEpochs(done: number, {epochs, isOfSteps}: Place): SeenProgress | null {
	const {total, isTotalSure} = epochs;
	if (total === null || isOfSteps) return null;
	return {step: done, total, unit: 'epoch', from: 'counter', isOfPart: !isTotalSure && done >= total};
}

/** Progress where rows count steps, of how many nobody says, below heads that count epochs; null where there are no such heads. */
export function progressOfHeaded(headed: HeadedEpochs, {epochs: {total, isTotalSure}, isOfSteps}: Place): SeenProgress | null {
	const {done} = headed;
	if (total === null || done === null || !isOfSteps) return null;
	// Of an only epoch nothing would ever show that it is done.
	const isOfPart = (!isTotalSure && done >= total) || (total === 1 && headed.isEndless);
	return {step: done, total, unit: 'epoch', from: 'counter', isOfPart};
}

/**
 * Progress that the counters of a line show, null where they show none.
 * @param isOfRun true where the line says its step before its epoch, "[step=1/1000,epoch=0]": as long as that does not begin anew, it is the run's
 */
export function progressOf(epoch: Counter | null, inner: Counter | null, place: Place, isOfRun: boolean): SeenProgress | null {
	const {current, total: epochs, first, isTotalSure} = place.epochs;
	const from = 'counter';
	if (inner !== null && inner.total !== null && inner.value <= inner.total) {
		const {value, total, kind: unit} = inner;
		const isLocal = current !== null && (unit === 'batch' || (current <= first && !isOfRun) || place.hasRestarted);
		if (isLocal && epochs !== null) {
			const step = (current - first) * total + value;
			return {step, total: epochs * total, unit, from, isOfPart: !isTotalSure && step >= epochs * total};
		}
		return {step: value, total, unit, from, isOfPart: isLocal};
	}
	return inner === null && epoch !== null ? progressOfEpochs(epoch.value, place) : null;
}
