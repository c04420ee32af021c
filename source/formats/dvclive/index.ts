import type {FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {DvcliveSource} from './source.ts';

/** DVCLive: a table for each metric under plots/metrics, the latest values in metrics.json, parameters in params.yaml. */
export const dvclive: Format = {
	id: 'dvclive',
	title: 'DVCLive',
	rank: 60,
	alone: true,
	guests: ['wandb'],
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const names = new Set(entries.map(({name}) => name));
		const isNamed = /(?:^|[-_/])dvclive(?:[-_]|$)/i.test(path.slice(path.lastIndexOf('/')));
		const hasPlots = names.has('plots') && (files.list(`${path}/plots`) ?? []).some(({name}) => name === 'metrics');
		const isRun = isNamed ? names.has('metrics.json') || hasPlots : names.has('metrics.json') && hasPlots;
		if (!isRun) return [];
		const own = ['metrics.json', 'params.yaml'].filter(name => names.has(name));
		return [{format: 'dvclive', path, files: own.map(name => `${path}/${name}`), ownsSubtree: true}];
	},
	open: (claim, files) => new DvcliveSource(claim.path, files),
};
