import type {Format} from '../format.ts';
import {findDatabases, findUnfinished, tablesIn} from '../stores/find-databases.ts';
import {TrackioSource} from './source.ts';

/** trackio: a SQLite database a project. Its tables have common names, so that two of its own must be there too. */
export const trackio: Format = {
	id: 'trackio',
	title: 'trackio',
	rank: 75,
	detect(listing, files) {
		return findDatabases('trackio', listing, files, ['metrics', 'configs']).filter(({path}) => {
			const tables = tablesIn(path, files);
			return tables.has('system_metrics') || tables.has('project_metadata') || tables.size <= 4;
		});
	},
	undecided: findUnfinished,
	open: (claim, files) => new TrackioSource(claim, files),
};
