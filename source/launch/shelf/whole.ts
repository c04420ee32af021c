import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import type {JournalEntry} from '../../formats/native/index.ts';
import {moveDirectory} from '../../io/directories.ts';
import {isDirectory} from '../../io/look.ts';
import type {Move} from './move.ts';
import {moveTo, nativeShelf, placeOf} from './native.ts';

/** Moving the directories of trackers that have no trash themselves, where a person asks for it. */

/** Why a run's directory cannot be moved as a whole without something being lost; null where it can. */
export function whyNotWhole({path: at, facts, hasLocalId, holdsOthers, format}: Target): string | null {
	if (!isDirectory(at))
		return holdsOthers
			? `it lies in a file with other runs: ${at}`
			: `it is kept in a file, and only directories are moved: ${at}`;
	if (holdsOthers) return 'other runs lie in its directory';
	if (facts.id === null || hasLocalId) return `a run of ${format} is known by its path, so what was said of it would be lost`;
	return null;
}

/** Into the trash or the archive beside it. */
export function moveWhole(target: Target, to: 'trash' | 'archive'): Move {
	const {toTrash, toArchive} = nativeShelf(target);
	return to === 'trash' ? toTrash : toArchive!;
}

/** Back beside the trash or the archive, under the name that the journal says it had; null where it was not moved. */
export function moveBack({path: at}: Target, entries: readonly JournalEntry[]): Move | null {
	const {now, home} = placeOf(at);
	if (now === null) return null;
	const value = entries.findLast(({op}) => op === 'archive' || op === 'delete')?.value ?? null;
	const from = value !== null && typeof value === 'object' && !Array.isArray(value) ? value.from : null;
	if (typeof from !== 'string') return moveTo(at, home);
	const to = path.join(home, path.basename(from));
	return {lines: [{label: 'moves', text: `${at} to ${to}`}], to, perform: () => moveDirectory(at, to)};
}
