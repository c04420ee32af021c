import type {RowCursor, TakenTable, Wanted} from '../../encodings/sqlite/index.ts';
import {OwnedRows} from '../stores/owned-rows.ts';
import {RecordColumns} from '../stores/record-columns.ts';
import {DatasetTables} from './dataset-tables.ts';
import type {MlflowRecord} from './record.ts';

type RunRow = Omit<MlflowRecord, 'experiment' | 'params' | 'tags' | 'datasets' | 'lastPointMs' | 'fault'> & {
	experimentId: string;
};
type Texts = Map<string, string>;
interface Experiment {
	name: string | null;
	isDeleted: boolean;
	workspace: string | null;
}

/** Of a run whose row and tags are changed as it goes on. */
const goingOn: ReadonlySet<string> = new Set(['RUNNING', 'SCHEDULED']);

/** The tables of a store but for its points. */
export class ExperimentTables {
	private readonly experiments = new OwnedRows<string, Experiment>('experiments', bindExperiments, () => true);
	private readonly runs: OwnedRows<string, RunRow> = new OwnedRows('runs', bindRuns, id => this.goesOn(id));
	private readonly tags = new OwnedRows<string, Texts>('tags', bindTexts, id => this.goesOn(id));
	private readonly params = new OwnedRows<string, Texts>('params', bindTexts, id => this.goesOn(id));
	private readonly datasets = new DatasetTables();
	/** Runs of which something other than a point changed since they were told. */
	readonly touched = new Set<string>();

	/** @param fileMs time of the newest commit */
	want(fileMs: number): Wanted[] {
		return this.parts.map(rows => rows.want(fileMs)).concat(this.datasets.want());
	}

	/** True where rows that were changed in place may not have been seen. */
	get owesComparing(): boolean {
		return this.parts.some(rows => rows.owesComparing);
	}

	/** Has all rows compared next time. */
	distrust(): void {
		for (const rows of this.parts) rows.distrust();
	}

	private get parts() {
		return [this.experiments, this.runs, this.tags, this.params];
	}

	has(id: string): boolean {
		return this.runs.of.has(id);
	}

	/** True for a run that was not said to be over. */
	private goesOn(id: string): boolean {
		return goingOn.has(this.runs.of.get(id)?.status ?? '');
	}

	/** Takes note of runs that got points; false where one of them was over, so that more has to be looked at. */
	expectPoints(ids: readonly string[]): boolean {
		return ids.every(id => this.goesOn(id)) || !this.runs.distrust();
	}

	/** Takes in what changed; false where more has to be looked at to know all of it. */
	update(tables: ReadonlyMap<string, TakenTable>, fileMs: number): boolean {
		const {touched} = this;
		const experiments = new Set<string>();
		const changed = new Set<string>();
		this.experiments.update(tables.get('experiments'), fileMs, experiments);
		let isKnown = this.runs.update(tables.get('runs'), fileMs, changed);
		for (const id of changed) touched.add(id);
		if (experiments.size > 0) for (const id of this.runs.of.keys()) touched.add(id);
		const texts = [this.tags, this.params];
		isKnown = texts.map(rows => rows.update(tables.get(rows.name), fileMs, touched)).every(Boolean) && isKnown;
		// Whoever begins or ends a run sets its tags too, and those may be changed in place.
		if (changed.size > 0) isKnown = !texts.map(rows => rows.distrust()).some(Boolean) && isKnown;
		this.datasets.update(tables, touched);
		return isKnown;
	}

	/** True where a server keeps several of them in the store: names of experiments are unique within one of them alone. */
	private get hasWorkspaces(): boolean {
		const [first, ...others] = this.experiments.of.values();
		return others.some(({workspace}) => workspace !== first?.workspace);
	}

	/** Another text where anything but the points of a run is other. */
	printOf(id: string): string {
		const {experiments, runs, tags, params} = this;
		const own = [runs, tags, params].map(rows => rows.printOf(id));
		const experiment = experiments.printOf(runs.of.get(id)?.experimentId ?? '');
		return [...own, experiment, this.hasWorkspaces, JSON.stringify(this.datasets.of(id))].join();
	}

	/** A run in full; `lastPointMs` comes from its points. */
	record(id: string, lastPointMs: number | null): MlflowRecord {
		const row = this.runs.of.get(id)!;
		const experiment = this.experiments.of.get(row.experimentId);
		return {
			experiment: {
				id: row.experimentId,
				name: experiment?.name ?? null,
				isDeleted: experiment?.isDeleted ?? false,
				workspace: this.hasWorkspaces ? (experiment?.workspace ?? null) : null,
			},
			params: this.params.of.get(id) ?? new Map(),
			tags: this.tags.of.get(id) ?? new Map(),
			datasets: this.datasets.of(id),
			lastPointMs,
			...row,
		};
	}
}

function bindExperiments(table: TakenTable) {
	const columns = new RecordColumns(table, ['experiment_id', 'name', 'lifecycle_stage', 'workspace']);
	return (row: RowCursor, of: Map<string, Experiment>) => {
		const id = columns.text(row, 'experiment_id') ?? '';
		const isDeleted = columns.text(row, 'lifecycle_stage') === 'deleted';
		of.set(id, {name: columns.text(row, 'name'), isDeleted, workspace: columns.text(row, 'workspace')});
		return id;
	};
}

function bindRuns(table: TakenTable) {
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
	return (row: RowCursor, of: Map<string, RunRow>) => {
		const id = columns.text(row, 'run_uuid');
		if (!id) return null;
		of.set(id, {
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
		return id;
	};
}

/** Keys and values by run, as `params` and `tags` have them. */
function bindTexts(table: TakenTable) {
	const columns = new RecordColumns(table, ['key', 'value', 'run_uuid']);
	return (row: RowCursor, of: Map<string, Texts>) => {
		const id = columns.text(row, 'run_uuid');
		const key = columns.text(row, 'key');
		if (!id || key === null) return null;
		const texts = of.get(id) ?? new Map<string, string>();
		of.set(id, texts.set(key, columns.text(row, 'value') ?? ''));
		return id;
	};
}
