import type {Format} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {Experiment} from './experiment.ts';
import {RaySource} from './source.ts';

const experiments = new SharedByPath<Experiment>();
/** The settings of a trial, which its loggers write twice as it begins. */
const settings = ['params.json', 'params.pkl'];
const results = new Set(['result.json', 'progress.csv', 'error.txt']);

/** Ray Tune: a directory a trial. Its points are in tables and event files, which have readers of their own; this one tells how it ended. */
export const ray: Format = {
	id: 'ray',
	title: 'Ray Tune',
	rank: 45,
	detect({path, entries}) {
		const names = new Set(entries.filter(({kind}) => kind === 'file').map(({name}) => name));
		if (!settings.every(name => names.has(name)) || !entries.some(({name}) => results.has(name))) return [];
		return [{format: 'ray', path, files: [`${path}/params.json`], ownsSubtree: false}];
	},
	open(claim, files) {
		const above = claim.path.slice(0, claim.path.lastIndexOf('/'));
		return new RaySource(
			claim.path,
			files,
			experiments.at(above, files, (path, by) => new Experiment(path, by)),
		);
	},
};
