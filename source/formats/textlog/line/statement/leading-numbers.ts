import {isMetricName} from '../../../plain/names/telling.ts';
import {byForm} from '../by-form.ts';
import {countedBy, counterAt, type Statement} from './said.ts';

/**
 * "[100] loss: 2.5", "(100) loss: 2.5", "(1/8) loss: 2.5", "100 | loss: 2.5", "100 - loss: 2.5", "100\tloss 2.5", "10000: loss 2.5", and
 * "100 loss: 2.5", whose name has a sign; "10 min loss: 2.5" says when.
 */
const leading = byForm(
	/^\s*(?:\[(\d+)\] |\((\d+)(?: ?\/ ?(\d+))?\) |(\d+)(?:\t| [|-] |: | +(?=(?:(?!(?:min|sec|hour|hr|day)\b)[A-Za-z]\w*[^s\W] )?[A-Za-z_][\w./@-]*\s?[:=])))\s*(?=[A-Za-z])/,
);

/** A number before the rest of a line; `total` of how many it is one, null where that is not said. */
interface Leading {
	value: number;
	total: number | null;
	rest: string;
}

/** The number that a line begins with, where it may be the step of the rest; null where it is none. */
export function readLeading(line: string): Leading | null {
	const found = leading.exec(line);
	if (found === null) return null;
	const [all, squared, round, total, bare] = found;
	return {
		value: Number(squared ?? round ?? bare),
		total: total === undefined ? null : Number(total),
		rest: line.slice(all.length),
	};
}

/** The statement with the number before it as its step, where it is all names and values, a metric first; else as it is. */
export function withLeading(statement: Statement, value: number, total: number | null = null): Statement {
	if (!isAllValues(statement) || !isMetricName(statement.pairs[0]!.name)) return statement;
	return countedBy(statement, [{...counterAt('step', value, total), doubt: 'leads'}]);
}

/** True for names and values of which none shows that the number before them is their step: "[50] l2_params = 1801.5". */
export const mayBeLed = (statement: Statement): boolean =>
	isAllValues(statement) && statement.pairs.every(({sign, name}) => sign !== '' && !isMetricName(name));

const isAllValues = ({pairs, counters, looseWords, recalls}: Statement): boolean =>
	pairs.length > 0 && counters.length === 0 && looseWords === 0 && !recalls;
