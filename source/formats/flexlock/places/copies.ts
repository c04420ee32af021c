import type {FileAccess} from '../../../core/files/files.ts';
import {fileNames} from '../layout.ts';
import type {RunRecord} from '../record/record.ts';
import {recordedRoots} from './relocate.ts';

/** How many parts of a path are tried together, and how many directories above the run. */
const longestTail = 5;
const furthestUp = 6;
const mostBytes = 1024 * 1024;

/**
 * Where a recorded run has its copy in the tree that a run lies in, where that tree is the copy of one that is still there: the path of
 * `recorded` in the original leads to another directory of the copy, as that of the run itself leads to the run. Null where nothing is copied,
 * or the recorded run was not copied with it.
 */
export function copyOf(files: FileAccess, directory: string, record: RunRecord, recorded: string): string | null {
	if (!recorded.startsWith('/') || isWhereRecorded(directory, record)) return null;
	const [own, other] = [directory, recorded.replace(/\/+$/, '')].map(path => path.split('/')) as [string[], string[]];
	for (let depth = own.length - 1; depth > Math.max(0, own.length - 1 - furthestUp); depth--) {
		for (let length = 1; length <= Math.min(longestTail, other.length - 1); length++) {
			const [here, there] = [own.slice(0, depth).join('/'), other.slice(0, -length).join('/')];
			const copy = `${here}/${other.slice(-length).join('/')}`;
			if (here === there || copy === directory || !files.exists(copy)) continue;
			if (hasSameRecord(files, directory, `${there}/${own.slice(depth).join('/')}`)) return copy;
		}
	}
	return null;
}

/** True where the run lies where it was made, by its own record. */
function isWhereRecorded(directory: string, record: RunRecord): boolean {
	const saved = record.saveDirectory?.replace(/^\.\//, '').replace(/\/+$/, '');
	return saved === directory || recordedRoots(record).some(root => directory === `${root}/${saved}`);
}

/** True where two directories hold the record of one run, of which the one must be a copy then. */
export function hasSameRecord(files: FileAccess, one: string, other: string): boolean {
	const {lock, marker, complete, error} = fileNames;
	for (const name of [lock, marker, complete, error]) {
		const [own, its] = [files.stat(`${one}/${name}`), files.stat(`${other}/${name}`)];
		if (own === null && its === null) continue;
		if (own === null || its === null || own.size !== its.size || own.size === 0) return false;
		// One directory that is seen by two paths is no copy.
		if (own.inode === its.inode && own.device === its.device) return false;
		const [bytes, others] = [one, other].map(path => files.readWhole(`${path}/${name}`, mostBytes));
		return bytes != null && others != null && Buffer.compare(bytes, others) === 0;
	}
	return false;
}
