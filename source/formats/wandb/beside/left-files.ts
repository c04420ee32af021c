import type {FileAccess} from '../../../core/files/files.ts';
import type {JsonObject} from '../../../core/run.ts';
import {parseExactJson} from '../../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../../encodings/text/text.ts';
import {parseDumpedBy} from '../../dumped.ts';
import {at, isObject, numberOf, objectOf} from '../../values.ts';
import type {RunDirectory} from '../run-directory.ts';

const mostConfigBytes = 1024 * 1024;
/** `wandb.watch` leaves a histogram of each layer in there. */
const mostSummaryBytes = 16 * 1024 * 1024;

/** What the files beside a log tell of a run of which that has nothing: it was left behind, has not been written yet, or was lost. */
export interface LeftFiles {
	/** As it was given, with the tracker's own part apart. */
	config: JsonObject;
	/** The newest values as the tracker sums them up. */
	summary: JsonObject;
	/** When they were logged, milliseconds; null where that is not known. */
	newestMs: number | null;
	runtimeSeconds: number | null;
}

export function readLeftFiles({config, summary}: RunDirectory, files: FileAccess): LeftFiles {
	const settings = files.readWhole(config, mostConfigBytes);
	const bytes = files.readWhole(summary, mostSummaryBytes);
	const {_wandb: own, ...values} = objectOf(bytes === null ? null : parseExactJson(decodeFile(bytes)));
	const seconds = numberOf(values._timestamp);
	return {
		config: settings === null ? {} : parametersOf(parseDumpedBy(settings, 'core').value ?? {}).parameters,
		summary: values,
		newestMs: seconds === null ? null : seconds * 1000,
		runtimeSeconds: isObject(own) ? numberOf(at(own, 'runtime')) : null,
	};
}

/** `{name: {desc, value}}` → values; the tracker's own part apart. */
export function parametersOf(config: JsonObject): {parameters: JsonObject; own: JsonObject} {
	const values: JsonObject = {};
	for (const [key, entry] of Object.entries(config)) if (isObject(entry) && entry.value !== undefined) values[key] = entry.value;
	const {_wandb: own, ...parameters} = values;
	return {parameters, own: isObject(own) ? own : {}};
}
