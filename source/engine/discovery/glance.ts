import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {emptyRow, type RunRow} from '../../core/row.ts';
import {holdsLog, startedTextOf} from '../../formats/wandb/run-directory.ts';

/** Directories that are listed in search of runs; deeper trees are left to the engine. */
const mostListed = 16;

/** What makes a directory a run itself, so that what lies below is part of it. */
const ofRun = /^\.(hydra|guild)$|tfevents/;

interface Named {
	root: string;
	path: string;
	startedText: string;
}

/**
 * Runs whose directories are named so that the names alone tell which are the newest, for a screen that has nothing else to show yet: a
 * thousand names cost a listing, and the engine's thread is still booting. Of what they hold nothing is known.
 * @param most how many the screen has room for
 * @param isLate true from when on no more is looked at
 * @returns rows of the newest, that one first, with the keys 1, 2, …
 */
export function glanceAtRuns(roots: readonly string[], files: FileAccess, most: number, isLate: () => boolean): RunRow[] {
	const found: Named[] = [];
	const queue = roots.map(root => ({root, path: root}));
	// Roots may lie within each other.
	const listed = new Set<string>();
	for (let at = 0; at < Math.min(queue.length, mostListed) && !isLate(); at++) {
		const {root, path} = queue[at]!;
		if (listed.has(path)) continue;
		listed.add(path);
		const names = files.names(path) ?? [];
		if (names.some(name => ofRun.test(name))) continue;
		for (const name of names) {
			const startedText = startedTextOf(name);
			if (startedText !== null) found.push({root, path: `${path}/${name}`, startedText});
			// What has a dot is hidden, or a file.
			else if (!name.includes('.')) queue.push({root, path: `${path}/${name}`});
		}
	}
	found.sort((a, b) => (a.startedText < b.startedText ? 1 : a.startedText > b.startedText ? -1 : 0));
	const isRun = ({path}: Named) => !isLate() && holdsLog(files.names(path) ?? []);
	return found.slice(0, most).filter(isRun).map(rowOf);
}

function rowOf({root, path}: Named, i: number): RunRow {
	const name = nameOf(path);
	const dir = path.slice(root.length + 1);
	return {
		...emptyRow(),
		key: i + 1,
		path,
		dir,
		name,
		format: 'wandb',
		formats: ['wandb'],
		statusWhy: 'not read yet',
		complete: false,
	};
}
