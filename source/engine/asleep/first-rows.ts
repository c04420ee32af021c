import type {FileAccess} from '../../core/files/files.ts';
import type {RunRow} from '../../core/row.ts';
import {areAsStamped, Looker, type Stamps} from './stamps.ts';

/** Rows at the top of the list as a screen left it, for the next one to show before it has found anything. Plain data. */
export interface FirstRows {
	/** What they were read with: another program, or other settings, would read otherwise. */
	readBy: string;
	rows: {row: RunRow; path: string; stamps: Stamps}[];
}

/**
 * The rows whose files have not changed since, with the keys 1, 2, …; none where they were kept by another program.
 * @param isLate true from when on no more files are looked at: on a slow disk the first rows come without the rest
 */
export function findFirstRows(kept: FirstRows | null, readBy: string, files: FileAccess, isLate: () => boolean): RunRow[] {
	if (kept?.readBy !== readBy) return [];
	const looker = new Looker(files);
	const sound = kept.rows.filter(({path, stamps}) => !isLate() && areAsStamped({claim: {path, files: []}}, stamps, looker));
	return sound.map(({row}, i) => ({...row, key: i + 1}));
}
