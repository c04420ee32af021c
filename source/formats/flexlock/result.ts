import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject, Problem} from '../../core/run.ts';
import {readYaml} from '../../encodings/yaml/yaml.ts';
import {isObject} from '../values.ts';
import {isComposite} from './identity.ts';
import {fileNames} from './layout.ts';
import {type EndMarks, readObject} from './record/marks.ts';
import type {RunRecord} from './record/record.ts';
import {isSameTail, textAt} from './record/values.ts';
import type {TaskRow} from './tasks/tasks.ts';

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
	const returned = row === null ? undefined : returnedOf(row, directory, record);
	if (returned !== undefined && returned !== null) return isObject(returned) ? returned : {result: returned};
	// A run that failed wrote none: what lies there is of an earlier one, or of another task in the same directory.
	if (record.raw.result_storage === 'record' || marks.error !== null) return {};
	return readObject(files, `${directory}/${fileNames.legacyResults}`, problems) ?? {};
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
