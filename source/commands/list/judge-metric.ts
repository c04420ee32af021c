import {compileQuery} from '../../core/query/compile/compile.ts';
import {named} from '../../core/query/fields/candidates.ts';
import type {Field, ValueAt} from '../../core/query/fields/field.ts';
import {findNearest} from '../../core/query/fields/nearest.ts';
import {printField} from '../../core/query/language/print.ts';
import {joinYardstick, makeYardstick, type Yardstick} from '../../core/rank/yardstick.ts';
import {isReturned, mostReturned, type RunRow} from '../../core/row.ts';
import {valueAtStep} from '../../core/series/value-at-step.ts';
import {findGoal} from '../../core/table/metrics/direction.ts';
import {goalsOf} from '../../core/table/metrics/goals.ts';
import {localZone} from '../../io/local-zone.ts';
import type {Scanned} from '../find/scan.ts';
import {describeFault} from '../find/select.ts';

export interface MetricFault {
	fault: string;
	/** True where the word is well made and only names nothing. */
	isMissing?: boolean;
}

/** Reads metrics at steps, of whatever was scanned. */
export const valuesOf =
	({runs}: Scanned): ValueAt =>
	(row, metric, step) =>
		valueAtStep(runs.get(row.key)?.metrics.get(metric), step);

/** Where runs have returned as many numbers as are kept, that there may be others. */
function saidOfMany(rows: readonly RunRow[]): string {
	const hasMany = ({hidden = []}: RunRow) => hidden.length >= mostReturned;
	const isMany = (row: RunRow) => hasMany(row) && row.hidden!.filter(name => isReturned(row, name)).length >= mostReturned;
	return rows.some(isMany)
		? `; of the numbers that a run returned only the first ${mostReturned} can be asked for, and xtui show has all`
		: '';
}

/** What a word means as a field of the query language, or the message why it means none. */
function findField(word: string, verb: string, scanned: Scanned): Field | MetricFault {
	const isWhole = scanned.rows.some(({metrics}) => metrics.names.includes(word));
	const text = isWhole ? `show:${printField({scope: 'metric', name: word, suffix: null, step: null})}` : `show:${word}`;
	const compiled = compileQuery(text, {rows: scanned.rows, zone: localZone, valueAt: valuesOf(scanned)});
	if (!compiled.ok) {
		const {from, to, ...rest} = compiled.error;
		const at = (position: number) => Math.max(0, position - (text.length - word.length));
		return {fault: describeFault(word, {...rest, from: at(from), to: at(to)})};
	}
	const [field] = compiled.query.show;
	if (field === undefined || compiled.query.show.length > 1) return {fault: `xtui: ${verb} takes one metric, not ${word}`};
	if (field.source.from === 'nowhere') {
		const known = new Set(scanned.rows.flatMap(({metrics}) => metrics.names));
		const near = findNearest(word, known).map(name => named('any', name));
		return {
			fault: `xtui: no run here has a metric ${word}${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}${saidOfMany(scanned.rows)}`,
			isMissing: true,
		};
	}
	if (field.source.from !== 'metric' && field.source.from !== 'metric step')
		return {fault: `xtui: ${word} is no metric here; ${verb} judges by a metric`};
	return field;
}

/**
 * How runs are ranked by a word of the command line: a metric (its best value), METRIC.last, .mean or METRIC@STEP.
 * @param rows those that are judged: their trackers say which way is better
 */
export function judgeMetric(
	word: string,
	verb: string,
	scanned: Scanned,
	rows: readonly RunRow[],
	goalFlag: unknown,
): Yardstick | MetricFault {
	const field = findField(word, verb, scanned);
	if ('fault' in field) return field;
	const metric = field.source.name;
	const goals = goalsOf(rows);
	const known = findGoal(metric, goals);
	const given = goalFlag === 'min' ? 'down' : goalFlag === 'max' ? 'up' : null;
	const direction = given ?? known?.direction;
	if (direction === undefined && goals.get(metric) === null)
		return {
			fault: `xtui: trackers of these runs contradict each other whether ${metric} is better low or high; name runs of one kind, or say --goal=min or --goal=max`,
		};
	if (direction === undefined)
		return {fault: `xtui: nothing tells whether ${metric} is better low or high; say --goal=min or --goal=max`};
	const from = given ? 'person' : known!.guessed ? 'name' : 'tracker';
	const isBare = field.source.from === 'metric' && field.source.aggregate === 'last' && !field.label.endsWith('.last');
	return isBare ? makeYardstick(metric, direction, from) : {field, metric, direction, from, others: [], otherFields: []};
}

/** Takes what some of the judged runs call otherwise for the same metric. */
export const joinNames = (yardstick: Yardstick, rows: readonly RunRow[], scanned: Scanned): Yardstick =>
	joinYardstick(yardstick, rows, valuesOf(scanned));
