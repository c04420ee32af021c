import type {Json} from '../../core/run.ts';
import {unpackDeflated} from '../../encodings/gzip.ts';
import {PickleNode, type PickleValue, pickleToJson, plainValue, readPickle} from '../../encodings/pickle/index.ts';
import {parseTime} from '../stores/times.ts';
import {numberOf, objectOf} from '../values.ts';
import type {Parsed} from '../whole-file.ts';
import type {KeptTrial} from './kept-study.ts';
import {type Study, type Trial, trialStates} from './trial.ts';

type State = ReadonlyMap<PickleValue, PickleValue>;

const nothing: State = new Map();
const mostBytes = 256 * 1024 * 1024;
/** The last byte of each pickle: that it is whole. */
const stop = '.'.charCodeAt(0);
const notEnded = 'is cut behind its trials: Python cannot load it; restore it from a copy';
const directions = ['NOT_SET', 'MINIMIZE', 'MAXIMIZE'];

const stateOf = (value: PickleValue | undefined): State =>
	value instanceof PickleNode && value.state instanceof Map ? value.state : nothing;

/** An attribute, which versions of Optuna keep with or without an underscore in front of it. */
const attribute = (state: State, name: string): PickleValue => state.get(name) ?? state.get(`_${name}`) ?? null;

const jsonOf = (state: State, name: string): Json => pickleToJson(attribute(state, name)) as Json;

/** A member of an enumeration by its number, as most Pythons write it, or by its name, as 3.11 does. */
function memberOf<Name extends string>(value: PickleValue | undefined, names: readonly Name[]): Name | undefined {
	const given = value instanceof PickleNode ? value.args.at(-1) : null;
	return typeof given === 'number' ? names[given] : names.find(name => name === given);
}

/** A time without a zone is that of the machine that wrote it, as in Optuna's other stores. */
function timeOf(state: State, name: string): number | null {
	const time = plainValue(attribute(state, name));
	return typeof time === 'string' ? parseTime(time, 'local') : null;
}

function studyOf(info: State): Study {
	const several = attribute(info, 'directions');
	const given = Array.isArray(several) ? several : [attribute(info, 'direction')];
	const goals = given.map(direction => {
		const name = memberOf(direction, directions);
		return name === 'MINIMIZE' ? 'minimize' : name === 'MAXIMIZE' ? 'maximize' : null;
	});
	const name = attribute(info, 'name');
	return {
		name: typeof name === 'string' ? name : '',
		goals,
		userAttributes: objectOf(jsonOf(info, 'user_attrs')),
		systemAttributes: objectOf(jsonOf(info, 'system_attrs')),
		slowestMs: 0,
	};
}

function trialOf(state: State, study: Study, position: number): KeptTrial {
	const several = jsonOf(state, 'values');
	const one = jsonOf(state, 'value');
	const values = Array.isArray(several) ? several : one === null ? null : [one];
	const startedAtMs = timeOf(state, 'datetime_start');
	const completedAtMs = timeOf(state, 'datetime_complete');
	if (startedAtMs !== null && completedAtMs !== null) study.slowestMs = Math.max(study.slowestMs, completedAtMs - startedAtMs);
	const trial: Trial = {
		study,
		number: numberOf(jsonOf(state, 'number')) ?? position,
		state: memberOf(attribute(state, 'state'), trialStates) ?? 'RUNNING',
		startedAtMs,
		completedAtMs,
		values: values === null ? null : values.map(value => (typeof value === 'number' ? value : null)),
		params: objectOf(jsonOf(state, 'params')),
		userAttributes: objectOf(jsonOf(state, 'user_attrs')),
		systemAttributes: objectOf(jsonOf(state, 'system_attrs')),
		signMs: null,
		hasPoints: false,
	};
	return {trial, reports: reportsOf(attribute(state, 'intermediate_values'))};
}

/** All of them: as JSON, of many only the first ones would be there. */
function reportsOf(kept: PickleValue): Map<number, number> {
	const reports = new Map<number, number>();
	for (const [at, reported] of kept instanceof Map ? kept : []) {
		const [step, value] = [plainValue(at), plainValue(reported)];
		if (typeof step === 'number' && typeof value === 'number') reports.set(step, value);
	}
	return reports;
}

/** What the first bytes of a pickle say of the study in it: the name that Optuna made for it where none was given. Null where there is no study in it. */
export function studyBegunBy(head: Uint8Array | null): {madeName: string | null} | null {
	const text = head === null ? '' : Buffer.from(unpackDeflated(head, mostBytes) ?? head).toString('latin1');
	if (!/optuna\.study[\s\S]{0,24}Study/.test(text)) return null;
	return {madeName: /no-name-[0-9a-f-]{36}/.exec(text)?.[0] ?? null};
}

/**
 * The trials of a study that a program has pickled, by pickle or joblib, whose arrays end what can be read and lie behind the trials. None where the
 * pickled study has them in a store of its own (optuna/storages/_in_memory.py).
 */
export function parsePickledStudy(bytes: Uint8Array): Parsed<KeptTrial[]> {
	const pickle = unpackDeflated(bytes, mostBytes) ?? bytes;
	const {value, damage} = readPickle(pickle);
	const studies = studiesIn(value ?? null);
	if (studies.length === 0) return {value: null, fault: 'is no study of Optuna that can be read'};
	const found: KeptTrial[] = [];
	const count = studies.reduce((sum, study) => sum + readStudy(study, found), 0);
	if (found.length < count) return {value: found, fault: `has ${found.length} of ${count} trials that can be read`};
	// Arrays are no damage, and what they stand in ends as any pickle does.
	return damage === null || pickle.at(-1) === stop ? {value: found, fault: null} : {value: found, fault: notEnded, hasAll: true};
}

/** A study, or those in a list or by names; programs put their results beside. */
function studiesIn(value: PickleValue): State[] {
	const all = value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : [value];
	return all.map(stateOf).filter(state => attribute(state, 'storage') instanceof PickleNode);
}

/** Takes the trials of a study; gives how many it has. */
function readStudy(study: State, found: KeptTrial[]): number {
	const kept = attribute(study, 'storage');
	if (!(kept instanceof PickleNode) || kept.shortName !== 'InMemoryStorage') return 0;
	const storage = stateOf(kept);
	const [studies, numbers] = ['studies', 'trial_id_to_study_id_and_number'].map(name => attribute(storage, name));
	for (const one of studies instanceof Map ? studies.values() : []) {
		const info = stateOf(one);
		const trials = attribute(info, 'trials');
		const of = studyOf(info);
		for (const [position, trial] of (Array.isArray(trials) ? trials : []).entries())
			found.push(trialOf(stateOf(trial), of, position));
	}
	return numbers instanceof Map ? numbers.size : 0;
}
