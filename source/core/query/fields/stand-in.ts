import {countWords} from '../columns/count-values.ts';
import {type Catalogue, metricNames} from './catalogue.ts';
import {endsInSegment} from './match-names.ts';
import {namesOfKey} from './names.ts';

/**
 * In a tree of several trackers one run has `loss` and another `train/loss`. Where a bare name is some runs' whole metric, the runs that
 * lack it may have one metric that ends in it: if it is the same one in all of them, it stands in for it there.
 * @returns that metric and the number of those runs; null where there is none, or where it would have to be chosen
 */
export function findStandIn(metric: string, {metrics, table}: Catalogue): {name: string; runs: number} | null {
	const ending = [...metrics.keys()].filter(name => endsInSegment(name, metric));
	if (ending.length === 0) return null;
	let found: string | null = null;
	let runs = 0;
	for (const {value, runs: alike} of countWords(table.column(metricNames, 0), table.places)) {
		const own = namesOfKey(String(value));
		const hits = own.includes(metric) ? [] : ending.filter(name => own.includes(name));
		if (hits.length === 0) continue;
		if (hits.length > 1 || (found !== null && hits[0] !== found)) return null;
		found = hits[0]!;
		runs += alike;
	}
	return found === null ? null : {name: found, runs};
}
