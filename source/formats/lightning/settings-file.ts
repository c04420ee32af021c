import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {CsvScanner} from '../../encodings/csv.ts';
import {parsePythonDict} from '../../encodings/json/python-literal.ts';
import {parseDumpedYaml} from '../dumped.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';

/** Names of the file with hyperparameters, the newest first: before 0.8 they were a table (pytorch_lightning/core/saving.py of 0.7). */
export const settingsFiles = ['hparams.yaml', 'meta_tags.csv'] as const;

const comma = 0x2c;

/** The file with the hyperparameters of a version's directory. */
export function openSettings(directory: string, files: FileAccess): WholeFile<JsonObject> {
	const [yaml, table] = settingsFiles.map(name => `${directory}/${name}`) as [string, string];
	const isOld = files.stat(yaml) === null && files.stat(table) !== null;
	return isOld ? new WholeFile(table, files, parseTags) : new WholeFile(yaml, files, parseDumpedYaml);
}

/** A table of `key,value`, where a value is what it means to Python, else a text. */
function parseTags(bytes: Uint8Array): Parsed<JsonObject> {
	const tags: JsonObject = {};
	let row = 0;
	const scanner: CsvScanner = new CsvScanner(comma, () => {
		const [key, value] = [scanner.text(0), scanner.count > 1 ? scanner.text(1) : ''];
		if (row++ > 0) setKey(tags, key, literal(value));
	});
	scanner.scan(bytes.at(-1) === 0x0a ? bytes : new Uint8Array([...bytes, 0x0a]));
	return {value: tags, fault: null};
}

function literal(text: string): Json {
	const {value, ...more} = parsePythonDict(`{'value': ${text}}`) ?? {};
	return value === undefined || Object.keys(more).length > 0 ? text : value;
}
