import {existsSync} from 'node:fs';
import path from 'node:path';

const insideProject = path.join('.xtui', 'views.json');

/** Directories from one up to the top, nearest first. */
function* upwards(directory: string): Generator<string> {
	for (let at = directory; ; at = path.dirname(at)) {
		yield at;
		if (path.dirname(at) === at) return;
	}
}

/**
 * The file of views that people share with a project, which only they write (`, p`): `.xtui/views.json` in a root or the nearest directory above.
 * @returns where it is, else where it would be put: at the top of the git work tree, else in the root
 */
export function findProjectViews(root: string): {file: string; exists: boolean} {
	for (const directory of upwards(root)) {
		const file = path.join(directory, insideProject);
		if (existsSync(file)) return {file, exists: true};
	}
	for (const directory of upwards(root))
		if (existsSync(path.join(directory, '.git'))) return {file: path.join(directory, insideProject), exists: false};
	return {file: path.join(root, insideProject), exists: false};
}
