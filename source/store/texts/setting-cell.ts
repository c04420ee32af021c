import type {RunRow} from '../../core/row.ts';
import {digitsApart, formatRounded, hasManyDigits, type TextOptions} from '../../core/text/numbers.ts';
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

/** Digits in which different values that runs have of a setting are still shown differently. */
export const settingDigits = (rows: readonly RunRow[], key: string): number =>
	digitsApart(rows.flatMap(row => numberOf(row, key) ?? []));

/** A setting that chance has drawn, in so many digits; null for any other. */
export function drawnSetting(row: RunRow, key: string, digits: () => number, options?: TextOptions): string | null {
	const number = numberOf(row, key);
	return number === null || !hasManyDigits(number) ? null : formatRounded(number, digits(), options);
}

/** Digits by setting, made anew where runs come or go, or their settings change. */
const knownDigits = memoise(
	(state: State) => [state.rows, state.versions.members, state.versions.config, state.order.scope] as const,
	() => new Map<string, number>(),
);

/** A setting in a column of the list: in as few digits as tell apart all that the runs of the list have, so that they stay as they are while it is scrolled. */
export function settingCell(row: RunRow, key: string, state: State): string {
	return drawnSetting(row, key, () => digitsOf(key, state)) ?? columnText(row, `c:${key}`);
}

function digitsOf(key: string, state: State): number {
	const byKey = knownDigits(state);
	const known = byKey.get(key) ?? settingDigits(selectListed(state), key);
	byKey.set(key, known);
	return known;
}
