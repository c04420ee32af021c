import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {shelfNames} from '../../core/files/shelf-names.ts';
import {freeName, moveDirectory} from '../../io/directories.ts';
import type {Move, Shelf} from './move.ts';

/** Where a run may lie that was made at a path and put away since. */
export function shelvedPaths(run: string): string[] {
	return Object.values(shelfNames).map(name => path.join(path.dirname(run), name, path.basename(run)));
}

/** Which of them a path lies in, and the directory that the run was made in. */
export function placeOf(run: string): {now: Shelf['now']; home: string} {
	const above = path.dirname(run);
	const name = path.basename(above);
	const now = name === shelfNames.trash ? 'trash' : name === shelfNames.archive ? 'archive' : null;
	return {now, home: now === null ? above : path.dirname(above)};
}

/** Moves a directory whole to where it belongs, under another name where that one is taken. */
export function moveTo(from: string, directory: string): Move {
	const to = freeName(path.join(directory, path.basename(from)));
	return {lines: [{label: 'moves', text: `${from} to ${to}`}], to, perform: () => moveDirectory(from, to)};
}

/** Runs in xtui's own layout are moved: their journal goes with them. */
export function nativeShelf({path: at}: Pick<Target, 'path'>): Shelf {
	const {now, home} = placeOf(at);
	return {
		now,
		tellsByPlace: false,
		toTrash: moveTo(at, path.join(home, shelfNames.trash)),
		toArchive: moveTo(at, path.join(home, shelfNames.archive)),
		back: moveTo(at, home),
		parts: [at],
	};
}
