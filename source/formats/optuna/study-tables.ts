import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import type {Study} from './trial.ts';

export const studyTables = ['studies', 'study_directions', 'study_user_attributes', 'study_system_attributes'];

/** Says which version of Optuna made the store. */
export const versionTable = 'version_info';
/** The first version that stores the times of trials in UTC (optuna/storages/_rdb/models.py); those before store local ones. */
const firstInUtc = 5;

export type Tables = ReadonlyMap<string, TakenTable>;

/** Value and type columns as Optuna writes numbers that SQL does not have. */
export function decodeNumber(value: number | null, type: string | null): number {
	if (type === 'INF_POS') return Number.POSITIVE_INFINITY;
	if (type === 'INF_NEG') return Number.NEGATIVE_INFINITY;
	return value ?? Number.NaN;
}

/**
 * What the times of trials are in, none of which says so. A store keeps the version that made it when a later one goes on with it: which of
 * its trials are of which version it does not tell, and Optuna reads all of them alike too.
 */
export function zoneOfTimes(table: TakenTable | undefined): 'local' | 'utc' {
	if (table === undefined) return 'local';
	const columns = new RecordColumns(table, ['library_version']);
	let major = 0;
	table.scan(row => {
		major = Math.max(major, Number.parseInt(columns.text(row, 'library_version') ?? '', 10) || 0);
	});
	return major >= firstInUtc ? 'utc' : 'local';
}

/** Takes rows of attributes, which have the same form for studies and for trials; gives whose each is. */
export function bindAttributes(table: TakenTable, owner: 'study_id' | 'trial_id') {
	const columns = new RecordColumns(table, [owner, 'key', 'value_json']);
	return (row: RowCursor, of: Map<number, JsonObject>): number | null => {
		const id = columns.number(row, owner);
		const key = columns.text(row, 'key');
		if (id === null || key === null) return null;
		const text = columns.text(row, 'value_json') ?? 'null';
		const attributes = of.get(id) ?? {};
		setKey(attributes, key, parseExactJson(text) ?? text);
		of.set(id, attributes);
		return id;
	};
}

function readAttributes(table: TakenTable | undefined): Map<number, JsonObject> {
	const found = new Map<number, JsonObject>();
	if (table === undefined) return found;
	const take = bindAttributes(table, 'study_id');
	table.scan(row => {
		take(row, found);
	});
	return found;
}

/** Studies by their id. */
export function readStudies(tables: Tables): Map<number, Study> {
	const studies = new Map<number, Study>();
	const table = tables.get('studies');
	if (table === undefined) return studies;
	const users = readAttributes(tables.get('study_user_attributes'));
	const systems = readAttributes(tables.get('study_system_attributes'));
	const columns = new RecordColumns(table, ['study_id', 'study_name', 'direction']);
	table.scan(row => {
		const id = columns.number(row, 'study_id');
		if (id === null) return;
		const direction = columns.text(row, 'direction');
		studies.set(id, {
			name: columns.text(row, 'study_name') ?? String(id),
			goals: direction === null ? [] : [goalOf(direction)],
			userAttributes: users.get(id) ?? {},
			systemAttributes: systems.get(id) ?? {},
			slowestMs: 0,
		});
	});
	readGoals(tables.get('study_directions'), studies);
	return studies;
}

function goalOf(direction: string | null): Study['goals'][number] {
	return direction === 'MINIMIZE' ? 'minimize' : direction === 'MAXIMIZE' ? 'maximize' : null;
}

function readGoals(table: TakenTable | undefined, studies: Map<number, Study>): void {
	if (table === undefined) return;
	const columns = new RecordColumns(table, ['study_id', 'objective', 'direction']);
	table.scan(row => {
		const study = studies.get(columns.number(row, 'study_id') ?? Number.NaN);
		const objective = columns.number(row, 'objective');
		if (study !== undefined && objective !== null && objective >= 0 && objective < 1000)
			study.goals[objective] = goalOf(columns.text(row, 'direction'));
	});
	for (const study of studies.values()) study.goals = Array.from(study.goals, goal => goal ?? null);
}
