import type {Claim, Format, Listing} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {Board, boardName} from './board.ts';
import {BoardSource} from './board-source.ts';
import {SwanlabSource} from './source.ts';

/** One for all runs of a directory: it is read once for all of them. */
const boards = new SharedByPath<Board>();

/** SwanLab: a record log like wandb's, with metadata and config beside it. */
export const swanlab: Format = {
	id: 'swanlab',
	title: 'SwanLab',
	// Above wandb, whose run directories have names of the same form.
	rank: 81,
	alone: true,
	detect({path, entries}: Listing): Claim[] {
		const log = entries.find(({name, kind}) => kind === 'file' && name.endsWith('.swanlab') && name !== boardName);
		const isRun = /^run-\d{8}_\d{6}-\w+$/.test(path.slice(path.lastIndexOf('/') + 1));
		const hasFiles = entries.some(({name, kind}) => kind === 'directory' && (name === 'files' || name === 'logs'));
		if (log === undefined && !(isRun && hasFiles)) return [];
		const file = log?.name ?? `run-${path.slice(path.lastIndexOf('-') + 1)}.swanlab`;
		return [{format: 'swanlab', path, files: [`${path}/${file}`], ownsSubtree: true}];
	},
	open(claim, files) {
		const path = `${claim.path.slice(0, claim.path.lastIndexOf('/'))}/${boardName}`;
		if (files.exists(claim.files[0]!) || !files.exists(path)) return new SwanlabSource(claim, files);
		const board = boards.at(path, files, (at, by) => new Board(at, by));
		return new BoardSource(claim, files, board);
	},
};
