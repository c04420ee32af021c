import {isMetricName} from '../../plain/telling.ts';
import type {Statement} from './said.ts';

/** "[100] loss: 2.5", "(100) loss: 2.5", "100 | loss: 2.5", "100 - loss: 2.5", "100\tloss 2.5", "10000: loss 2.5". */
const leading = /^\s*(?:\[(\d+)\] |\((\d+)\) |(\d+)(?:\t| [|-] |: ))\s*(?=[A-Za-z])/;

/** The number that a line begins with, where it may be the step of the rest; null where it is none. */
export function readLeading(line: string): {value: number; rest: string} | null {
	const found = leading.exec(line);
	return found === null ? null : {value: Number(found[1] ?? found[2] ?? found[3]), rest: line.slice(found[0].length)};
}

/** The statement with the number before it as its step, where it is all names and values, a metric first; else as it is. */
export function withLeading(statement: Statement, value: number): Statement {
	const {pairs, counters, looseWords, recalls} = statement;
	if (counters.length > 0 || looseWords > 0 || recalls || !isMetricName(pairs[0]?.name ?? '')) return statement;
	const counter = {kind: 'step', value, total: null, isWhole: true, recall: 'no', doubt: 'leads'} as const;
	return {...statement, counters: [counter], startsWithCounter: true};
}
