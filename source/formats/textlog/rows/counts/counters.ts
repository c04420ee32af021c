import type {Counter} from '../../line/statement/said.ts';
import type {SeenProgress} from '../../line-result.ts';
import type {EpochCount} from './epoch-count.ts';
import type {HeadedEpochs} from './headed-epochs.ts';

/** Where a run is, as the lines so far have said. */
export interface Place {
	epochs: EpochCount;
	isOfSteps: boolean;
	/** True once steps began anew in a later epoch. */
	hasRestarted: boolean;
	/** True behind the first step that is past the total: many a training ends with the one that passes it. */
	isPast: boolean;
}

/** Knows the steps that are past what their lines say is the total. */
export class PastTotal {
	private first = Number.POSITIVE_INFINITY;

	/** Takes the counter of a line; true behind the first step that is past its total. */
	take(inner: Counter | null): boolean {
		if (inner === null) return false;
		const isPast = inner.total !== null && inner.value > inner.total;
		this.first = isPast ? Math.min(this.first, inner.value) : Number.POSITIVE_INFINITY;
		return inner.value > this.first;
	}
}

/** The counter of a line that counts epochs. */
export const epochOf = (counters: readonly Counter[]): Counter | null =>
	counters.find(({kind, isWhole}) => kind === 'epoch' && isWhole) ?? null;

/** The counter of a line that counts steps or batches. */
export const innerOf = (counters: readonly Counter[]): Counter | null =>
	counters.find(({kind, isWhole}) => kind === 'step' && isWhole) ??
	counters.find(({kind, isWhole}) => kind === 'batch' && isWhole) ??
	null;

/** What is said of the end of so many epochs where that may be the number of the last one, counted from 0: there may be one more, and of one that is half. */
function endOf({isTotalSure, total: epochs}: EpochCount, done: number, total: number): Pick<SeenProgress, 'isOfPart' | 'isLast'> {
	const isUnsure = !isTotalSure && done >= total;
	const isLast = isUnsure && epochs !== 1;
	return {isOfPart: isUnsure && !isLast, ...(isLast ? {isLast} : {})};
}

/** Progress where that many epochs are done, of those that the lines so far have named; null where steps are what is counted. */
export function progressOfEpochs(done: number, {epochs, isOfSteps}: Place): SeenProgress | null {
	const {total} = epochs;
	if (total === null || isOfSteps) return null;
	return {step: done, total, unit: 'epoch', from: 'counter', ...endOf(epochs, done, total)};
}

/** Progress where rows count steps, of how many nobody says, below heads that count epochs; null where there are no such heads. */
export function progressOfHeaded(headed: HeadedEpochs, {epochs, isOfSteps}: Place): SeenProgress | null {
	const {done} = headed;
	const {total} = epochs;
	if (total === null || done === null || !isOfSteps) return null;
	// Of an only epoch nothing would ever show that it is done.
	const end = endOf(epochs, done, total);
	return {step: done, total, unit: 'epoch', from: 'counter', ...end, isOfPart: end.isOfPart || (total === 1 && headed.isEndless)};
}

/**
 * Progress that the counters of a line show, null where they show none.
 * @param isOfRun true where the line says its step before its epoch, "[step=1/1000,epoch=0]": as long as that does not begin anew, it is the run's
 */
export function progressOf(epoch: Counter | null, inner: Counter | null, place: Place, isOfRun: boolean): SeenProgress | null {
	const {current, total: epochs, first} = place.epochs;
	const from = 'counter';
	if (inner !== null && inner.total !== null && inner.value <= inner.total) {
		const {value, total, kind: unit} = inner;
		const isLocal = current !== null && (unit === 'batch' || (current <= first && !isOfRun) || place.hasRestarted);
		if (isLocal && epochs !== null) {
			const step = (current - first) * total + value;
			return {step, total: epochs * total, unit, from, ...endOf(place.epochs, step, epochs * total)};
		}
		return {step: value, total, unit, from, isOfPart: isLocal};
	}
	// Of a run that went on behind its end nothing says where it ends.
	if (inner?.kind === 'step' && inner.total !== null && place.isPast && (current === null || isOfRun))
		return {step: inner.value, total: inner.total, unit: 'step', from, isOfPart: true};
	return inner === null && epoch !== null ? progressOfEpochs(epoch.value, place) : null;
}
