import type {Format} from '../format.ts';
import {findDatabases, findUnfinished, isStoreName} from '../stores/find-databases.ts';
import {countName, LogSource, logsOf} from './log-source.ts';
import {ScaleSource} from './scale-source.ts';

/** What else than a run its client keeps so: a project, a model. */
const ofOthers = /\/(?:project|model|model_version)__[^/]+(?:\/[^/]+)?$/;

/** Tables of the databases of version 3. */
const tables = ['run_operations', 'metadata'];

/** Neptune: what its client keeps on the disk, of offline runs for good, of others until the server has it. */
export const neptune: Format = {
	id: 'neptune',
	title: 'Neptune',
	rank: 78,
	alone: true,
	logsPrograms: true,
	logged: {home: '.neptune'},
	detect(listing, files) {
		const {path, entries} = listing;
		const databases = findDatabases('neptune', listing, files, tables);
		if (databases.length > 0) return databases;
		const names = entries.flatMap(({name, kind}) => (kind === 'file' ? [name] : []));
		const [first] = logsOf(names);
		if (first === undefined || !names.includes(countName) || ofOthers.test(path)) return [];
		return [{format: 'neptune', path, files: [`${path}/${first.name}`], ownsSubtree: true}];
	},
	isStoreName,
	undecided: (listing, files, claims) => findUnfinished(listing, files, tables, claims),
	open: ({path, files: [file = path]}, files) => (file === path ? new ScaleSource(path, files) : new LogSource(path, files)),
};
