import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isProject} from '../project.ts';
import {isEventFile} from '../tfevents/file-name.ts';
import {isCheckpoint} from './checkpoints.ts';
import {settingsFiles} from './settings-file.ts';
import {LightningSource} from './source.ts';

/** A directory with more folders holds something else than loggers. */
const mostFolders = 12;

const logged = {isTold: true, isPrinted: true, isUntimed: true, home: 'lightning_logs'};

/** Lightning's CSVLogger: `metrics.csv` with the hyperparameters and checkpoints beside it. */
export const lightningCsv: Format = {
	id: 'lightning-csv',
	title: 'Lightning CSVLogger',
	rank: 60,
	partsRuns: true,
	logged,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path} = listing;
		const names = new Set(listing.entries.map(({name}) => name));
		const isBegun = names.has('metrics.csv');
		const isOwn = isBegun && (settingsFiles.some(name => names.has(name)) || isVersion(path) || hasCheckpoints(listing, files));
		// The table comes with the first rows that are flushed; the hyperparameters are there from the start.
		const isNew =
			!isBegun && isVersion(path) && names.has('hparams.yaml') && !listing.entries.some(({name}) => isEventFile(name));
		if (!isOwn && !isNew) return [];
		return [
			{
				format: 'lightning-csv',
				path,
				files: [`${path}/metrics.csv`, `${path}/hparams.yaml`],
				ownsSubtree: isOwn && hasOtherLogger(listing, files),
				ownsFiles: true,
			},
		];
	},
	open: (claim, files) => new LightningSource(claim.path, files, true),
};

/** What Lightning writes beside the files of another logger, such as its usual TensorBoard one: hyperparameters and checkpoints. */
export const lightning: Format = {
	id: 'lightning',
	title: 'Lightning beside another logger',
	rank: 55,
	logged,
	detect({path, entries}: Listing): Claim[] {
		const names = new Set(entries.map(({name}) => name));
		const settings = settingsFiles.find(name => names.has(name));
		if (settings === undefined || names.has('metrics.csv') || !entries.some(({name}) => isEventFile(name))) return [];
		return [{format: 'lightning', path, files: [`${path}/${settings}`], ownsSubtree: false}];
	},
	open: (claim, files) => new LightningSource(claim.path, files, false),
};

/**
 * True where one folder holds what the TensorBoard logger of the same version writes (`sub_dir`), and nothing shows other runs below. What a
 * training begins to write there makes no other run.
 */
function hasOtherLogger({path, entries}: Listing, files: FileAccess): boolean {
	const folders = entries.filter(({name, kind}) => kind === 'directory' && name !== 'checkpoints' && !name.startsWith('.'));
	if (folders.length === 0 || folders.length > mostFolders || isProject(entries)) return false;
	const below = folders.map(({name}) => files.list(`${path}/${name}`) ?? []);
	const isRun = (names: readonly Entry[]) => names.some(({name}) => name === 'metrics.csv' || /^version_\d+$/.test(name));
	const isLogged = (names: readonly Entry[]) => names.some(({name}) => name === 'hparams.yaml' || isEventFile(name));
	return below.filter(isLogged).length === 1 && !below.some(isRun);
}

const isVersion = (path: string): boolean => /\/lightning_logs\/[^/]+$|\/version_\d+$/.test(path);

function hasCheckpoints({path, entries}: Listing, files: FileAccess): boolean {
	if (!entries.some(({name, kind}) => name === 'checkpoints' && kind === 'directory')) return false;
	return (files.list(`${path}/checkpoints`) ?? []).some(({name}) => isCheckpoint(name));
}
