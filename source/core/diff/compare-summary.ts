import type {JsonObject} from '../run.ts';
import {findGoal} from '../table/direction.ts';
import type {MetricDiff} from './compare-metrics.ts';
import {type Delta, deltaOf} from './delta.ts';
import {diffSettings, type Setting} from './settings.ts';

export interface SummaryDiff extends Setting {
	/** Against the first run, which has none. */
	deltas: (Delta | null)[];
}

/** Parts of a metric that trackers sum up, which are compared already: `loss.min`. */
const ofMetric = /[./](?:last|first|min|max|mean|best|count|step)$/;

/** What the trackers of several runs summed up themselves, where it differs and is no metric that is compared already. */
export function diffSummary(summaries: readonly JsonObject[], metrics: readonly MetricDiff[]): SummaryDiff[] {
	const known = new Set(metrics.flatMap(({name, nameIn}) => [name, ...nameIn]));
	return diffSettings(summaries)
		.differing.filter(({key}) => !known.has(key) && !known.has(key.replace(ofMetric, '')))
		.map(setting => {
			const direction = findGoal(setting.key)?.direction ?? null;
			const numbers = setting.values.map(value => (typeof value === 'number' ? value : Number.NaN));
			return {...setting, deltas: numbers.map((value, run) => (run === 0 ? null : deltaOf(value, numbers[0]!, direction)))};
		});
}
