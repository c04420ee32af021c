import type {RunRow} from '../row.ts';
import {cleanText} from '../text/clean-text.ts';

const leastPrefix = 4;

/** Length from which on the starts of all texts differ; the longest text's where two are the same. */
function tellingLength(texts: readonly string[]): number {
	const longest = texts.reduce((most, {length}) => Math.max(most, length), 0);
	for (let length = leastPrefix; length < longest; length++)
		if (new Set(texts.map(text => text.slice(0, length))).size === texts.length) return length;
	return longest;
}

/** What each run is called among these: its name, with the start of its id where others have the same name. */
export function nameRuns(rows: readonly RunRow[]): (row: RunRow) => string {
	const byName = new Map<string, RunRow[]>();
	for (const row of rows) {
		const name = cleanText(row.name);
		const same = byName.get(name);
		if (same) same.push(row);
		else byName.set(name, [row]);
	}
	const names = new Map<RunRow, string>();
	for (const [name, same] of byName) {
		const ids = same.map(({id}) => cleanText(id));
		const length = tellingLength(ids);
		same.forEach((row, at) => {
			names.set(row, same.length === 1 ? name : `${name} (${ids[at]!.slice(0, length)})`);
		});
	}
	return row => names.get(row) ?? cleanText(row.name);
}
