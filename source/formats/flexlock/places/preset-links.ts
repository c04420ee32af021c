import type {FileAccess} from '../../../core/files/files.ts';
import {hasSameRecord} from './copies.ts';

/** `<project>/.flexlock/presets/<defaults>/<select>/<name>`; defaults may hold slashes (flexlock/presets.py since 0.9). */
const linkPath = /^(.*)\/\.flexlock\/presets\/.+\/[^/]+\/([^/]+)$/;
const mostTried = 200;

/**
 * The run that a directory is the copy of where flexlock keeps a link to each run that is complete, by its preset, and somebody has copied the tree
 * with what its links lead to. Null for any other directory, and where the run is not there or is another one by now.
 */
export function linkedRun(directory: string, files: FileAccess): string | null {
	const [, project, name] = linkPath.exec(directory) ?? [];
	if (project === undefined || name === undefined) return null;
	for (const path of pathsOf(project, name, files)) if (hasSameRecord(files, directory, path)) return path;
	// A run outside of its project is named by its whole path.
	for (const path of pathsOf('', name, files)) if (hasSameRecord(files, directory, path)) return path;
	return null;
}

/** The directories below another one that a link's name can mean: slashes became "__", which names of directories may hold as well. */
function pathsOf(above: string, name: string, files: FileAccess): string[] {
	const parts = name.split('__');
	const found: string[] = [];
	let tried = 0;
	const visit = (path: string, from: number): void => {
		if (from === parts.length) {
			found.push(path);
			return;
		}
		for (let to = from + 1; to <= parts.length && tried++ < mostTried; to++) {
			const next = `${path}/${parts.slice(from, to).join('__')}`;
			if (files.stat(next)?.kind === 'directory') visit(next, to);
		}
	};
	visit(above, 0);
	return found;
}
