import type {JsonObject} from '../../core/run.ts';
import {put} from '../../core/table/gather.ts';
import type {TakenTable, Wanted} from '../../encodings/sqlite/index.ts';
import {RecordColumns} from '../stores/record-columns.ts';

const names = ['datasets', 'inputs', 'input_tags'];

/** Data sets by run, out of three tables: `inputs` links a run to a data set, `input_tags` says what for. */
export class DatasetTables {
	private byRun = new Map<string, JsonObject[]>();
	private print = '';

	want(): Wanted[] {
		return names.map(table => ({table}));
	}

	of(id: string): JsonObject[] {
		return this.byRun.get(id) ?? [];
	}

	update(tables: ReadonlyMap<string, TakenTable>, touched: Set<string>): void {
		const [datasets, inputs, inputTags] = names.map(name => tables.get(name));
		if (datasets === undefined || inputs === undefined) return;
		const print = [datasets, inputs, inputTags].map(table => table?.print).join();
		if (print === this.print) return;
		this.print = print;
		for (const id of this.byRun.keys()) touched.add(id);
		this.byRun = readInputs(inputs, readDatasets(datasets), readContexts(inputTags));
		for (const id of this.byRun.keys()) touched.add(id);
	}
}

function readDatasets(table: TakenTable): Map<string, JsonObject> {
	const found = new Map<string, JsonObject>();
	const columns = new RecordColumns(table, ['dataset_uuid', 'name', 'digest', 'dataset_source_type']);
	table.scan(row => {
		found.set(columns.text(row, 'dataset_uuid') ?? '', {
			name: columns.text(row, 'name'),
			digest: columns.text(row, 'digest'),
			source: columns.text(row, 'dataset_source_type'),
		});
	});
	return found;
}

function readContexts(table: TakenTable | undefined): Map<string, string> {
	const found = new Map<string, string>();
	if (table === undefined) return found;
	const columns = new RecordColumns(table, ['input_uuid', 'name', 'value']);
	table.scan(row => {
		if (columns.text(row, 'name') === 'mlflow.data.context')
			found.set(columns.text(row, 'input_uuid') ?? '', columns.text(row, 'value') ?? '');
	});
	return found;
}

function readInputs(
	table: TakenTable,
	datasets: ReadonlyMap<string, JsonObject>,
	contexts: ReadonlyMap<string, string>,
): Map<string, JsonObject[]> {
	const found = new Map<string, JsonObject[]>();
	const columns = new RecordColumns(table, ['input_uuid', 'source_id', 'destination_type', 'destination_id']);
	table.scan(row => {
		const id = columns.text(row, 'destination_id');
		const dataset = datasets.get(columns.text(row, 'source_id') ?? '');
		if (!id || dataset === undefined || columns.text(row, 'destination_type') !== 'RUN') return;
		const context = contexts.get(columns.text(row, 'input_uuid') ?? '');
		put(found, id, context === undefined ? dataset : {...dataset, context});
	});
	return found;
}
