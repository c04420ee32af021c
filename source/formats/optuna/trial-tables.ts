import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../encodings/set-key.ts';
import type {TakenTable} from '../../encodings/sqlite/index.ts';
import {parseTolerantJson} from '../../encodings/tolerant-json.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {parseTime} from '../stores/times.ts';
import {decodeNumber, readAttributes, readStudies, type Tables} from './study-tables.ts';
import {decodeParam, type Study, type Trial, type TrialState, trialStates} from './trial.ts';

/** Every trial with what its tables say of it, by its id. */
export function readAllTrials(tables: Tables): Map<number, Trial> {
	const studies = readStudies(tables);
	const found = new Map<number, Trial>();
	const users = readAttributes(tables.get('trial_user_attributes'), 'trial_id');
	const systems = readAttributes(tables.get('trial_system_attributes'), 'trial_id');
	const counts = new Map<Study, number>();
	const table = tables.get('trials')!;
	const columns = new RecordColumns(table, ['trial_id', 'number', 'study_id', 'state', 'datetime_start', 'datetime_complete']);
	table.scan(row => {
		const id = columns.number(row, 'trial_id');
		const study = studies.get(columns.number(row, 'study_id') ?? Number.NaN);
		if (id === null || study === undefined) return;
		const counted = counts.get(study) ?? 0;
		counts.set(study, counted + 1);
		const state = columns.text(row, 'state') as TrialState;
		const startedAtMs = parseTime(columns.text(row, 'datetime_start'), 'local');
		const completedAtMs = parseTime(columns.text(row, 'datetime_complete'), 'local');
		if (startedAtMs !== null && completedAtMs !== null) study.slowestMs = Math.max(study.slowestMs, completedAtMs - startedAtMs);
		found.set(id, {
			study,
			number: columns.number(row, 'number') ?? counted,
			state: trialStates.includes(state) ? state : 'RUNNING',
			startedAtMs,
			completedAtMs,
			values: null,
			params: {},
			userAttributes: users.get(id) ?? {},
			systemAttributes: systems.get(id) ?? {},
			signMs: null,
			hasPoints: false,
		});
	});
	addParams(tables.get('trial_params'), found);
	addValues(tables.get('trial_values'), found);
	addHeartbeats(tables.get('trial_heartbeats'), found);
	return found;
}

function addParams(table: TakenTable | undefined, trials: Map<number, Trial>): void {
	if (table === undefined) return;
	const columns = new RecordColumns(table, ['trial_id', 'param_name', 'param_value', 'distribution_json']);
	const distributions = new Map<string, JsonObject>();
	table.scan(row => {
		const trial = trials.get(columns.number(row, 'trial_id') ?? Number.NaN);
		const name = columns.text(row, 'param_name');
		if (trial === undefined || name === null) return;
		const text = columns.text(row, 'distribution_json') ?? '';
		const known = distributions.get(text) ?? ((parseTolerantJson(text) ?? {}) as JsonObject);
		distributions.set(text, known);
		setKey(trial.params, name, decodeParam(columns.number(row, 'param_value'), known));
	});
}

function addValues(table: TakenTable | undefined, trials: Map<number, Trial>): void {
	if (table === undefined) return;
	const columns = new RecordColumns(table, ['trial_id', 'objective', 'value', 'value_type']);
	table.scan(row => {
		const trial = trials.get(columns.number(row, 'trial_id') ?? Number.NaN);
		const objective = columns.number(row, 'objective') ?? 0;
		if (trial === undefined || !(objective >= 0 && objective < 1000)) return;
		trial.values ??= [];
		while (trial.values.length <= objective) trial.values.push(null);
		trial.values[objective] = decodeNumber(columns.number(row, 'value'), columns.text(row, 'value_type'));
	});
}

/** Heartbeats are written by the database's own clock, in UTC. */
function addHeartbeats(table: TakenTable | undefined, trials: Map<number, Trial>): void {
	if (table === undefined) return;
	const columns = new RecordColumns(table, ['trial_id', 'heartbeat']);
	table.scan(row => {
		const trial = trials.get(columns.number(row, 'trial_id') ?? Number.NaN);
		if (trial !== undefined) trial.signMs = parseTime(columns.text(row, 'heartbeat'), 'utc');
	});
}
