import {existsSync, realpathSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {orNull} from '../../core/or-null.ts';
import {standingOf} from '../../core/query/fields/standing.ts';
import {parseQuery} from '../../core/query/language/parse.ts';
import type {RunRow} from '../../core/row.ts';
import {shelvedPaths} from '../../launch/shelf/native.ts';
import type {CommandInput} from '../command.ts';
import {findNamed} from '../find/find-named.ts';
import {namesPath} from '../find/roots.ts';
import {sayAmbiguous, sayUnknown} from '../find/say-unnamed.ts';
import {scanRoots} from '../find/scan.ts';
import {type Reach, selectRows} from '../find/select.ts';

/** Prefers runs that were put away, for what is done to those. */
export const isPutAway = (row: RunRow) => standingOf(row) !== 'active';

export interface Targets {
	targets: Target[];
	/** Milliseconds since the epoch, right before the runs were looked at. */
	scannedAtMs: number;
}

const realPath = (word: string): string => orNull(() => realpathSync(word)) ?? word;

/** A path that is gone since its run was put away stands for where that lies now. */
function followShelved(word: string): string {
	if (!word.includes('/') || existsSync(word)) return word;
	return shelvedPaths(path.resolve(word)).find(at => existsSync(at)) ?? word;
}

/** Runs that a word names; a path that is no run by itself is only a place to look. */
function namedBy(rows: readonly RunRow[], word: string): RunRow[] {
	const found = findNamed(rows, word);
	return found.length > 0 || !namesPath(word) ? found : findNamed(rows, realPath(path.resolve(word)));
}

/** True of a query that names no run by any condition, as of a variable of the shell that is not set: it would mean all of them. */
function namesNone(query: string): boolean {
	const parsed = parseQuery(query);
	if (!parsed.ok || parsed.syntax.node !== null) return false;
	return !parsed.syntax.directives.some(({name}) => name === 'limit');
}

/**
 * The runs that words and `--where` mean. Words that are directories are looked under too; without any, the current directory is. Null where a
 * word means no run, or more than one; that has been said then.
 * @param prefers where a word means several, those count for which this holds
 * @param reach which runs `--where` is about
 */
export function findTargets(
	input: CommandInput,
	named: readonly string[],
	prefers: (row: RunRow) => boolean = row => standingOf(row) === 'active',
	reach: Reach = 'active',
): Targets | null {
	const {where} = input.flags;
	if (typeof where === 'string' && namesNone(where)) {
		const fault = where.trim() === '' ? 'is empty' : `has no condition: ${where}`;
		input.warn(`xtui: --where ${fault}, so nothing was done; name the runs that you mean, or say --where='*' for all of them`);
		return null;
	}
	const scannedAtMs = Date.now();
	const words = named.map(followShelved);
	const places = words.filter(namesPath);
	let scanned = scanRoots(places, input, {hasStarts: true});
	if (scanned === null) return null;
	// Some trackers say only in the directory above what is a run.
	const isLost = places.length > 0 && scanned.rows.length === 0;
	if (isLost) scanned = scanRoots([], input, {hasStarts: true}) ?? scanned;
	const rows: RunRow[] = [];
	let failures = 0;
	for (const word of words) {
		const all = namedBy(scanned.rows, word);
		const preferred = all.filter(prefers);
		const named = preferred.length > 0 ? preferred : all;
		if (named.length === 1) rows.push(named[0]!);
		else if (named.length > 1) {
			input.warn(sayAmbiguous(word, named));
			failures++;
		} else if (!namesPath(word) || (words.length === 1 && where === undefined)) {
			input.warn(sayUnknown(word));
			failures++;
		}
	}
	if (failures > 0) return null;
	if (typeof where === 'string') {
		const selection = selectRows(input, '', scanned, scannedAtMs, reach);
		if (selection === null) return null;
		rows.push(...selection.rows);
	}
	const keys = [...new Set(rows.map(({key}) => key))];
	return {targets: scanned.engine.targets.ofKeys(keys, process.cwd()), scannedAtMs};
}
