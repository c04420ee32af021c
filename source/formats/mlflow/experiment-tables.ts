import type {JsonObject} from '../../core/run.ts';
import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import type {MlflowRecord} from './record.ts';

/** What is said of runs in one table, and for each a number that changes with it. */
interface Said<Value> {
	of: Map<string, Value>;
	prints: Map<string, number>;
}

function nothingSaid<Value>(): Said<Value> {
	return {of: new Map(), prints: new Map()};
}

function note(said: Said<unknown>, id: string, row: RowCursor): void {
	said.prints.set(id, Math.imul((said.prints.get(id) ?? 0) ^ row.print, 0x01000193) + row.rowid);
}

type RunRow = Omit<MlflowRecord, 'experiment' | 'params' | 'tags' | 'datasets' | 'lastPointMs'> & {experimentId: string};
type Texts = Map<string, string>;

/** The tables of a store but for its points, decoded again when their pages changed. */
export class ExperimentTables {
	private readonly prints = new Map<string, number>();
	private runs: Said<RunRow> = nothingSaid();
	private tags: Said<Texts> = nothingSaid();
	private params: Said<Texts> = nothingSaid();
	private inputs: Said<JsonObject[]> = nothingSaid();
	private experiments = new Map<string, {name: string | null; isDeleted: boolean}>();
	/** Raised when anything but a point changed. */
	changes = 0;

	static readonly names = ['experiments', 'runs', 'tags', 'params', 'datasets', 'inputs', 'input_tags'];

	get ids(): Iterable<string> {
		return this.runs.of.keys();
	}

	has(id: string): boolean {
		return this.runs.of.has(id);
	}

	/** Takes in what changed. */
	update(tables: ReadonlyMap<string, TakenTable>): void {
		if (this.isNew(tables, 'experiments')) this.experiments = readExperiments(tables.get('experiments')!);
		if (this.isNew(tables, 'runs')) this.runs = readRuns(tables.get('runs')!);
		if (this.isNew(tables, 'tags')) this.tags = readTexts(tables.get('tags')!);
		if (this.isNew(tables, 'params')) this.params = readTexts(tables.get('params')!);
		const linked = ['datasets', 'inputs', 'input_tags'].map(name => this.isNew(tables, name));
		if (linked.includes(true)) this.inputs = readInputs(tables);
	}

	/** A run in full; `lastPointMs` comes from its points. */
	record(id: string, lastPointMs: number | null): MlflowRecord {
		const row = this.runs.of.get(id)!;
		const experiment = this.experiments.get(row.experimentId);
		return {
			...row,
			experiment: {id: row.experimentId, name: experiment?.name ?? null, isDeleted: experiment?.isDeleted ?? false},
			params: this.params.of.get(id) ?? new Map(),
			tags: this.tags.of.get(id) ?? new Map(),
			datasets: this.inputs.of.get(id) ?? [],
			lastPointMs,
		};
	}

	/** Another text when anything that is said of a run changed. */
	printOf(id: string): string {
		const prints = [this.runs, this.tags, this.params, this.inputs].map(({prints}) => prints.get(id) ?? 0);
		return `${prints.join()}:${this.prints.get('experiments')}`;
	}

	private isNew(tables: ReadonlyMap<string, TakenTable>, name: string): boolean {
		const table = tables.get(name);
		if (table === undefined) return false;
		const {print} = table;
		if (this.prints.get(name) === print) return false;
		this.prints.set(name, print);
		this.changes++;
		return true;
	}
}

function readExperiments(table: TakenTable): Map<string, {name: string | null; isDeleted: boolean}> {
	const found = new Map<string, {name: string | null; isDeleted: boolean}>();
	const columns = new RecordColumns(table, ['experiment_id', 'name', 'lifecycle_stage']);
	table.scan(row => {
		const isDeleted = columns.text(row, 'lifecycle_stage') === 'deleted';
		found.set(columns.text(row, 'experiment_id') ?? '', {name: columns.text(row, 'name'), isDeleted});
	});
	return found;
}

function readRuns(table: TakenTable): Said<RunRow> {
	const said = nothingSaid<RunRow>();
	const columns = new RecordColumns(table, [
		'run_uuid',
		'name',
		'user_id',
		'status',
		'start_time',
		'end_time',
		'lifecycle_stage',
		'artifact_uri',
		'experiment_id',
	]);
	table.scan(row => {
		const id = columns.text(row, 'run_uuid');
		if (!id) return;
		note(said, id, row);
		said.of.set(id, {
			id,
			name: columns.text(row, 'name'),
			status: columns.text(row, 'status'),
			startedAtMs: columns.number(row, 'start_time'),
			endedAtMs: columns.number(row, 'end_time'),
			user: columns.text(row, 'user_id'),
			lifecycle: columns.text(row, 'lifecycle_stage'),
			artifacts: columns.text(row, 'artifact_uri'),
			experimentId: columns.text(row, 'experiment_id') ?? '',
		});
	});
	return said;
}

/** Keys and values by run, as `params` and `tags` have them. */
function readTexts(table: TakenTable): Said<Texts> {
	const said = nothingSaid<Texts>();
	const columns = new RecordColumns(table, ['key', 'value', 'run_uuid']);
	table.scan(row => {
		const id = columns.text(row, 'run_uuid');
		const key = columns.text(row, 'key');
		if (!id || key === null) return;
		note(said, id, row);
		const texts = said.of.get(id) ?? new Map<string, string>();
		said.of.set(id, texts.set(key, columns.text(row, 'value') ?? ''));
	});
	return said;
}

/** Data sets by run: `inputs` links a run to a data set, `input_tags` says what for. */
function readInputs(tables: ReadonlyMap<string, TakenTable>): Said<JsonObject[]> {
	const said = nothingSaid<JsonObject[]>();
	const [datasets, inputs, inputTags] = ['datasets', 'inputs', 'input_tags'].map(name => tables.get(name));
	if (datasets === undefined || inputs === undefined) return said;
	const byId = new Map<string, JsonObject>();
	const ofDatasets = new RecordColumns(datasets, ['dataset_uuid', 'name', 'digest', 'dataset_source_type']);
	datasets.scan(row => {
		byId.set(ofDatasets.text(row, 'dataset_uuid') ?? '', {
			name: ofDatasets.text(row, 'name'),
			digest: ofDatasets.text(row, 'digest'),
			source: ofDatasets.text(row, 'dataset_source_type'),
		});
	});
	const contexts = new Map<string, string>();
	if (inputTags !== undefined) {
		const columns = new RecordColumns(inputTags, ['input_uuid', 'name', 'value']);
		inputTags.scan(row => {
			if (columns.text(row, 'name') === 'mlflow.data.context')
				contexts.set(columns.text(row, 'input_uuid') ?? '', columns.text(row, 'value') ?? '');
		});
	}
	const columns = new RecordColumns(inputs, ['input_uuid', 'source_id', 'destination_type', 'destination_id']);
	inputs.scan(row => {
		const id = columns.text(row, 'destination_id');
		const dataset = byId.get(columns.text(row, 'source_id') ?? '');
		if (!id || dataset === undefined || columns.text(row, 'destination_type') !== 'RUN') return;
		note(said, id, row);
		const context = contexts.get(columns.text(row, 'input_uuid') ?? '');
		said.of.set(id, [...(said.of.get(id) ?? []), context === undefined ? dataset : {...dataset, context}]);
	});
	return said;
}
