import type {FileAccess} from '../../../core/files/files.ts';
import {fileNames} from '../layout.ts';
import type {EndMarks} from '../record/marks.ts';
import {parseObject} from '../record/read-record.ts';
import type {RunRecord} from '../record/record.ts';
import {textAt, timeOf} from '../record/values.ts';
import type {TaskRow} from '../tasks/tasks.ts';

const quarterMs = 15 * 60_000;
const furthestMs = 14 * 3_600_000;
/** A record names its moment, takes the state of the code, and is written. */
const writingMs = 60_000;
/** As most are: so near to a whole quarter of an hour comes one copy in 225. */
const promptMs = 2000;
/** A mark of an end is written as soon as its moment is named. */
const markingMs = 500;
const mostRows = 20;

export interface ZoneEvidence {
	files: FileAccess;
	directory: string;
	record: RunRecord;
	marks: EndMarks;
	/** Its own row, or those of its tasks: their times are UTC. */
	rows: readonly TaskRow[];
}

/**
 * How far the stamps of a run are ahead of what they say here, in milliseconds, below 0 where they are behind; up to 0.9 they are local times without an
 * offset (`datetime.now().isoformat()`), so that those of a machine in another zone are hours off. It is proven by the tasks database, by a run.lock
 * that was written before the moment that it names, or by the files of record and end, both off alike; of a run without an end, by a record that lies
 * whole quarters of an hour behind its file, nearly to the second. 0 where nothing proves it.
 */
export function zoneShift({files, directory, record, marks, rows}: ZoneEvidence): number {
	const stamp = localStamp(record.raw.timestamp);
	// Marks are of the version that wrote the record.
	if (stamp === null && record.startedAtMs !== null) return 0;
	for (const {startedAtMs, snapshot} of rows.slice(0, mostRows)) {
		const named = localStamp(parseObject(snapshot)?.timestamp);
		const shift = named === null || startedAtMs === null ? null : shiftOf(named - startedAtMs, writingMs);
		if (shift !== null) return shift;
	}
	const offOf = (name: string, namedMs: number | null, mostMs: number): number | null => {
		const stat = namedMs === null ? null : files.stat(`${directory}/${name}`);
		return stat === null ? null : shiftOf(namedMs! - stat.modifiedAtMs, mostMs);
	};
	const byMark = offOf(marks.error === null ? fileNames.complete : fileNames.error, marks.endedAtMs, markingMs);
	// That the code has changed is added at the end.
	const byLock = offOf(fileNames.lock, 'code_drift' in record.raw ? null : stamp, writingMs);
	// A copy is younger than what it says, and never older.
	if ((byMark ?? 0) > 0) return byMark!;
	// What runs has no mark yet: hours early, its start would come before any process that can be its own.
	const byPromptLock = marks.endedAtMs === null && byLock !== null ? offOf(fileNames.lock, stamp, promptMs) : null;
	return byLock !== null && (byLock > 0 || byLock === byMark || byLock === byPromptLock) ? byLock : 0;
}

/** A record and its marks with the times that they mean. */
export function inZone(record: RunRecord, marks: EndMarks, shiftMs: number): {record: RunRecord; marks: EndMarks} {
	if (shiftMs === 0) return {record, marks};
	const moved = (ms: number | null) => (ms === null ? null : ms - shiftMs);
	return {
		record: {...record, startedAtMs: moved(record.startedAtMs)},
		marks: {...marks, endedAtMs: moved(marks.endedAtMs)},
	};
}

/** Milliseconds of a stamp that says no offset, as it reads here; null for any other. */
function localStamp(value: RunRecord['raw'][string] | undefined): number | null {
	const text = textAt({value: value ?? null}, 'value');
	return text === null || !/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? null : timeOf(text);
}

/** The zones' quarter of an hour that a difference is, null where it is none. */
function shiftOf(offMs: number, mostMs: number): number | null {
	const shift = Math.round(offMs / quarterMs) * quarterMs;
	return Math.abs(offMs - shift) <= mostMs && Math.abs(shift) <= furthestMs ? shift : null;
}
