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

function trialOf(row: ReadonlyMap<string, Json>, studyOf: (number: number) => Study): Trial | null {
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
		study: studyOf(number),
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

/**
 * Gives the study of a row by its name and the number of its trial. People put tables of several studies below one another: where a
 * number comes again, the next one begins.
 */
function studyFinder(systemAttributes: JsonObject) {
	const byName = new Map<string, {study: Study; numbers: Set<number>; count: number}>();
	return (name: string, number: number): Study => {
		const known = byName.get(name);
		if (known !== undefined && !known.numbers.has(number)) {
			known.numbers.add(number);
			return known.study;
		}
		const count = (known?.count ?? 0) + 1;
		const study = {
			name: count === 1 ? name : `${name} (${count})`,
			goals: [],
			userAttributes: {},
			systemAttributes,
			slowestMs: 0,
		};
		byName.set(name, {study, numbers: new Set([number]), count});
		return study;
	};
}

/** The trials in such a table. Its studies are named after its file where no column does: neither their names nor their goals are Optuna's. */
export const trialTableReader =
	(file: string) =>
	(bytes: Uint8Array): Parsed<KeptTrial[]> => {
		const found: KeptTrial[] = [];
		let studyOf = studyFinder({});
		let names: string[] | null = null;
		let odd = 0;
		const scanner = new CsvScanner(comma, () => {
			if (names === null) {
				names = Array.from({length: scanner.count}, (_, i) => scanner.text(i));
				studyOf = studyFinder(metricNames(names));
				return;
			}
			// Below columns of several settings (`multi_index`) is which of them each has.
			if (found.length === 0 && names.includes('params') && scanner.kinds[names.indexOf('number')] === cellKinds.empty) {
				names = names.map((name, i) => (scanner.text(i) === '' ? name : `${name}_${scanner.text(i)}`));
				return;
			}
			const row = new Map(scanner.count === names.length ? names.map((name, i) => [name, cellOf(scanner, i)]) : []);
			const trial = trialOf(row, number => studyOf(String(row.get('study_name') ?? stemOf(file)), number));
			if (trial === null) odd++;
			else found.push({trial, reports: new Map()});
		});
		// What a person has saved again may lack the last line feed.
		const rest = scanner.scan(bytes);
		if (rest < bytes.length) scanner.scan(Buffer.concat([bytes.subarray(rest), Buffer.from('\n')]));
		if (names === null) return {value: null, fault: 'is no table of trials that can be read'};
		for (const {trial} of found) {
			const {study, startedAtMs, completedAtMs} = trial;
			study.slowestMs = Math.max(study.slowestMs, (completedAtMs ?? Number.NaN) - (startedAtMs ?? 0) || 0);
		}
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
