import type {FileAccess} from '../../../core/files/files.ts';
import type {Json, JsonObject, Problem} from '../../../core/run.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import {isComposite} from '../places/identity.ts';
import {type EndMarks, readObject} from '../record/marks.ts';
import type {RunRecord} from '../record/record.ts';
import {isSameTail, textAt} from '../record/values.ts';
import type {TaskRow} from '../tasks/tasks.ts';
import {isBegunAgain} from './status.ts';

/** A record names its moment, takes the state of the code, and is written. */
const recordingMs = 60_000;

interface Places {
	files: FileAccess;
	directory: string;
	record: RunRecord;
	row: TaskRow | null;
	marks: EndMarks;
	problems: Problem[];
}

/** What the run returned: its record says, or the row of its task, or, before 0.10, results.json. */
export function resultOf({files, directory, record, row, marks, problems}: Places): JsonObject {
	if (record.result !== null) return record.result;
	const returned = row === null ? null : resultOfRow(row, directory, record);
	if (returned !== null) return returned;
	if (record.raw.result_storage === 'record') return {};
	if (!hasReturned(record, row, marks) && !(marks.error === null && isWrittenSince(files, directory, record))) return {};
	return readObject(files, `${directory}/${fileNames.legacyResults}`, problems) ?? {};
}

/**
 * False where results.json is of an earlier run, or of another task in the same directory: a run that failed wrote none, and 0.8 and 0.9 write it
 * right before run.complete, which `--force` takes away at a start while results.json stays (run_record.py). A record that cannot be read says
 * nothing of its version.
 */
function hasReturned({generation, raw, isDamaged}: RunRecord, row: TaskRow | null, marks: EndMarks): boolean {
	if (marks.error !== null || isBegunAgain(row, marks)) return false;
	const leavesMark = generation === 'current' && !isDamaged && Object.keys(raw).length > 0;
	return marks.complete || row?.status === 'done' || !leavesMark;
}

/**
 * True where results.json is newer than the record of this start: a run may be killed, or copied, before its mark is there. Only by times of files that
 * are those of the run: in a copy they say nothing.
 */
function isWrittenSince(files: FileAccess, directory: string, {startedAtMs}: RunRecord): boolean {
	const [recordedAtMs, returnedAtMs] = [fileNames.lock, fileNames.legacyResults].map(
		name => files.stat(`${directory}/${name}`)?.modifiedAtMs ?? Number.NaN,
	);
	const isOfRun = startedAtMs !== null && Math.abs(recordedAtMs! - startedAtMs) <= recordingMs;
	return isOfRun && returnedAtMs! > recordedAtMs!;
}

/** What the row of a task says that it returned, null where it says nothing. */
export function resultOfRow(row: TaskRow, directory: string, record: RunRecord): JsonObject | null {
	const returned = returnedOf(row, directory, record);
	if (returned === undefined || returned === null) return null;
	return isObject(returned) ? returned : {result: returned};
}

/** Of a composite task the row lists what each stage returned. */
function returnedOf(row: TaskRow, directory: string, {saveDirectory}: RunRecord): Json | undefined {
	if (row.result === null) return undefined;
	const {value} = readYaml(row.result, 'PyYAML');
	if (!isComposite(row) || !Array.isArray(value)) return value;
	const stages = value.filter(isObject);
	const own =
		stages.find(stage => saveDirectory !== null && stage.save_dir === saveDirectory) ??
		stages.find(stage => isSameTail(directory, textAt(stage, 'save_dir') ?? ''));
	return own?.result;
}
