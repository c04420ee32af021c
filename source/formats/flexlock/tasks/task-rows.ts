import type {FileAccess} from '../../../core/files/files.ts';
import {Database, describeCut, type RowCursor} from '../../../encodings/sqlite/index.ts';
import {type TaskRow, taskRowOf} from './tasks.ts';

const columns = [
	'task_id',
	'task_info',
	'result_info',
	'status',
	'node',
	'error',
	'ts_start',
	'ts_end',
	'snapshot',
	'job_id',
	'tag',
] as const;

/** A tasks database, read again where something was committed since. */
export class TaskDatabase {
	private readonly database: Database;
	private version: string | null = null;
	rows: TaskRow[] = [];
	/** What is wrong with it, null where nothing is. The rows are then what could be read, or what was read before. */
	problem: string | null = null;
	/** False where rows may have been lost by that. */
	isComplete = true;

	constructor(files: FileAccess, path: string) {
		this.database = new Database(files, path);
	}

	/** Reads what was committed since; false where a writer was in the way and it has to be asked again. */
	refresh(): boolean {
		const taken = this.database.take(version => (version === this.version ? [] : [{table: 'tasks'}]));
		if (taken === 'busy') return false;
		if (taken === 'unreadable') {
			this.problem = 'The tasks database cannot be read: it is damaged, or no SQLite database';
			this.isComplete = false;
			return true;
		}
		if (taken.version === this.version) return true;
		this.version = taken.version;
		const table = taken.tables.get('tasks');
		if (table === undefined) {
			this.rows = [];
			this.problem = describeCut(taken) ?? 'The tasks database has no table of tasks';
			this.isComplete = false;
			return true;
		}
		const places = columns.map(name => [name, table.column(name)] as const);
		const rows: TaskRow[] = [];
		table.scan(row => rows.push(taskRowOf(valuesOf(row, places))));
		this.rows = rows;
		const lost = table.damagedRows + table.damage.length + taken.schemaDamage.length;
		const cut = describeCut(taken);
		const broken = lost === 0 ? null : `The tasks database is damaged: ${lost} of its pages or rows cannot be read`;
		this.problem = [broken, cut].filter(Boolean).join('; ') || null;
		this.isComplete = lost === 0;
		return true;
	}
}

function valuesOf(row: RowCursor, places: (readonly [string, number])[]): Record<string, string | null> {
	return Object.fromEntries(places.map(([name, column]) => [name, column < 0 ? null : row.text(column)]));
}
