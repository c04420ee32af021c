import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {numberOf, objectOf, textOf} from '../values.ts';
import {isFailed, Keys, type Row} from './row.ts';

/** Both begin a line. */
const config = /^\{"type":\s*"config",.*"metricName":/;
const run = /^\{"run":\s*\d+,.*"status":/;

/** True for the beginning of such a file. */
export const areLines = (head: string): boolean => head.split('\n').some(line => config.test(line) || run.test(line));

/** The experiments in autoresearch.jsonl of pi-autoresearch: a line each, below one with what is measured and which way that is better. */
export function rowsOfLines(text: string): Row[] {
	let about: JsonObject = {};
	const keys = new Keys();
	return text.split('\n').flatMap(line => {
		const said = objectOf(parseTolerantJson(line));
		if (said.type === 'config') about = said;
		const number = numberOf(said.run);
		return number === null ? [] : [rowOf(said, about, keys.next(String(number)))];
	});
}

function rowOf(said: JsonObject, about: JsonObject, key: string): Row {
	const decision = textOf(said.status) ?? '';
	const metric = textOf(about.metricName) ?? 'metric';
	const results: JsonObject = {};
	for (const [name, value] of [[metric, said.metric] as const, ...Object.entries(objectOf(said.metrics))]) {
		const number = numberOf(value);
		// Of what failed it only fills the line.
		if (number !== null && !(number === 0 && isFailed(decision))) setKey(results, name, number);
	}
	const direction = textOf(about.bestDirection);
	const atMs = numberOf(said.timestamp);
	const group = textOf(about.name);
	return {
		key,
		commit: textOf(said.commit) ?? '',
		decision,
		description: textOf(said.description) ?? '',
		results,
		words: {},
		...(direction !== null && {aim: {metric, goal: direction === 'lower' ? 'minimize' : 'maximize'}}),
		...(group !== null && {group}),
		...(atMs !== null && {atMs}),
	};
}
