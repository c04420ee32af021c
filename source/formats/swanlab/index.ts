import type {Claim, Format, Listing} from '../format.ts';
import {SwanlabSource} from './source.ts';

/** SwanLab: a record log like wandb's, with metadata and config beside it. */
export const swanlab: Format = {
	id: 'swanlab',
	title: 'SwanLab',
	// Above wandb, whose run directories have names of the same form.
	rank: 81,
	alone: true,
	detect({path, entries}: Listing): Claim[] {
		const log = entries.find(({name, kind}) => kind === 'file' && name.endsWith('.swanlab'));
		const isRun = /^run-\d{8}_\d{6}-\w+$/.test(path.slice(path.lastIndexOf('/') + 1));
		const hasFiles = entries.some(({name, kind}) => kind === 'directory' && (name === 'files' || name === 'logs'));
		if (log === undefined && !(isRun && hasFiles)) return [];
		const file = log?.name ?? `run-${path.slice(path.lastIndexOf('-') + 1)}.swanlab`;
		return [{format: 'swanlab', path, files: [`${path}/${file}`], ownsSubtree: true}];
	},
	open: (claim, files) => new SwanlabSource(claim, files),
};
