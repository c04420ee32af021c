import {type JsonScanner, valueKinds} from '../../encodings/json/json-scan.ts';
import type {WordedRow} from '../plain/word-turns.ts';
import type {RowPlan} from './row-plan.ts';

/** The scanned line, which has this step, as its words may tell it from others. `curve` is what it is known to be of, if anything. */
export function wordedLine(
	scanner: JsonScanner,
	plan: RowPlan,
	curve: string,
	step: number,
	comesAgain: () => boolean,
): WordedRow {
	const isNumber = (i: number) => scanner.kinds[i] === valueKinds.number;
	const isLong = plan.nameAt >= 0 && plan.valueAt >= 0;
	return {
		names: plan.wordNames,
		shape: `${plan.wordsKey}\n${plan.data}\n${curve}\n${isLong ? scanner.text(plan.nameAt) : ''}`,
		step,
		wordAt(i) {
			const at = plan.wordsAt[i]!;
			return isNumber(at) ? String(scanner.values[at]) : (scanner.text(at) ?? '');
		},
		comesAgain,
		metrics: () => plan.metricsAt.flatMap(i => (i !== plan.epochAt && isNumber(i) ? [scanner.keys[i]!.path] : [])),
	};
}
