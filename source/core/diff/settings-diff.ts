import type {Json} from '../run.ts';
import {cleanText} from '../text/clean-text.ts';
import type {Setting} from './settings.ts';

function lineOf(key: string, value: Json | undefined): string[] {
	if (value === undefined) return [];
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return [`${cleanText(key)}: ${cleanText(text, Number.POSITIVE_INFINITY)}`];
}

/**
 * Settings that differ between the first run and another one as a unified diff of lines `key: value`, so that `--diff` shows settings and code in
 * one form. Nothing where none differ.
 *
 * @param what names the two files that there would be: "config", "packages"
 */
export function settingsDiffLines(what: string, differing: readonly Setting[], run: number): string[] {
	const lines = differing.flatMap(({key, values}) => {
		const before = lineOf(key, values[0]);
		const after = lineOf(key, values[run]);
		if (before[0] === after[0]) return [];
		return [...before.map(text => `-${text}`), ...after.map(text => `+${text}`)];
	});
	if (lines.length === 0) return [];
	const count = (sign: string) => lines.filter(line => line.startsWith(sign)).length;
	return [`--- a/${what}`, `+++ b/${what}`, `@@ -1,${count('-')} +1,${count('+')} @@`, ...lines];
}
