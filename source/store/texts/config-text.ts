import type {Json} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatParameter} from '../../core/text/units.ts';
import {isPrintedNumber} from '../../core/text-numbers.ts';

/** No column is wider, and pages cut lines. */
const longestValue = 2000;

/** A config value as it stands in a cell: true, false and null by the words that a filter takes; nothing for a key that a run does not have. */
export function configText(value: Json | undefined): string {
	if (value === undefined) return '';
	if (typeof value === 'number') return formatParameter(value);
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return cleanText(JSON.stringify(value), longestValue);
	return isPrintedNumber(value) ? formatParameter(Number(value)) : cleanText(value, longestValue);
}

/** A setting as it stands in a cell, '' where there is none: it may have the name of what every object inherits. */
export const settingText = (config: Readonly<Record<string, Json>>, key: string): string =>
	Object.hasOwn(config, key) ? configText(config[key]) : '';
