import type {Json, JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {stemOf} from '../plain/files-source.ts';
import {parseTime} from '../stores/times.ts';
import type {Parsed} from '../whole-file.ts';
import type {KeptTrial} from './kept-study.ts';
import {type Study, type Trial, trialStates} from './trial.ts';

const valueNames = /^(?:value|values_(.+))$/;
const comma = 0x2c;
const words: Readonly<Record<string, Json>> = {True: true, False: false};

/** True for the first line of a table that `Study.trials_dataframe` gave (optuna/study/_dataframe.py), whichever of its columns were asked for. */
export function isTrialTable(head: Uint8Array): boolean {
	const names = new Set(decodeFile(head).split(/\r?\n/, 1)[0]!.split(','));
	const isOfTrials = names.has('datetime_start') || [...names].some(name => name.startsWith('params_'));
	return isOfTrials && names.has('number') && names.has('state') && [...names].some(name => valueNames.test(name));
}

/** What a cell holds; null for an empty one, which pandas writes for None, for NaN, and for what a trial does not have. */
function cellOf(scanner: CsvScanner, column: number): Json {
	const kind = scanner.kinds[column];
	if (column >= scanner.count || kind === cellKinds.empty) return null;
	if (kind === cellKinds.number) return scanner.values[column]!;
	const text = scanner.text(column);
	return words[text] ?? text;
}

function trialOf(row: ReadonlyMap<string, Json>, study: Study): Trial | null {
	const number = row.get('number');
	const state = trialStates.find(name => name === String(row.get('state')).replace('TrialState.', ''));
	if (typeof number !== 'number' || !Number.isSafeInteger(number) || state === undefined) return null;
	const parts: Record<'params' | 'user_attrs' | 'system_attrs', JsonObject> = {params: {}, user_attrs: {}, system_attrs: {}};
	const values: (number | null)[] = [];
	for (const [name, value] of row) {
		if (valueNames.test(name)) values.push(typeof value === 'number' ? value : null);
		const [, part, key] = /^(params|user_attrs|system_attrs)_(.+)$/.exec(name) ?? [];
		if (part !== undefined && value !== null) setKey(parts[part as keyof typeof parts], key!, value);
	}
	const timeOf = (name: string) => {
		const time = row.get(name);
		return typeof time === 'string' ? parseTime(time, 'local') : null;
	};
	return {
		study,
		number,
		state,
		startedAtMs: timeOf('datetime_start'),
		completedAtMs: timeOf('datetime_complete'),
		values: values.every(value => value === null) ? null : values,
		params: parts.params,
		userAttributes: parts.user_attrs,
		systemAttributes: parts.system_attrs,
		signMs: null,
		hasPoints: false,
	};
}

/** The trials in such a table, as those of a study that is named after its file: neither its own name nor its goals are in there. */
export const trialTableReader =
	(file: string) =>
	(bytes: Uint8Array): Parsed<KeptTrial[]> => {
		const study: Study = {name: stemOf(file), goals: [], userAttributes: {}, systemAttributes: {}, slowestMs: 0};
		const found: KeptTrial[] = [];
		let names: string[] | null = null;
		let odd = 0;
		const scanner = new CsvScanner(comma, () => {
			if (names === null) {
				names = Array.from({length: scanner.count}, (_, i) => scanner.text(i));
				study.systemAttributes = metricNames(names);
				return;
			}
			// Below columns of several settings (`multi_index`) is which of them each has.
			if (found.length === 0 && names.includes('params') && scanner.kinds[names.indexOf('number')] === cellKinds.empty) {
				names = names.map((name, i) => (scanner.text(i) === '' ? name : `${name}_${scanner.text(i)}`));
				return;
			}
			const trial =
				scanner.count === names.length ? trialOf(new Map(names.map((name, i) => [name, cellOf(scanner, i)])), study) : null;
			if (trial === null) odd++;
			else found.push({trial, reports: new Map()});
		});
		// What a person has saved again may lack the last line feed.
		const rest = scanner.scan(bytes);
		if (rest < bytes.length) scanner.scan(Buffer.concat([bytes.subarray(rest), Buffer.from('\n')]));
		if (names === null) return {value: null, fault: 'is no table of trials that can be read'};
		for (const {trial} of found)
			study.slowestMs = Math.max(study.slowestMs, (trial.completedAtMs ?? Number.NaN) - (trial.startedAtMs ?? 0) || 0);
		return {
			value: found,
			fault: odd === 0 ? null : `has ${odd} ${odd === 1 ? 'row that is no trial' : 'rows that are no trials'}`,
		};
	};

/** Names that the study gives its objectives, which its table has instead of their numbers. */
function metricNames(columns: readonly string[]): JsonObject {
	const given = columns.flatMap(column => valueNames.exec(column)?.[1] ?? []);
	return given.length === 0 || given.every((name, i) => name === String(i)) ? {} : {'study:metric_names': given};
}
