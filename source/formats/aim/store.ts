import type {FileAccess} from '../../core/files/files.ts';
import type {WithoutRuns} from '../format.ts';

/** What a store has beside the directories of its runs: their points, indexes, locks. */
const besideRuns = /\/\.aim\/(?:(?!meta$)[^/]+|meta\/(?!chunks$)[^/]+)$/;
/** `aim upgrade 2to3` is how Aim itself makes runs of its version 2 those of version 3 (aim/cli/upgrade). */
const emptyStore =
	'a store of Aim without runs in meta/chunks: if Aim 2 wrote it, `aim upgrade 2to3` makes them readable; if it is a copy, copy meta and seqs too';

/**
 * Why no run lies in a directory of a store, and in a store that has no run of a version that is read: 3 keeps them in `meta/chunks`, 2 in the names of
 * branches.
 */
export function withoutRuns(directory: string, name: string, files: FileAccess): WithoutRuns | null {
	if (besideRuns.test(directory)) return {why: 'belongs to the runs of Aim in meta/chunks'};
	return name === '.aim' && !files.exists(`${directory}/meta/chunks`) ? {why: emptyStore, isStore: true} : null;
}
