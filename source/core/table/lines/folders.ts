import {shownDir} from '../../row.ts';
import type {NestedRun} from './nest.ts';

/** Runs below the directories that hold them. */

export interface Folder {
	/** Relative to the root, with its name where there are several. */
	path: string;
	/** Its name; of a chain of single folders all names. */
	label: string;
	/** In the order of their first run, so that the tree keeps the sorting. */
	entries: (Folder | NestedRun)[];
}

export const isFolder = (entry: Folder | NestedRun): entry is Folder => 'entries' in entry;

/** Puts runs (each with its own tree) into their folders. A folder that holds nothing but another one is one with it. */
export function placeInFolders(nodes: readonly NestedRun[]): Folder {
	const top: Folder = {path: '', label: '', entries: []};
	const known = new Map<string, Folder>([['', top]]);
	for (const node of nodes) {
		let at = top;
		for (const part of shownDir(node.row).split('/').slice(0, -1)) {
			const path = at.path === '' ? part : `${at.path}/${part}`;
			let next = known.get(path);
			if (next === undefined) {
				next = {path, label: part, entries: []};
				known.set(path, next);
				at.entries.push(next);
			}
			at = next;
		}
		at.entries.push(node);
	}
	return {...top, entries: top.entries.map(joinChains)};
}

function joinChains(entry: Folder | NestedRun): Folder | NestedRun {
	if (!isFolder(entry)) return entry;
	const [only, ...others] = entry.entries;
	if (only && others.length === 0 && isFolder(only)) return joinChains({...only, label: `${entry.label}/${only.label}`});
	return {...entry, entries: entry.entries.map(joinChains)};
}
