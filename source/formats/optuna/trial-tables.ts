import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import type {RowCursor, TakenTable, Wanted} from '../../encodings/sqlite/index.ts';
import {OwnedRows} from '../stores/owned-rows.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {parseTime} from '../stores/times.ts';
import {bindAttributes, decodeNumber, readStudies, studyTables, type Tables, versionTable, zoneOfTimes} from './study-tables.ts';
import {decodeParam, type Study, type Trial, type TrialState, trialStates} from './trial.ts';

interface TrialRow {
	number: number | null;
	studyId: number;
	state: TrialState;
	startedAtMs: number | null;
	completedAtMs: number | null;
	/** Its objective, where versions before 2.4 kept that. */
	value: number | null;
}

/** Rows of trials as they are read, whatever is made of them. */
type Part = Pick<OwnedRows<number, never>, 'name' | 'want' | 'update' | 'owesComparing' | 'distrust' | 'printOf'>;

const mostObjectives = 1000;
/** States of trials of which anything may change: Optuna refuses to change one that is over (check_trial_is_updatable). */
const goingOn: ReadonlySet<TrialState> = new Set(['RUNNING', 'WAITING']);

/** The tables of studies and trials: what is said of a trial is put together from six of them. */
export class TrialTables {
	/** Trials of which something changed since they were told. */
	readonly touched = new Set<number>();
	private readonly goesOn = (id: number): boolean => goingOn.has(this.trials.of.get(id)?.state ?? 'COMPLETE');
	private readonly trials: OwnedRows<number, TrialRow> = new OwnedRows(
		'trials',
		table => bindTrials(table, this.zoneless),
		this.goesOn,
	);
	private readonly params = new OwnedRows<number, JsonObject>('trial_params', bindParams, this.goesOn);
	private readonly values = new OwnedRows<number, (number | null)[]>('trial_values', bindValues, this.goesOn);
	private readonly users = new OwnedRows<number, JsonObject>('trial_user_attributes', bindTrialAttributes, this.goesOn);
	private readonly systems = new OwnedRows<number, JsonObject>('trial_system_attributes', bindTrialAttributes, this.goesOn);
	private readonly heartbeats = new OwnedRows<number, number | null>('trial_heartbeats', bindHeartbeats, this.goesOn);
	private readonly parts: readonly Part[];
	private studies = new Map<number, Study>();
	private studyPrint = '';
	private zoneless: ReturnType<typeof zoneOfTimes> = 'local';

	/** @param isOld true where `trial_values` has what was reported on the way, and `trials` the objective: before 2.4 */
	constructor(isOld: boolean) {
		const {trials, params, values, users, systems, heartbeats} = this;
		this.parts = [trials, params, ...(isOld ? [] : [values]), users, systems, heartbeats];
	}

	/** @param fileMs time of the newest commit */
	want(fileMs: number): Wanted[] {
		return [{table: versionTable}, ...studyTables.map(table => ({table})), ...this.parts.map(rows => rows.want(fileMs))];
	}

	/** True where rows that were changed in place may not have been seen. */
	get owesComparing(): boolean {
		return this.parts.some(rows => rows.owesComparing);
	}

	/** Has all rows compared next time. */
	distrust(): void {
		for (const rows of this.parts) rows.distrust();
	}

	has(id: number): boolean {
		return this.trials.of.has(id);
	}

	/** Takes in what changed; false where more has to be looked at to know all of it. */
	update(tables: Tables, fileMs: number): boolean {
		const {touched} = this;
		this.zoneless = zoneOfTimes(tables.get(versionTable));
		const isKnown = this.parts.map(rows => rows.update(tables.get(rows.name), fileMs, touched)).every(Boolean);
		const print = studyTables.map(name => tables.get(name)?.print).join();
		if (print !== this.studyPrint) {
			this.studyPrint = print;
			this.studies = readStudies(tables);
			for (const id of this.trials.of.keys()) touched.add(id);
		}
		this.measure();
		return isKnown;
	}

	/** A trial in full; null where there is none, or none of its study. */
	trial(id: number): Trial | null {
		const row = this.trials.of.get(id);
		const study = row === undefined ? undefined : this.studies.get(row.studyId);
		if (row === undefined || study === undefined) return null;
		return {
			study,
			number: row.number ?? this.countBefore(id, row.studyId),
			state: row.state,
			startedAtMs: row.startedAtMs,
			completedAtMs: row.completedAtMs,
			values: this.values.of.get(id) ?? (row.value === null ? null : [row.value]),
			params: this.params.of.get(id) ?? {},
			userAttributes: this.users.of.get(id) ?? {},
			systemAttributes: this.systems.of.get(id) ?? {},
			signMs: this.heartbeats.of.get(id) ?? null,
			hasPoints: false,
		};
	}

	/** Another text where anything but the values that a trial reported is other. */
	printOf(id: number): string {
		return [...this.parts.map(rows => rows.printOf(id)), this.studyPrint, this.zoneless].join();
	}

	/** Longest trial of each study so far, by which the silence of those that go on is judged. */
	private measure(): void {
		const slower = new Set<number>();
		for (const id of this.touched) {
			const {studyId = Number.NaN, startedAtMs = null, completedAtMs = null} = this.trials.of.get(id) ?? {};
			const study = this.studies.get(studyId);
			if (study === undefined || startedAtMs === null || completedAtMs === null) continue;
			if (completedAtMs - startedAtMs <= study.slowestMs) continue;
			study.slowestMs = completedAtMs - startedAtMs;
			slower.add(studyId);
		}
		if (slower.size === 0) return;
		for (const [id, {state, studyId}] of this.trials.of) if (state === 'RUNNING' && slower.has(studyId)) this.touched.add(id);
	}

	/** Old versions did not write the number of a trial: it counts within its study. */
	private countBefore(id: number, studyId: number): number {
		let count = 0;
		for (const [other, row] of this.trials.of) if (other < id && row.studyId === studyId) count++;
		return count;
	}
}

function bindTrials(table: TakenTable, zoneless: ReturnType<typeof zoneOfTimes>) {
	const columns = new RecordColumns(table, [
		'trial_id',
		'number',
		'study_id',
		'state',
		'datetime_start',
		'datetime_complete',
		'value',
	]);
	return (row: RowCursor, of: Map<number, TrialRow>) => {
		const id = columns.number(row, 'trial_id');
		const studyId = columns.number(row, 'study_id');
		if (id === null || studyId === null) return null;
		const state = columns.text(row, 'state') as TrialState;
		of.set(id, {
			number: columns.number(row, 'number'),
			studyId,
			state: trialStates.includes(state) ? state : 'RUNNING',
			startedAtMs: parseTime(columns.text(row, 'datetime_start'), zoneless),
			completedAtMs: parseTime(columns.text(row, 'datetime_complete'), zoneless),
			value: columns.number(row, 'value'),
		});
		return id;
	};
}

function bindParams(table: TakenTable) {
	const columns = new RecordColumns(table, ['trial_id', 'param_name', 'param_value', 'distribution_json']);
	const distributions = new Map<string, JsonObject>();
	return (row: RowCursor, of: Map<number, JsonObject>) => {
		const id = columns.number(row, 'trial_id');
		const name = columns.text(row, 'param_name');
		if (id === null || name === null) return null;
		const text = columns.text(row, 'distribution_json') ?? '';
		const known = distributions.get(text) ?? ((parseExactJson(text) ?? {}) as JsonObject);
		distributions.set(text, known);
		const params = of.get(id) ?? {};
		setKey(params, name, decodeParam(columns.number(row, 'param_value'), known));
		of.set(id, params);
		return id;
	};
}

function bindValues(table: TakenTable) {
	const columns = new RecordColumns(table, ['trial_id', 'objective', 'value', 'value_type']);
	return (row: RowCursor, of: Map<number, (number | null)[]>) => {
		const id = columns.number(row, 'trial_id');
		const objective = columns.number(row, 'objective') ?? 0;
		if (id === null || !Number.isInteger(objective) || objective < 0 || objective >= mostObjectives) return null;
		const values = of.get(id) ?? [];
		while (values.length <= objective) values.push(null);
		values[objective] = decodeNumber(columns.number(row, 'value'), columns.text(row, 'value_type'));
		of.set(id, values);
		return id;
	};
}

const bindTrialAttributes = (table: TakenTable) => bindAttributes(table, 'trial_id');

/** Heartbeats are written by the database's own clock, in UTC. */
function bindHeartbeats(table: TakenTable) {
	const columns = new RecordColumns(table, ['trial_id', 'heartbeat']);
	return (row: RowCursor, of: Map<number, number | null>) => {
		const id = columns.number(row, 'trial_id');
		if (id !== null) of.set(id, parseTime(columns.text(row, 'heartbeat'), 'utc'));
		return id;
	};
}
