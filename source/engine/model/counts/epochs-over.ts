import type {Series} from '../../../core/series/series.ts';

/** Lightning's name for the mean of an epoch, logged at its end. */
const meanName = /_epoch$/;

/**
 * Epochs that are over in a log whose steps and epochs count from 0: a mean of each was logged at its last step. A training that is stopped by a
 * number of steps logs one as well, in the middle; and a validation in the middle of epochs does: only means at even distances count, the last
 * of them in the epoch of its number.
 */
export function epochsOver(metrics: ReadonlyMap<string, Series>, epochs: Series): number {
	let most = 0;
	for (const [name, {steps, length}] of metrics) {
		if (length <= most || !meanName.test(name)) continue;
		const perEpoch = steps.at(0) + 1;
		let over = 1;
		while (over < length && steps.at(over) === perEpoch * (over + 1) - 1) over++;
		if (over > most && epochAt(epochs, steps.at(over - 1)) === over - 1) most = over;
	}
	// One alone may be a validation before the end of the first.
	return most > 1 ? most : 0;
}

/**
 * True where epochs that count from 0 are said when each is over, as an evaluation is logged behind all steps of it: the first one as far behind the
 * first step of the run as the others behind each other.
 *
 * @param firstStep the first step that the run has logged anything of
 */
export function areAtEnds({steps, values, length}: Series, firstStep: number): boolean {
	if (length < 2 || values.at(0) !== 0) return false;
	const perEpoch = steps.at(1) - steps.at(0);
	if (perEpoch < 2 || steps.at(0) - firstStep + 1 < perEpoch) return false;
	for (let i = 1; i < length; i++) if (values.at(i) !== i || steps.at(i) !== steps.at(0) + i * perEpoch) return false;
	return true;
}

function epochAt({steps, values, length}: Series, step: number): number | null {
	const at = steps.lowerBound(step);
	return at < length && steps.at(at) === step ? values.at(at) : null;
}
