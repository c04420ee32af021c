import type {Series} from '../../../core/series/series.ts';
import {spelled} from '../../../core/text/spelled.ts';

type Metrics = ReadonlyMap<string, Series>;

/** Fewer different values that agree may do so by chance. */
const fewestValues = 3;
const mostPoints = 200;

/**
 * What has to be added to a tracker's steps to have the epochs that a log counts, null where they are not known to be the same: a metric that both
 * tell has the log's values, as far as they were printed, at each of its epochs. A log may be cut short where its tracker is not: Sacred keeps what
 * was printed by its last beat, and the points of the run's end too.
 */
export function epochsByLog(log: Metrics, tracker: Metrics): number | null {
	const names = new Map(Array.from(tracker, ([name, series]) => [spelled(name), series]));
	for (const [name, printed] of log) {
		const exact = names.get(spelled(name));
		if (exact === undefined || exact === printed) continue;
		const offset = printed.firstStep - exact.firstStep;
		if (isSameCurve(printed, exact, offset)) return offset;
	}
	return null;
}

function isSameCurve(printed: Series, exact: Series, offset: number): boolean {
	const values = new Set<number>();
	for (let i = Math.max(0, printed.length - mostPoints); i < printed.length; i++) {
		const step = printed.steps.at(i) - offset;
		const at = exact.steps.lowerBound(step);
		if (at >= exact.length || exact.steps.at(at) !== step || !isPrintOf(printed.values.at(i), exact.values.at(at))) return false;
		values.add(printed.values.at(i));
	}
	return values.size >= fewestValues;
}

/** True where a value was printed as the other, with the digits that it has. */
function isPrintOf(printed: number, exact: number): boolean {
	if (Object.is(printed, exact)) return true;
	const [mantissa = '', exponent = '0'] = String(printed).split('e');
	const decimals = (mantissa.split('.')[1]?.length ?? 0) - Number(exponent);
	return Math.abs(printed - exact) <= 0.501 * 10 ** -decimals;
}
