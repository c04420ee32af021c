import type {Format} from '../format.ts';
import {findLogs} from './run-directory.ts';
import {WandbSource} from './source.ts';

/** Weights & Biases run directories, read from their log: `run-…` and `offline-run-…`, or a `.wandb` file wherever it lies. */
export const wandb: Format = {
	id: 'wandb',
	title: 'Weights & Biases',
	rank: 80,
	alone: true,
	detect({path, entries}) {
		const logs = findLogs(path, entries);
		if (logs.length > 1) return logs.map(log => ({format: 'wandb', path: log, files: [log], ownsSubtree: false}));
		if (logs.length === 0) return [];
		return [{format: 'wandb', path, files: logs, ownsSubtree: true}];
	},
	open: (claim, files) => new WandbSource(claim, files),
};
