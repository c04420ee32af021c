import type {Format} from '../format.ts';
import {findOldFiles, isOldFile} from './old/layout.ts';
import {OldWandbSource} from './old/source.ts';
import {findLogs, originalsOf} from './run-directory.ts';
import {WandbSource} from './source.ts';

/**
 * Weights & Biases run directories, read from their log: `run-…` and `offline-run-…`, or a `.wandb` file wherever it lies. Before 0.10 there was
 * none: `run-…` and `dryrun-…` held files of JSON lines instead.
 */
export const wandb: Format = {
	id: 'wandb',
	title: 'Weights & Biases',
	rank: 80,
	alone: true,
	logsPrograms: true,
	logged: {home: 'wandb'},
	detect({path, entries}, files) {
		const old = findOldFiles(path, entries);
		if (old.length > 0) return [{format: 'wandb', path, files: old, ownsSubtree: true}];
		const logs = findLogs(path, entries, files);
		if (logs.length > 1) return logs.map(log => ({format: 'wandb', path: log, files: [log], ownsSubtree: false}));
		if (logs.length === 0) return [];
		return [{format: 'wandb', path, files: logs, ownsSubtree: true}];
	},
	listedIn: ({path, entries}, files) => originalsOf(path, entries, files),
	open: (claim, files) =>
		isOldFile(claim.files[0] ?? '') ? new OldWandbSource(claim.path, files) : new WandbSource(claim, files),
};
