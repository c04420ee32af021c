import type {Claim, Format} from '../format.ts';
import {findDatabases, findUnfinished, findUnreadable, isStoreName} from '../stores/find-databases.ts';
import {mlflowTables as tables} from '../stores/store-tables.ts';
import {databasesOf, noteStores, storesOfArtifacts} from './artifact-owners.ts';
import {MlflowDatabase} from './database-source.ts';
import {MlflowDirectory} from './directory-source.ts';
import {findUnfinishedMeta, isRunDirectory} from './run-directory.ts';

/** Where MLflow puts the artifacts of runs that a database beside lists: a directory an experiment, and one a run in that. */
const artifactsForm = /^(.*)\/(?:mlruns|mlartifacts)\/[^/]+\/([0-9a-f]{32})$/;
/** As MLflow names its database, and as its documentation did before. */
const databaseNames = ['mlflow.db', 'mlruns.db'];

/** MLflow's two local stores: a directory a run below `mlruns`, or a SQLite database. */
export const mlflow: Format = {
	id: 'mlflow',
	title: 'MLflow',
	rank: 78,
	alone: true,
	logsPrograms: true,
	logged: {home: 'mlruns', startsProjects: true},
	detect(listing, files): Claim[] {
		const stores = findDatabases('mlflow', listing, files, tables);
		if (!isRunDirectory(listing, files)) {
			noteStores(listing, stores, files);
			return stores;
		}
		const {path} = listing;
		return [{format: 'mlflow', path, files: [`${path}/meta.yaml`], ownsSubtree: true}, ...stores];
	},
	isStoreName,
	undecided: (listing, files, claims) => [
		...findUnfinished(listing, files, tables, claims),
		...findUnfinishedMeta(listing, files),
	],
	listedIn({path: directory}, files) {
		const [, home, id] = artifactsForm.exec(directory) ?? [];
		if (home === undefined || id === undefined || files.exists(`${directory}/meta.yaml`))
			return storesOfArtifacts(directory, files);
		const beside = databaseNames.map(name => `${home}/${name}`).filter(path => files.exists(path));
		if (beside.length > 0) return [...databasesOf(id, beside, files)];
		const stores = storesOfArtifacts(directory, files);
		// Of a store that cannot be read nobody knows which runs it lists: without one of their own these are no runs.
		return stores.length > 0 ? stores : findUnreadable(home, files);
	},
	open: (claim, files) =>
		claim.files[0]?.endsWith('/meta.yaml') ? new MlflowDirectory(claim, files) : new MlflowDatabase(claim, files),
};
