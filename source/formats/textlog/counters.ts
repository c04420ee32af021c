import type {ProgressMark} from '../../core/run.ts';
import type {EpochCount} from './epoch-count.ts';
import type {Counter} from './said.ts';

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

/** Progress that the counters of a line show, null where they show none. */
export function progressOf(epoch: Counter | null, inner: Counter | null, place: Place): ProgressMark | 'part over' | null {
	const {current, total: epochs, first} = place.epochs;
	const from = 'counter';
	if (inner !== null && inner.total !== null && inner.value <= inner.total) {
		const {value, total, kind: unit} = inner;
		const isLocal = current !== null && (unit === 'batch' || current <= first || place.hasRestarted);
		if (isLocal && epochs !== null) {
			return {step: (current - first) * total + value, total: epochs * total, unit, from};
		}
		// The end of an epoch of who knows how many is not the end of the run.
		return !isLocal || value < total ? {step: value, total, unit, from} : 'part over';
	}
	const isEpoch = inner === null && epoch !== null && epochs !== null && !place.isOfSteps;
	return isEpoch ? {step: epoch.value, total: epochs, unit: 'epoch', from} : null;
}
