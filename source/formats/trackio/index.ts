import type {FileAccess} from '../../core/files/files.ts';
import {Database} from '../../encodings/sqlite/index.ts';
import type {Format} from '../format.ts';
import {findDatabases, findUnfinished, isStoreName, tablesIn} from '../stores/find-databases.ts';
import {TrackioSource} from './source.ts';

const firstColumns = ['run_name', 'step', 'metrics', 'timestamp'];

/** The first versions had one table alone, which only its columns tell from others of that name. */
function isFirstVersion(path: string, files: FileAccess): boolean {
	const taken = new Database(files, path).take(() => [{table: 'metrics', maxBytes: 1}]);
	const table = typeof taken === 'string' ? undefined : taken.tables.get('metrics');
	return table !== undefined && firstColumns.every(column => table.column(column) >= 0);
}

/** trackio: a SQLite database a project. Its tables have common names, so that two of its own must be there too. */
export const trackio: Format = {
	id: 'trackio',
	title: 'trackio',
	rank: 75,
	logsPrograms: true,
	// Rows are sent together (trackio/run.py, BATCH_SEND_INTERVAL of half a second).
	logged: {batchMs: 1000},
	detect(listing, files) {
		return findDatabases('trackio', listing, files, ['metrics']).filter(({path}) => {
			const tables = tablesIn(path, files);
			if (!tables.has('configs')) return tables.size <= 2 && isFirstVersion(path, files);
			return tables.has('system_metrics') || tables.has('project_metadata') || tables.size <= 4;
		});
	},
	isStoreName,
	undecided: (listing, files, claims) => findUnfinished(listing, files, ['metrics', 'configs'], claims),
	open: (claim, files) => new TrackioSource(claim, files),
};
