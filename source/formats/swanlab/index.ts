import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
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
	// Above wandb, whose online run directories have names of the same form.
	rank: 81,
	alone: true,
	logsPrograms: true,
	logged: {home: 'swanlog'},
	detect(listing: Listing, access): Claim[] {
		const {path, entries} = listing;
		const log = entries.find(({name, kind}) => kind === 'file' && name.endsWith('.swanlab') && name !== boardName);
		if (log === undefined && !isRunWithoutLog(listing, access)) return [];
		const file = log?.name ?? `run-${path.slice(path.lastIndexOf('-') + 1)}.swanlab`;
		return [{format: 'swanlab', path, files: [`${path}/${file}`], ownsSubtree: true}];
	},
	open(claim, files) {
		const path = `${directoryOf(claim.path)}/${boardName}`;
		if (files.exists(claim.files[0]!) || !files.exists(path)) return new SwanlabSource(claim, files);
		const board = boards.at(path, files, (at, by) => new Board(at, by));
		return new BoardSource(claim, files, board);
	},
};

/**
 * True for a run that is on the board alone, or has lost its log. Its name, `files` and `logs` are wandb's as well: only what wandb has
 * nowhere tells the two apart.
 */
function isRunWithoutLog({path, entries}: Listing, access: FileAccess): boolean {
	const nameFrom = path.lastIndexOf('/') + 1;
	if (!/^run-\d{8}_\d{6}-\w+$/.test(path.slice(nameFrom))) return false;
	if (entries.some(({name, kind}) => kind === 'file' && name.endsWith('.wandb'))) return false;
	const directories = new Set(entries.filter(({kind}) => kind === 'directory').map(({name}) => name));
	if (!directories.has('files') && !directories.has('logs')) return false;
	return (
		['console', 'media', 'debug'].some(name => directories.has(name)) ||
		access.exists(`${path.slice(0, nameFrom)}${boardName}`) ||
		access.exists(`${path}/files/swanlab-metadata.json`)
	);
}
