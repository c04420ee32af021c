import {readdirSync} from 'node:fs';
import type {RunRow} from '../../core/row.ts';
import {type RunIndex, unpackRuns} from '../../core/run-index.ts';
import {findRunIndex} from '../../io/kept/run-index.ts';
import {checkRoots, namesPath} from '../find/roots.ts';
import {indexVerb} from './model.ts';

/** An index younger than this, or than so many times what reading the runs takes, is as good as new. */
const freshMs = 10_000;
const restShare = 30;

/** Whether paths are still there, asked of the directories that hold them: one question for all runs beside each other. */
class Presence {
	private readonly names = new Map<string, ReadonlySet<string>>();

	has(path: string): boolean {
		const at = path.lastIndexOf('/');
		const parent = path.slice(0, at) || '/';
		let names = this.names.get(parent);
		if (names === undefined) {
			names = namesIn(parent);
			this.names.set(parent, names);
		}
		return names.has(path.slice(at + 1));
	}
}

function namesIn(directory: string): ReadonlySet<string> {
	try {
		return new Set(readdirSync(directory));
	} catch {
		return new Set();
	}
}

/** Runs of the index that are still there; a run that is gone is never offered. */
function runsThere({runs, ...rest}: RunIndex, roots: readonly string[], isNamesOnly: boolean): RunRow[] {
	const presence = new Presence();
	const isBelow = (path: string) => roots.some(root => path === root || path.startsWith(root === '/' ? root : `${root}/`));
	return unpackRuns({...rest, runs: runs.filter(({path}) => isBelow(path) && presence.has(path))}, isNamesOnly);
}

/** Renews an index in a process of its own, which nobody waits for. */
async function renewApart(roots: readonly string[]): Promise<void> {
	const program = process.argv[1];
	if (program === undefined) return;
	const {spawn} = await import('node:child_process');
	spawn(process.execPath, [program, indexVerb, ...roots], {detached: true, stdio: 'ignore'}).unref();
}

/**
 * Runs below the directories that the command line names, else the current one, as the index knows them; null where there is no index.
 * @param words the command line so far
 * @param isNamesOnly true where settings and metrics are not asked for
 */
export async function findIndexedRows(words: readonly string[], nowMs: number, isNamesOnly: boolean): Promise<RunRow[] | null> {
	const roots = rootsOn(words);
	if (roots.length === 0) return [];
	const index = findRunIndex(roots);
	if (index === null) return null;
	if (nowMs - index.atMs > Math.max(freshMs, index.tookMs * restShare)) await renewApart(index.roots);
	return runsThere(index, roots, isNamesOnly);
}

/** The directories that the words of a command line name, else the usual ones. */
export function rootsOn(words: readonly string[]): string[] {
	return checkRoots(words.filter(word => word !== '' && !word.startsWith('-') && namesPath(word))).roots;
}
