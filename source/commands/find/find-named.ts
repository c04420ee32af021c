import path from 'node:path';
import type {RunRow} from '../../core/row.ts';
import {foldStarts} from '../../core/table/lines/kinship.ts';
import {isFirstWord} from '../../formats/gage/first-word.ts';
import {namesPath} from './roots.ts';

/**
 * Runs that a word means: an id, a path, a name, the beginning of an id, the first word of a name of Gage, or the end of a path, as a run is called
 * where less is looked at; the first kind that fits anything counts. Of several starts in the same files a place means the one that is listed.
 */
export function findNamed(rows: readonly RunRow[], word: string): RunRow[] {
	const absolute = path.resolve(word);
	const isThere = namesPath(word);
	const tests: ((row: RunRow) => boolean)[] = [
		row => row.id === word,
		row => row.path === absolute || row.dir === word,
		row => row.name === word.trim(),
		row => word.length >= 3 && row.id.startsWith(word),
		row => isFirstWord(word, row.name),
		// What is there is meant as what it is.
		row => !isThere && row.path.endsWith(`/${word}`),
	];
	for (const test of tests) {
		const found = rows.filter(test);
		if (found.length === 0) continue;
		const shown = foldStarts(rows);
		if (shown === rows) return found;
		const standing = found.filter(row => shown.includes(row));
		return standing.length > 0 ? standing : found;
	}
	return [];
}
