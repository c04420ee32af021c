import {diffTexts, type FileDiff, findMoves} from './diff-texts.ts';

/** How the code of two runs differs. */
export interface CodeDiff {
	/** What was compared: "commits 4f1c2aa → 9d0e1b2", "the copies in both runs"; null where there was nothing to compare. */
	how: string | null;
	files: FileDiff[];
	/** What could not be compared, and why. */
	notes: string[];
}

/** The texts of a run's code by path; a file that it does not have is missing. */
export type CodeTexts = ReadonlyMap<string, string>;

const mostFiles = 400;

/** Compares two sets of files. */
export function diffCode(how: string, before: CodeTexts, after: CodeTexts, notes: readonly string[]): CodeDiff {
	const paths = [...new Set([...before.keys(), ...after.keys()])]
		.filter(path => before.get(path) !== after.get(path))
		.sort((a, b) => (a < b ? -1 : 1));
	const diffs = paths
		.slice(0, mostFiles)
		.flatMap(path => diffTexts(path, before.get(path) ?? null, after.get(path) ?? null) ?? []);
	const left = paths.length - mostFiles;
	return {
		how,
		files: findMoves(diffs, before, after),
		notes: left > 0 ? [...notes, left === 1 ? '1 more file differs' : `${left} more files differ`] : [...notes],
	};
}

/** Lines that a difference adds and takes away in all its files. */
export function countChanges({files}: CodeDiff): {added: number; removed: number} {
	return {
		added: files.reduce((sum, file) => sum + file.added, 0),
		removed: files.reduce((sum, file) => sum + file.removed, 0),
	};
}
