/** Tables of MLflow's stores since version 1.0; `latest_metrics` came with 1.3. */
export const mlflowTables: readonly string[] = ['experiments', 'runs', 'tags', 'params', 'metrics'];
/** Tables of Optuna's stores from the first version on. */
export const optunaTables: readonly string[] = ['studies', 'trials', 'trial_params'];

/** What shows that a database was a store of a tracker, although it has lost tables. */
interface StoreKind {
	title: string;
	/** Which no other program has all of, the one with a row for each run last. */
	marks: readonly string[];
	needed: readonly string[];
	/** What it calls a run. */
	run: string;
}

export const storeKinds: readonly StoreKind[] = [
	{title: 'MLflow', marks: ['alembic_version', 'experiments', 'runs'], needed: mlflowTables, run: 'run'},
	{title: 'Optuna', marks: ['version_info', 'studies', 'trials'], needed: optunaTables, run: 'trial'},
];
