import path from 'node:path';
import type {TrackedRun} from '../model/tracked-run.ts';

/** A directory that somebody wrote down, and from where it is looked for. */
export interface From {
	/** Of the run that names it. */
	path: string;
	root: string;
}

/** Runs by where they lie; of several starts in the same files the newest. */
export const indexByPath = (runs: ReadonlyMap<number, TrackedRun>): ReadonlyMap<string, TrackedRun> =>
	new Map([...runs.values()].flatMap(run => (run.startOf === null ? [[run.path, run]] : [])));

/**
 * The run whose directory a link means: the very path, else the one that lies there seen from the nearest directory above.
 * @param link absolute, or relative to somewhere above
 */
export function findRunAt(from: From, link: string, byPath: ReadonlyMap<string, TrackedRun>): TrackedRun | null {
	if (path.isAbsolute(link)) return byPath.get(path.normalize(link)) ?? findMoved(from, link, byPath);
	for (let above = path.dirname(from.path); above !== path.dirname(above); above = path.dirname(above)) {
		const found = byPath.get(path.join(above, link));
		if (found !== undefined) return found;
	}
	return null;
}

/** A tree that was moved as a whole: the longest end of the link that is there below a directory above the run. */
function findMoved(run: From, link: string, byPath: ReadonlyMap<string, TrackedRun>): TrackedRun | null {
	const parts = link.split('/').filter(Boolean);
	for (let from = 1; from < parts.length; from++) {
		const rest = parts.slice(from).join('/');
		for (let above = path.dirname(run.path); above.startsWith(run.root); above = path.dirname(above)) {
			const found = byPath.get(path.join(above, rest));
			if (found !== undefined) return found;
			if (above === path.dirname(above)) break;
		}
	}
	return null;
}
