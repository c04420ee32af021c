import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {parseTime} from '../stores/times.ts';
import {isObject} from '../values.ts';

/** What trackio calls a run. */
export interface TrackioName {
	id: string | null;
	/** Path of the database where the id means nothing beyond it. */
	idScope: string | null;
	name: string | null;
	project: string;
	/** Path of the project: that of its database, without its ending. */
	place: string;
}

/** What trackio says of a run apart from its points. */
export interface TrackioRun extends TrackioName {
	config: JsonObject;
	firstMs: number | null;
	lastMs: number | null;
}

/** A thread of the program hands rows on about twice a second; nothing tells the end. */
const habits: WriterHabits = {bufferMs: 5000, bufferBytes: 0, marksEnd: false, holdsOpen: false};

const words: Record<string, number> = {
	NaN: Number.NaN,
	Infinity: Number.POSITIVE_INFINITY,
	'-Infinity': Number.NEGATIVE_INFINITY,
};
const deepest = 16;

/** @param parse what reads a whole text */
export function parseObject(text: string | null, parse = parseTolerantJson): JsonObject | null {
	const value = text === null ? undefined : parse(text);
	return isObject(value) ? value : null;
}

/** Numbers of a row by name, nested ones joined with "/"; media and tables, which say their `_type`, are none. */
export function* numbersOf(record: JsonObject, prefix = '', depth = 0): Generator<[string, number]> {
	for (const [key, value] of Object.entries(record)) {
		if (typeof value === 'number') yield [prefix + key, value];
		else if (typeof value === 'string' && Object.hasOwn(words, value)) yield [prefix + key, words[value]!];
		else if (isObject(value) && value._type === undefined && depth < deepest)
			yield* numbersOf(value, `${prefix}${key}/`, depth + 1);
	}
}

/** Non-finite words of a config as the numbers that they stand for. */
function restore(value: Json): Json {
	if (typeof value === 'string') return Object.hasOwn(words, value) ? words[value]! : value;
	if (Array.isArray(value)) return value.map(restore);
	if (!isObject(value)) return value;
	const out: JsonObject = {};
	for (const [key, inner] of Object.entries(value)) setKey(out, key, restore(inner));
	return out;
}

export function factsOfRun({id, idScope, name, project, place, config, firstMs, lastMs}: TrackioRun): Partial<RunFacts> {
	const own = (key: string) => (typeof config[key] === 'string' && config[key] !== '' ? config[key] : null);
	const parameters: JsonObject = {};
	for (const [key, value] of Object.entries(config)) if (!/^_[A-Z]/.test(key)) setKey(parameters, key, restore(value));
	return {
		id,
		idScope,
		name,
		group: own('_Group') ?? project,
		groupScope: place,
		user: own('_Username'),
		startedAtMs: parseTime(own('_Created'), 'utc') ?? firstMs,
		lastSignMs: lastMs,
		config: parameters,
		writer: habits,
		extra: {project},
	};
}
