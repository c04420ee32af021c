import type {FileAccess} from '../../core/files/files.ts';
import type {TakenTable} from '../../encodings/sqlite/index.ts';
import type {SourceSink} from '../format.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {isTaken, StoreReader} from '../stores/store-reader.ts';
import {parseTime} from '../stores/times.ts';

export const boardName = 'runs.swanlab';

/** What the board knows of one run (swanboard/db/models/experiments.py). */
export interface BoardRow {
	name: string;
	description: string;
	project: string;
	/** 0 running, 1 finished, -1 stopped. */
	status: number | null;
	startedAtMs: number | null;
	endedAtMs: number | null;
	/** Names of its metrics by their folders in `logs`. */
	names: ReadonlyMap<string, string>;
}

/** The database of all runs in a `swanlog`, which local mode kept up to SwanLab 0.5 in place of a log for each run. */
export class Board {
	private readonly reader: StoreReader;
	private version = '';
	private rows = new Map<string, BoardRow>();

	constructor(path: string, files: FileAccess) {
		this.reader = new StoreReader(path, files);
	}

	watched(): string[] {
		return this.reader.watched();
	}

	/** The run of a directory of that name, as the database has it now; null where it has none. */
	find(sink: SourceSink, directoryName: string): BoardRow | null {
		const taken = this.reader.take(sink, version =>
			version === this.version ? [] : ['project', 'experiment', 'tag'].map(table => ({table})),
		);
		if (isTaken(taken) && taken.version !== this.version) {
			this.version = taken.version;
			this.rows = readRows(taken.tables);
		}
		return this.rows.get(directoryName) ?? null;
	}
}

function readRows(tables: ReadonlyMap<string, TakenTable>): Map<string, BoardRow> {
	const [projects, experiments, tags] = ['project', 'experiment', 'tag'].map(name => tables.get(name));
	const rows = new Map<string, BoardRow>();
	const names = new Map<number, Map<string, string>>();
	const projectNames = new Map<number, string>();
	if (projects !== undefined) {
		const columns = new RecordColumns(projects, ['id', 'name']);
		projects.scan(row => void projectNames.set(columns.number(row, 'id') ?? Number.NaN, columns.text(row, 'name') ?? ''));
	}
	if (tags !== undefined) {
		const columns = new RecordColumns(tags, ['experiment_id', 'name', 'folder']);
		tags.scan(row => {
			const id = columns.number(row, 'experiment_id') ?? Number.NaN;
			const name = columns.text(row, 'name') ?? '';
			const known = names.get(id) ?? new Map<string, string>();
			names.set(id, known.set(columns.text(row, 'folder') ?? encodeURIComponent(name), name));
		});
	}
	if (experiments === undefined) return rows;
	const columns = new RecordColumns(experiments, [
		'id',
		'project_id',
		'run_id',
		'name',
		'description',
		'status',
		'create_time',
		'finish_time',
	]);
	experiments.scan(row => {
		rows.set(columns.text(row, 'run_id') ?? '', {
			name: columns.text(row, 'name') ?? '',
			description: columns.text(row, 'description') ?? '',
			project: projectNames.get(columns.number(row, 'project_id') ?? Number.NaN) ?? '',
			status: columns.number(row, 'status'),
			startedAtMs: parseTime(columns.text(row, 'create_time'), 'utc'),
			endedAtMs: parseTime(columns.text(row, 'finish_time'), 'utc'),
			names: names.get(columns.number(row, 'id') ?? Number.NaN) ?? new Map(),
		});
	});
	return rows;
}
