import {isMetricName} from '../../plain/names/telling.ts';
import type {Pair} from '../line/statement/said.ts';
import {readStatement} from '../line/statement/statement.ts';
import {mayHaveValue} from './bar-labels.ts';
import type {Bar} from './bars.ts';

const none: readonly Pair[] = [];

/** The values that stand around a bar: behind it, and in its description ("Loss: 0.12:  10%|#"), which is a program's own text. */
export function pairsOf({kind, label, postfix}: Bar): readonly Pair[] {
	// What fastprogress shows is a program's own text too.
	const isTold = ({sign, name}: Pair) => sign !== '' || (kind === 'fastprogress' && isMetricName(name));
	const behind = readStatement(postfix).pairs.filter(isTold);
	const isMeasured = ({name, sign, value}: Pair) => isMetricName(name) || (sign !== '' && !Number.isInteger(value));
	const before = mayHaveValue(label) ? readStatement(label).pairs.filter(isMeasured) : none;
	return before.length === 0 ? behind : [...before, ...behind];
}
