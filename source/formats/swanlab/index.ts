import type {FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {Board, boardName} from './board.ts';
import {BoardSource} from './board-source.ts';
import {SwanlabSource} from './source.ts';

const boards = new WeakMap<FileAccess, Map<string, Board>>();

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
		const board = `${claim.path.slice(0, claim.path.lastIndexOf('/'))}/${boardName}`;
		const hasLog = files.exists(claim.files[0]!) || !files.exists(board);
		return hasLog ? new SwanlabSource(claim, files) : new BoardSource(claim, files, boardAt(board, files));
	},
};

/** One for all runs of a directory: it is read once for all of them. */
function boardAt(path: string, files: FileAccess): Board {
	const known = boards.get(files) ?? new Map<string, Board>();
	boards.set(files, known);
	const board = known.get(path) ?? new Board(path, files);
	known.set(path, board);
	return board;
}
