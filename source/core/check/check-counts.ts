import {flattenConfig} from '../flatten.ts';
import type {RunFacts} from '../run.ts';
import type {Series} from '../series/series.ts';
import {formatNumber} from '../text/units.ts';
import {type Finding, listNames, note} from './finding.ts';

/** Some trackers round what they sum up to four digits. */
const relativeSlack = 1e-3;

const isNear = (a: number, b: number): boolean =>
	a === b || Math.abs(a - b) <= relativeSlack * Math.max(Math.abs(a), Math.abs(b));

/** True where a value can be made of a series in one of the usual ways: it is one of its points, also a replaced one, or their mean. */
function comesFrom(series: Series, value: number): boolean {
	let sum = 0;
	for (let i = series.length - 1; i >= 0; i--) {
		const each = series.values.at(i);
		if (isNear(each, value)) return true;
		sum += each;
	}
	return isNear(sum / series.length, value) || series.superseded.some(({values}) => values.some(each => isNear(each, value)));
}

/**
 * What a tracker summed up, held against its own points that are there: a sum of points that were lost shows here.
 * @param shown the curves of the run, where those are of other trackers too, or begin in an earlier run
 */
export function checkCounts(
	{summary}: Pick<RunFacts, 'summary'>,
	metrics: ReadonlyMap<string, Series>,
	shown: ReadonlyMap<string, Series> = metrics,
): Finding[] {
	const findings: Finding[] = [];
	const flat = flattenConfig(summary);
	const odd: string[] = [];
	for (const [key, value] of Object.entries(flat)) {
		// Some keep in objects what they log under a name of several parts.
		const name = metrics.has(key) ? key : key.replaceAll('.', '/');
		const series = metrics.get(name);
		if (series === undefined || series.length === 0 || typeof value !== 'number' || !Number.isFinite(value)) continue;
		const other = shown.get(name) ?? series;
		if (!comesFrom(series, value) && (other === series || !comesFrom(other, value)))
			odd.push(`${name} ${formatNumber(value)} (last ${formatNumber(series.values.at(series.length - 1))})`);
	}
	if (odd.length > 0)
		findings.push(note('warning', 'count', `The tracker's summary has values that no point has: ${listNames(odd)}`));
	const step = flat._step;
	let last = Number.NEGATIVE_INFINITY;
	for (const series of metrics.values()) if (series.length > 0) last = Math.max(last, series.steps.at(series.length - 1));
	// A last row of texts or pictures alone has no points.
	const isAllNumbers = Object.keys(flat).every(name => name.startsWith('_') || metrics.has(name));
	if (typeof step === 'number' && Number.isFinite(last) && step > last && isAllNumbers)
		findings.push(note('warning', 'count', `The tracker's summary is of step ${step}, and the points end at step ${last}`));
	return findings;
}
