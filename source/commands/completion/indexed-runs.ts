import {readdirSync} from 'node:fs';
import type {Table} from '../../core/query/columns/table.ts';
import {pathOfRun} from '../../core/run-index/fields.ts';
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

export interface IndexedRuns {
	/** Runs that are still there; one that is gone is never offered. */
	table: Table;
	/** Roots whose index is due to be renewed; null while it is as good as new. */
	due: readonly string[] | null;
}

/** Runs below some directories as the index knows them; null where there is no index. */
export function findIndexedRuns(roots: readonly string[], nowMs: number): IndexedRuns | null {
	const found = findRunIndex(roots);
	if (found === null) return null;
	const {about, table} = found;
	const presence = new Presence();
	const isBelow = (path: string) => roots.some(root => path === root || path.startsWith(root === '/' ? root : `${root}/`));
	const isOld = nowMs - about.atMs > Math.max(freshMs, about.tookMs * restShare);
	return {table: table.only(pathOfRun, path => isBelow(path) && presence.has(path)), due: isOld ? about.roots : null};
}

/** Renews an index in a process of its own, which nobody waits for. */
export async function renewApart(roots: readonly string[]): Promise<void> {
	const program = process.argv[1];
	if (program === undefined) return;
	const {spawn} = await import('node:child_process');
	spawn(process.execPath, [program, indexVerb, ...roots], {detached: true, stdio: 'ignore'}).unref();
}

/** The directories that the words of a command line name; [] for none. */
export function namedOn(words: readonly string[]): string[] {
	return words.filter(word => word !== '' && !word.startsWith('-') && namesPath(word));
}

/** The directories that the words of a command line name, else the usual ones. */
export function rootsOn(words: readonly string[], usual: readonly string[] = []): string[] {
	const named = namedOn(words);
	return checkRoots(named.length > 0 ? named : usual).roots;
}
