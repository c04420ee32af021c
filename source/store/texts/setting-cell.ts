import type {RunRow} from '../../core/row.ts';
import {digitsApart, formatRounded, hasManyDigits} from '../../core/text/numbers.ts';
import {isPrintedNumber} from '../../core/text-numbers.ts';
import {memoise} from '../memo.ts';
import {selectListed} from '../selectors.ts';
import type {State} from '../state.ts';
import {columnText} from './column-text.ts';

/** The number that a setting is shown as; null where it is shown as another text. */
function numberOf({config}: RunRow, key: string): number | null {
	const value = Object.hasOwn(config, key) ? config[key] : null;
	if (typeof value === 'number') return value;
	return typeof value === 'string' && isPrintedNumber(value) ? Number(value) : null;
}

/** Digits by setting, made anew where runs come or go, or their settings change. */
const knownDigits = memoise(
	(state: State) => [state.rows, state.versions.members, state.versions.config, state.order.scope] as const,
	() => new Map<string, number>(),
);

/** A setting in a column of the list: in as few digits as tell apart all that the runs of the list have, so that they stay as they are while it is scrolled. */
export function settingCell(row: RunRow, key: string, state: State): string {
	const number = numberOf(row, key);
	if (number === null || !hasManyDigits(number)) return columnText(row, `c:${key}`);
	const byKey = knownDigits(state);
	let digits = byKey.get(key);
	if (digits === undefined) {
		digits = digitsApart(selectListed(state).flatMap(other => numberOf(other, key) ?? []));
		byKey.set(key, digits);
	}
	return formatRounded(number, digits);
}
