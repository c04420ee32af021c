import type {Json, JsonObject} from '../../core/run.ts';
import {judgeHead} from '../jsonl/detect.ts';
import {spell} from '../jsonl/respell-line.ts';
import {isConfigName} from '../plain/names/config-names.ts';
import {isTellingStep} from '../plain/names/step-names.ts';
import {isMetricName, tellingRank} from '../plain/names/telling.ts';
import {isObject, objectOf} from '../values.ts';
import {areOfThings, type Column, columnsOf, numbersOf} from './columns.ts';
import {
	type Around,
	aroundOf,
	isCounter,
	isCurveName,
	isHolder,
	isJudgement,
	isLearnt,
	isMeasure,
	isOfTraining,
	tellsCourse,
} from './curve-names.ts';

/** Objects of a list that each stand for a step, as the lines of a file would. */
export interface Table {
	/** What stands before the names of its metrics. */
	path: string;
	/** What stands before those that another list has too. */
	key: string;
	rows: readonly JsonObject[];
	/** Paths of their numbers, joined. */
	signature: string;
}

/** What a JSON value has of a run. */
export interface JsonCurves {
	columns: Column[];
	tables: Table[];
	config: JsonObject;
	summary: JsonObject;
}

const deepest = 3;
const judgedRows = 8;
const longestText = 200;
const mostSummary = 200;
/** `epoch_1`, `Epoch 2` as keys of an object an epoch, and `3`, which says less. */
const countedKey = /^(?:(epoch|step|iter(?:ation)?|round|episode)[-_ ]?)?(\d+)$/i;

/**
 * The curves in a JSON value, and what stands beside them; null where it has none.
 * @param stem name of its file without the ending
 */
export function curvesOf(value: Json, stem: string): JsonCurves | null {
	const found: JsonCurves = {columns: [], tables: [], config: {}, summary: {}};
	const numbers = Array.isArray(value) && value.length > 2 && isCurveName(stem) ? numbersOf(value) : null;
	if (numbers !== null)
		return {...found, columns: [{name: stem, values: numbers, steps: numbers.map((_, i) => i + 1), byEpoch: false}]};
	take(found, value, {path: '', name: stem, key: stem, says: aroundOf(stem), depth: 0});
	// The longest one is the course itself: it keeps the names that others have too.
	found.tables.sort((a, b) => b.rows.length - a.rows.length);
	return found.columns.length + found.tables.length > 0 ? found : null;
}

/** Where a value lies. */
interface Place {
	path: string;
	/** The nearest name that speaks of a training, else that of the file. */
	name: string;
	/** The nearest key. */
	key: string;
	says: Around;
	depth: number;
	/** Epochs of a training whose rows are in a list beside it; undefined where none are. */
	epochs?: number;
}

function take(found: JsonCurves, value: Json, place: Place): void {
	const rows = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? rowsByKey(value, place.says) : [];
	if (rows.length > 0) {
		const signature = judgeRows(rows, place.name);
		if (signature !== null) found.tables.push({path: place.path, key: place.key, rows, signature});
		else if (Array.isArray(value) && rows.length === value.length) takeUncounted(found, rows, place);
		if (signature !== null || !isObject(value)) return;
	}
	if (!isObject(value)) return;
	const columns = columnsOf(value, place.path, place.says);
	addColumns(found, columns);
	const epochs = epochsIn(value);
	for (const [key, inner] of Object.entries(value))
		if (!columns.some(({name}) => name === place.path + key)) takeBeside(found, key, inner, {...place, epochs});
}

/** How many objects, one an epoch, a list has that is called a training's: `train_history`. */
const epochsIn = (object: JsonObject): number | undefined =>
	Object.entries(object)
		.flatMap(([key, value]) =>
			Array.isArray(value) && isOfTraining(key) && isObject(value[0]) && hasLoss(value[0]) ? [value.length] : [],
		)
		.at(0);

function addColumns(found: JsonCurves, columns: readonly Column[]): void {
	for (const column of columns) if (!found.columns.some(({name}) => name === column.name)) found.columns.push(column);
}

/** Objects that count nothing, one an epoch, in what holds a course: `train_history` with its losses, and `val_history` beside it. */
function takeUncounted(found: JsonCurves, rows: readonly JsonObject[], {path, says, epochs}: Place): void {
	const isTold = epochs === rows.length;
	if (!tellsOfCourse(says) || !(isTold || isOfEpoch(rows[0]!))) return;
	const keys = Object.keys(rows[0]!);
	const lists: JsonObject = Object.fromEntries(keys.map(key => [key, rows.map(row => row[key] ?? null)]));
	if (!areOfThings(lists, rows.length)) addColumns(found, columnsOf(lists, path, isTold ? 'training' : says));
}

const hasLoss = (row: JsonObject): boolean => Object.keys(row).some(key => typeof row[key] === 'number' && /loss/i.test(key));

/** True where most numbers of an object that counts nothing are metrics, and one is what only something that learns has. */
function isOfEpoch(row: JsonObject): boolean {
	const numbers = Object.keys(row).filter(key => typeof row[key] === 'number');
	return numbers.some(isLearnt) && 2 * numbers.filter(isMetricName).length > numbers.length;
}

/** What a key of an object holds that is none of its columns. */
function takeBeside(found: JsonCurves, key: string, value: Json, {path, name, says, depth, epochs}: Place): void {
	if (isObject(value) && isConfigName(key)) Object.assign(configAt(found.config, path), value);
	else if (isObject(value) && isConfigName(key.slice(key.lastIndexOf('_') + 1))) configAt(found.config, path)[key] = value;
	else if (typeof value === 'object' && value !== null) {
		if (depth >= deepest) return;
		const inner = isHolder(key) ? path : `${path}${key}/`;
		const speaking = tellingRank(key) === 2 ? key : name;
		take(found, value, {
			path: inner,
			name: speaking,
			key,
			says: aroundAt(key, says),
			depth: depth + 1,
			...(epochs !== undefined && {epochs}),
		});
	} else if (typeof value === 'number' && (depth > 0 || isMetricName(key) || /^(?:best|final|test)/i.test(key))) {
		if (Object.keys(found.summary).length < mostSummary) found.summary[path + key] = value;
	} else if (depth === 0 && value !== null && !(typeof value === 'string' && value.length > longestText))
		found.config[key] = value;
}

/** The settings of what lies at a path: of each of several models in one file its own. */
function configAt(config: JsonObject, path: string): JsonObject {
	let inner = config;
	for (const key of path.split('/').slice(0, -1)) {
		const next = objectOf(inner[key]);
		inner[key] = next;
		inner = next;
	}
	return inner;
}

/** What is said around the lists at a key: what a file is named after tells of the lists right in it alone. */
function aroundAt(key: string, above: Around): Around {
	if (above === 'training' || above === 'course') return isHolder(key) ? above : 'course';
	return tellsCourse(key) ? 'course' : above;
}

/** Objects under keys that count, each with its count; none for any other object. In what holds a course a bare number counts too. */
function rowsByKey(object: JsonObject, says: Around): JsonObject[] {
	const rows: JsonObject[] = [];
	for (const [key, value] of Object.entries(object)) {
		const [, unit, count] = countedKey.exec(key) ?? [];
		if (count === undefined || !isObject(value)) return [];
		if (unit === undefined && !(tellsOfCourse(says) && isOfEpoch(value))) return [];
		rows.push({[unit?.toLowerCase() ?? 'step']: Number(count), ...value});
	}
	return rows;
}

const tellsOfCourse = (says: Around): boolean => says === 'training' || says === 'course';

/** Paths of the numbers of rows that count steps and measure something, joined; null for any other list of objects. */
function judgeRows(rows: readonly JsonObject[], name: string): string | null {
	const first = rows.slice(0, judgedRows);
	const counts = (key: string) =>
		isCounter(key) && new Set(first.map(row => String(row[key]))).size * 2 > first.length && first.every(row => key in row);
	const keys = Object.keys(first[0]!);
	const counters = keys.filter(counts);
	// What a model was judged by in the end, episode by episode or by the steps of a sampler, is no course.
	if (isJudgement(name) && counters.every(key => /^episodes?$/i.test(key) || !isTellingStep(key))) return null;
	// What an agent did, and what that brought, is no training.
	if (keys.some(key => /^actions?$/i.test(key)) && !keys.some(key => /loss|epsilon/i.test(key))) return null;
	const isSure = counters.some(key => isTellingStep(key) || /^generation$/i.test(key));
	// Under a name that says little a counter of any table, such as `steps`, says as little.
	if (counters.length === 0 || (tellingRank(name) < 2 && !isSure)) return null;
	const signature = judgeHead(`${name}.jsonl`, linesOf(first));
	return signature !== null && ((isSure && tellingRank(name) === 2) || signature.split('\n').some(isMeasure)) ? signature : null;
}

/** Rows as lines of JSON. */
export function linesOf(rows: readonly JsonObject[]): Uint8Array {
	return new TextEncoder().encode(rows.map(row => `${spell(row)}\n`).join(''));
}
