import {summaryInWords} from '../media/recorded-media.ts';
import type {RunRow} from '../row.ts';
import type {JsonObject} from '../run.ts';
import {findGoal} from '../table/metrics/direction.ts';
import {judgedBy, type MetricDiff} from './compare-metrics.ts';
import {type Delta, deltaOf} from './delta.ts';
import {diffSettings, type Setting} from './settings.ts';

export interface SummaryDiff extends Setting {
	/** Against the first run, which has none. */
	deltas: (Delta | null)[];
}

/** Parts of a metric that trackers sum up, which are compared already: `loss.min`. */
const ofMetric = /[./](?:last|first|min|max|mean|best|count|step)$/;

/** A number within another that was returned is a metric by its path, and a key of the summary by its keys. */
const spellings = (name: string | null, metric: MetricDiff): [string, MetricDiff][] =>
	name === null ? [] : [...new Set([name.replaceAll('/', '.'), name])].map(spelling => [spelling, metric]);

/** What the trackers of several runs summed up themselves, where it differs and is no metric that is compared already, of each run that has it. */
export function diffSummary(
	runs: readonly {row: Pick<RunRow, 'infeasible'>; summary: JsonObject}[],
	metrics: readonly MetricDiff[],
): SummaryDiff[] {
	const byName = new Map(metrics.flatMap(metric => [metric.name, ...metric.nameIn].flatMap(name => spellings(name, metric))));
	const isCompared = ({key, values}: Setting): boolean => {
		const metric = byName.get(key) ?? byName.get(key.replace(ofMetric, ''));
		// A run may have returned what another one has points of.
		return metric !== undefined && values.every((value, run) => value === undefined || metric.readings[run] !== null);
	};
	return diffSettings(runs.map(({summary}) => summaryInWords(summary)))
		.differing.filter(setting => !isCompared(setting))
		.map(setting => {
			const direction = findGoal(setting.key)?.direction ?? null;
			const numbers = setting.values.map(value => (typeof value === 'number' ? value : Number.NaN));
			const delta = (value: number, run: number) =>
				run === 0 ? null : deltaOf(value, numbers[0]!, judgedBy(runs, run, direction));
			return {...setting, deltas: numbers.map(delta)};
		});
}
