import type {Json, JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
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

/** Words at the left in one column, values after them. */
export function pairs(entries: readonly (readonly [string, string])[], least = 10): Line[] {
	const width =
		Math.min(
			40,
			largest(
				entries.map(([key]) => key.length),
				least,
			),
		) + 2;
	return entries.map(([key, value]) => [
		{text: cleanText(key.length > width - 2 ? `${key}  ` : key.padEnd(width)), style: dim},
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
