import {isMetricName} from './telling.ts';

/** Tables and lines in the long format: each holds one value and the name of its metric, `step,metric,value`. */

const nameKeys = /^(?:metric|metric_?name|name|key|tag|variable|series)$/i;
/** Names of a column that say nothing of what is in it, so that a word beside it does. */
const plainValues =
	/^(?:(?:metric|scalar|measured?|tag)?[-_ /]?(?:vals?|values?|scores?|results?|num(?:ber)?s?)|v|y|data|measure(?:ment)?|reading|amount|scalar|metric)$/i;
/** Names of a column of words that are names of metrics. */
const sureNameKeys = /metric|measure|scalar|quantity|indicator|^(?:tag|variable|series|stat|statistic|kpi)$/i;

/** True for what the name of the metric is called. */
export function isMetricNameKey(name: string): boolean {
	return nameKeys.test(name.trim());
}

/** True for what its value is called. */
export function isMetricValueKey(name: string): boolean {
	return /^(?:value|metric_?value|scalar)$/i.test(name.trim());
}

/**
 * True where words that come in turns name the metric that the number beside them is of, and do not say whom or what a metric was measured on:
 * `measure,val` with "loss" and "acc", not `class,iou` with "cat" and "dog".
 */
export function isNamedByWord(name: string, value: string, words: readonly string[]): boolean {
	return plainValues.test(value.trim()) && (sureNameKeys.test(name.trim()) || words.some(isMetricName));
}

const named = 'names of metrics\n';

/** What was learnt of a column, or key, whose words name the metric of the value beside it. */
export const namedNote = (name: string, value: string): string => `${named}${name}\n${value}`;

/** The names of both in what was learnt; null where there is no such column. */
export function namedBy(notes: ReadonlySet<string>): {name: string; value: string} | null {
	if (notes.size === 0) return null;
	for (const note of notes) {
		if (!note.startsWith(named)) continue;
		const [name, value] = note.slice(named.length).split('\n');
		if (value !== undefined) return {name: name!, value};
	}
	return null;
}
