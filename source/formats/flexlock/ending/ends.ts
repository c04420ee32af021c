import type {FileAccess} from '../../../core/files/files.ts';
import {locate} from '../places/relocate.ts';
import {readMarks} from '../record/marks.ts';
import {directoriesOfRow} from '../record/read-record.ts';
import type {RunRecord} from '../record/record.ts';
import type {TaskRow} from '../tasks/tasks.ts';

const mostRows = 20;

/**
 * When something ended that the database alone tells. Its times are whole seconds with the rest cut off, so that an end can seem to come
 * before the start, or a sweep's before its last task's: of what is known to lie in that second the latest counts.
 */
export function endInSecond(wholeMs: number | null, known: Iterable<number | null>): number | null {
	if (wholeMs === null) return null;
	let latest = wholeMs;
	for (const ms of known) if (ms !== null && ms < wholeMs + 1000) latest = Math.max(latest, ms);
	return latest;
}

/**
 * Ends that the tasks of a sweep marked in their own directories, of those that its database has end at `wholeMs`.
 * @param zoneMs how far their stamps are ahead of what they mean
 */
export function* markedEnds(
	files: FileAccess,
	directory: string,
	record: RunRecord,
	rows: readonly TaskRow[],
	wholeMs: number | null,
	zoneMs = 0,
): Generator<number> {
	const last = wholeMs === null ? [] : rows.filter(({endedAtMs}) => endedAtMs === wholeMs).slice(-mostRows);
	for (const recorded of last.flatMap(directoriesOfRow)) {
		const path = within(files, directory, record, recorded) ?? locate(files, directory, record, recorded);
		const endedAtMs = path === null ? null : readMarks(files, path, []).endedAtMs;
		if (endedAtMs !== null) yield endedAtMs - zoneMs;
	}
}

/** Where a task in the directory of its sweep lies, whatever that is called now; null where it lies elsewhere. */
function within(files: FileAccess, directory: string, {saveDirectory}: RunRecord, recorded: string): string | null {
	if (saveDirectory === null || !recorded.startsWith(`${saveDirectory}/`)) return null;
	const path = `${directory}${recorded.slice(saveDirectory.length)}`;
	return files.stat(path) === null ? null : path;
}
