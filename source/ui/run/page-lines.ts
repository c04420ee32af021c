import type {Json, JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {padCells, textWidth} from '../../draw/width.ts';
import {largest} from '../parts/largest.ts';

export const plain = roleStyle('default');
export const dim = roleStyle('dim');
const strong = roleStyle('default', bold);
export const warn = roleStyle('warn');

/** A line of a tab. */
export type Line = Span[];

export const line = (text: string, style = plain): Line => [{text: cleanText(text), style}];
export const nothing = (text: string): Line[] => [line(text, dim)];
export const heading = (text: string): Line => line(text, strong);

/** Blanks behind the longest name of a column. */
const gap = 2;

/** Cells of a column of names, with the gap behind it; longer ones than a few reach into what follows. */
export const columnOf = (names: readonly string[], least: number): number =>
	Math.min(40, largest(names.map(textWidth), least)) + gap;

/** A name with the blanks behind it that its column needs. */
export const inColumn = (name: string, cells: number): string => padCells(name, Math.max(cells, textWidth(name) + gap));

const leastKey = 10;

/** Words at the left in one column, values after them. */
export function pairs(entries: readonly (readonly [string, string])[]): Line[] {
	const keys = entries.map(([key]) => cleanText(key));
	const cells = columnOf(keys, leastKey);
	return entries.map(([, value], at) => [
		{text: inColumn(keys[at]!, cells), style: dim},
		{text: cleanText(value), style: plain},
	]);
}

/** Nested values as one entry each, keys joined with a dot. */
export function flatten(value: JsonObject, prefix = ''): [string, Json][] {
	return Object.entries(value).flatMap(([key, inner]) =>
		inner !== null && typeof inner === 'object' && !Array.isArray(inner) && Object.keys(inner).length > 0
			? flatten(inner, `${prefix}${key}.`)
			: [[`${prefix}${key}`, inner] as [string, Json]],
	);
}
