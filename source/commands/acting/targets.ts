import {realpathSync} from 'node:fs';
import path from 'node:path';
import type {RunRow} from '../../core/row.ts';
import {formats} from '../../formats/index.ts';
import {isLive, type Target} from '../../launch/target.ts';
import type {CommandInput} from '../command.ts';
import {namesPath} from '../roots.ts';
import {type Scanned, scanRoots} from '../scan.ts';
import {selectRows} from '../select.ts';
import {findNamed} from '../show.ts';

export interface Targets {
	targets: Target[];
	/** Milliseconds since the epoch, right before the runs were looked at. */
	scannedAtMs: number;
	/** The living run that repeats a run, null where none does. */
	liveRestartOf(target: Target): string | null;
}

function realPath(word: string): string {
	try {
		return realpathSync(word);
	} catch {
		return word;
	}
}

function isAbove(directory: string, below: string): boolean {
	return below.startsWith(`${directory.replace(/\/$/, '')}/`);
}

function targetOf(row: RunRow, {runs}: Scanned): Target {
	const run = runs.get(row.key)!;
	const {id, name, path: at, format, status, statusWhy} = row;
	// A run that was named by its path was looked at as a root itself.
	const root = [run.root, process.cwd()].find(directory => isAbove(directory, at)) ?? path.dirname(at);
	const hasLocalId = formats.some(known => known.id === format && known.localIds === true);
	return {id, name, path: at, root, format, hasLocalId, status, statusWhy, facts: run.facts};
}

/** Runs that a word names; a path that is no run by itself is only a place to look. */
function namedBy(rows: readonly RunRow[], word: string): RunRow[] {
	const found = findNamed(rows, word);
	return found.length > 0 || !namesPath(word) ? found : findNamed(rows, realPath(path.resolve(word)));
}

/**
 * The runs that words and `--where` mean. Words that are directories are looked under too; without any, the current directory is. Null where a
 * word means no run, or more than one; that has been said then.
 * @param prefers where a word means several, those count for which this holds
 */
export function findTargets(
	input: CommandInput,
	words: readonly string[],
	prefers: (row: RunRow) => boolean = () => true,
): Targets | null {
	const scannedAtMs = Date.now();
	const places = words.filter(namesPath);
	let scanned = scanRoots(places, input);
	if (scanned === null) return null;
	// Some trackers say only in the directory above what is a run.
	const isLost = places.length > 0 && scanned.rows.length === 0;
	if (isLost) scanned = scanRoots([], input) ?? scanned;
	const {where} = input.flags;
	const rows: RunRow[] = [];
	let failures = 0;
	for (const word of words) {
		const all = namedBy(scanned.rows, word);
		const preferred = all.filter(prefers);
		const named = preferred.length > 0 ? preferred : all;
		if (named.length === 1) rows.push(named[0]!);
		else if (named.length > 1) {
			input.warn(`xtui: ${word} names ${named.length} runs: ${named.map(({id, dir}) => `${id} in ${dir}`).join(', ')}`);
			failures++;
		} else if (!namesPath(word) || (words.length === 1 && where === undefined)) {
			input.warn(`xtui: there is no run ${word} here; name an id, a name or a path, as xtui ls lists them`);
			failures++;
		}
	}
	if (failures > 0) return null;
	if (typeof where === 'string') {
		const selection = selectRows(input, '', scanned, scannedAtMs);
		if (selection === null) return null;
		rows.push(...selection.rows);
	}
	const targets = [...new Map(rows.map(row => [row.key, targetOf(row, scanned)])).values()];
	const live = [...scanned.runs.values()].filter(run => isLive(run.judgement));
	return {
		targets,
		scannedAtMs,
		liveRestartOf: target => live.find(run => run.facts.extra.restart_of === target.id)?.id ?? null,
	};
}
