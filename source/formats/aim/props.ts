import type {FileAccess} from '../../core/files/files.ts';
import {Database, type TakenTable} from '../../encodings/sqlite/index.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {parseTime} from '../stores/times.ts';

/** What people, and Aim, say of a run in the database of its store. */
export interface Props {
	name: string | null;
	description: string | null;
	isArchived: boolean;
	createdAtMs: number | null;
	/** As old versions write it; newer ones do so beside the metrics. */
	finalizedAtMs: number | null;
	experiment: string | null;
	tags: string[];
	notes: string[];
}

const tables = ['run', 'experiment', 'tag', 'run_tag', 'note'] as const;

/** `run_metadata.sqlite` of a store, read once for all of its runs each time it has changed. */
export class PropsTable {
	private readonly database: Database;
	private version = '';
	private byHash = new Map<string, Props>();
	/** True where nothing could be read of it. */
	private isVain = false;

	constructor(
		private readonly path: string,
		private readonly access: FileAccess,
	) {
		this.database = new Database(access, path);
	}

	get files(): readonly string[] {
		return this.database.files;
	}

	/** What is wrong with the database, for people; null for nothing, and where there is none. */
	get fault(): {file: string; message: string} | null {
		return this.isVain && this.access.exists(this.path)
			? {file: this.path, message: 'Cannot be read as a SQLite database: names, experiments, tags and notes are in it'}
			: null;
	}

	/** Undefined for a run that it does not list. */
	of(hash: string): Props | undefined {
		const taken = this.database.take(version => (version === this.version ? [] : tables.map(table => ({table}))));
		this.isVain = taken === 'unreadable';
		if (typeof taken !== 'string' && taken.version !== this.version) {
			this.version = taken.version;
			this.byHash = readProps(taken.tables);
		}
		return this.byHash.get(hash);
	}
}

function readProps(taken: ReadonlyMap<string, TakenTable>): Map<string, Props> {
	const experiments = textsById(taken.get('experiment'), 'name');
	const tags = textsById(taken.get('tag'), 'name');
	const byHash = new Map<string, Props>();
	const byId = new Map<number, Props>();
	const runs = taken.get('run');
	if (runs === undefined) return byHash;
	const columns = new RecordColumns(runs, [
		'id',
		'hash',
		'name',
		'description',
		'is_archived',
		'created_at',
		'finalized_at',
		'experiment_id',
	]);
	runs.scan(row => {
		const hash = columns.text(row, 'hash');
		if (hash === null) return;
		const name = columns.text(row, 'name');
		const props: Props = {
			name: name === `Run: ${hash}` ? null : name,
			description: columns.text(row, 'description') || null,
			isArchived: columns.number(row, 'is_archived') === 1,
			createdAtMs: parseTime(columns.text(row, 'created_at'), 'utc'),
			finalizedAtMs: parseTime(columns.text(row, 'finalized_at'), 'utc'),
			experiment: experiments.get(columns.number(row, 'experiment_id') ?? -1) ?? null,
			tags: [],
			notes: [],
		};
		byHash.set(hash, props);
		byId.set(columns.number(row, 'id') ?? row.rowid, props);
	});
	join(taken.get('run_tag'), 'tag_id', (run, tag) => {
		const name = tags.get(tag);
		if (name !== undefined) byId.get(run)?.tags.push(name);
	});
	const notes = textsById(taken.get('note'), 'content');
	join(taken.get('note'), 'id', (run, note) => {
		const text = notes.get(note);
		if (text) byId.get(run)?.notes.push(text);
	});
	return byHash;
}

function textsById(table: TakenTable | undefined, column: string): Map<number, string> {
	const texts = new Map<number, string>();
	if (table === undefined) return texts;
	const columns = new RecordColumns(table, ['id', column]);
	table.scan(row => {
		texts.set(columns.number(row, 'id') ?? row.rowid, columns.text(row, column) ?? '');
	});
	return texts;
}

/** Shows which rows of a table belong to which run. */
function join(table: TakenTable | undefined, column: string, visit: (run: number, other: number) => void): void {
	if (table === undefined) return;
	const columns = new RecordColumns(table, ['run_id', column]);
	table.scan(row => {
		const run = columns.number(row, 'run_id');
		const other = columns.number(row, column) ?? (column === 'id' ? row.rowid : null);
		if (run !== null && other !== null) visit(run, other);
	});
}
