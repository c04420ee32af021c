import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Json} from '../../core/run.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, Listing} from '../format.ts';
import {judgeHead as judgeLines, isPlausible as mayBeLines} from '../jsonl/detect.ts';
import {stemOf} from '../plain/files-source.ts';
import {isConfigName} from '../plain/names/config-names.ts';
import {phaseLosses} from '../plain/names/phase-losses.ts';
import {stepRank} from '../plain/names/step-names.ts';
import {isMetricName, tellingRank} from '../plain/names/telling.ts';
import {isPacked} from '../plain/packed.ts';
import {peekFiles} from '../plain/peek-files.ts';
import {withSettings} from '../plain/settings-file.ts';
import {isOutputName} from '../textlog/detect.ts';
import {isObject, objectOf} from '../values.ts';
import {withWordsApart} from './curve-names.ts';
import {curvesOf, type JsonCurves} from './curves-of.ts';
import {modelsOf} from './models-of.ts';
import {mayBeValue, readWritten} from './written-value.ts';

const headBytes = 65_536;
/** Where people put what their trainings tell. */
const resultsFolder =
	/^(?:results?|runs?|exp(?:eriment)?s?|outputs?|logs?|ablations?|histor(?:y|ies)|metrics|curves|loss(?:es)?)$/i;
/** Of files whose names say nothing, in a directory: more are data. */
const mostUntold = 32;
/** What trackers write there, which their readers read. */
const ofTrackers = /^(?:trainer_state|trial)\.json$/;
/** A list of numbers that only something that learns has. */
const learntList = /"[^"\n]*(?:loss|reward)[^"\n]*"\s*:\s*\[\s*-?\d/i;
/** What holds settings, or what else there is to say of a run: its environment, its seed. */
const ofRun = (key: string): boolean => isConfigName(key) || /^meta_?(?:data)?$/i.test(key);
/** Fewer values may be one for each fold, seed or size of a model. */
const fewestUntold = 12;
/** Of a training whose loss falls, beside that of other data. */
const fewestFallen = 3;

/** Claims for the JSON files of a directory that hold curves. */
export function detectJson(listing: Listing, files: FileAccess): Claim[] {
	const plain = {...listing, entries: listing.entries.filter(({name}) => !isPacked(name))};
	const claims = peekFiles(plain, files, {
		format: 'json',
		isPlausible: mayHoldCurves(plain),
		judgeHead,
		headBytes,
	});
	return withSettings(
		claims.map(claim => (holdsSeveral(claim, files) ? {...claim, path: claim.files[0]!} : claim)),
		listing,
	);
}

/** True for the only file of a run that holds several trainings: it is the place of them all. */
function holdsSeveral({files: paths}: Claim, files: FileAccess): boolean {
	const [only, ...others] = paths;
	if (only === undefined || others.length > 0) return false;
	const {value} = readWritten(decodeFile(files.readRange(only, 0, headBytes) ?? new Uint8Array(0)));
	return value !== undefined && modelsOf(value, stemOf(only)) !== null;
}

/** True for a file that is named as what tells of a training. */
function isPlausible({name, kind}: Entry): boolean {
	// A tracker's own record of a run, which its reader has read.
	return kind === 'file' && /\.json$/i.test(name) && isTold(name) && !/^(?:run|summary|output)$/i.test(stemOf(name));
}

/** Files of a directory that may hold curves once they are written again. */
export function mayHoldCurves(listing: Listing): (entry: Entry) => boolean {
	const untold = new Set(untoldIn(listing));
	return entry => isPlausible(entry) || untold.has(entry);
}

const isTold = (name: string): boolean => tellingRank(withWordsApart(stemOf(name))) > 0;

/**
 * True for what is a training's although the name of its file says nothing: long lists of several metrics, or of one and settings. One list of losses
 * alone may be of sums of money, of rewards what somebody won.
 */
function tellsItself(value: Json, {columns}: JsonCurves): boolean {
	const metrics = columns.filter(column => isMetricName(column.name) && column.values.length >= fewestUntold);
	const hasSettings = Object.entries(objectOf(value)).some(([key, inner]) => ofRun(key) && isObject(inner));
	return metrics.length > (hasSettings ? 0 : 1) || falls(value, columns);
}

/**
 * True for losses of a few epochs, each below the one before as those of folds are not, with those of other data at as many, and metrics alone: beside
 * the widths of models they would be one for each.
 */
function falls(value: Json, columns: JsonCurves['columns']): boolean {
	const isOfCourse = (name: string) => isMetricName(name) || stepRank(name) >= 0;
	const lists = Object.entries(objectOf(value)).filter(([, inner]) => Array.isArray(inner));
	if (![...lists.map(([key]) => key), ...columns.map(({name}) => name)].every(isOfCourse)) return false;
	const {trained, others} = phaseLosses(columns.map(({name}) => name));
	const valuesOf = (name: string) => columns.find(column => column.name === name)?.values ?? [];
	return trained.map(valuesOf).some(values => {
		// A loss that ends without a value has not fallen to 0.
		const isFalling =
			values.length >= fewestFallen &&
			values.every((value, i) => value !== null && (i === 0 || Number(value) < Number(values[i - 1])));
		return isFalling && others.some(name => valuesOf(name).length === values.length);
	});
}

/** Files that are called after the run alone, `sgd_seed1.json`, where results lie, and no output that they would hide; what is in them has to tell. */
function untoldIn({path, within, entries}: Listing): Entry[] {
	const folders = path.slice(within?.length ?? 0).split('/');
	if (!folders.some(folder => resultsFolder.test(folder)) || entries.some(isOutputName)) return [];
	const found = entries.filter(
		({name, kind}) => kind === 'file' && /\.json$/i.test(name) && !isTold(name) && !ofTrackers.test(name),
	);
	return found.length > mostUntold ? [] : found;
}

/** Names of the curves in a file, joined; null for a file without any. `head` is its beginning. */
function judgeHead(name: string, head: Uint8Array): string | null {
	const text = decodeFile(head);
	if (!mayBeValue(text) || (!isTold(name) && !learntList.test(text))) return null;
	const {value} = readWritten(text);
	const curves = value === undefined ? null : curvesOf(value, stemOf(name));
	if (value === undefined || curves === null || (!isTold(name) && !tellsItself(value, curves))) return null;
	// Of lines in a file that is called so a reader tells that needs no whole one.
	if (mayBeLines({name, kind: 'file'}) && judgeLines(name, head) !== null) return null;
	return [...curves.columns.map(column => column.name), ...curves.tables.map(table => table.signature)].sort().join('\n');
}
