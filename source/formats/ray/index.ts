import type {FileAccess} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Format, Listing} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {isEventFile} from './end.ts';
import {Experiment} from './experiment.ts';
import {RaySource} from './source.ts';
import {snapshotName, TrainSource} from './train.ts';

const experiments = new SharedByPath<Experiment>();
/** The settings of a trial, which its loggers write twice as it begins. */
const settings = ['params.json', 'params.pkl'];
/** What its loggers write next, and what a failure leaves. */
const results = ['result.json', 'progress.csv', 'error.txt'];
/** They are in every row. */
const rowKeys = ['"training_iteration"', '"trial_id"'];
const headBytes = 4096;

/**
 * Ray Tune: a directory a trial. Its points are in tables and event files, which have readers of their own; this one tells how it ended. Ray Train
 * keeps what it was told with its checkpoints (V1 did as Tune does).
 */
export const ray: Format = {
	id: 'ray',
	title: 'Ray',
	rank: 45,
	detect(listing, files) {
		const {path, entries} = listing;
		if (entries.some(({name, kind}) => name === snapshotName && kind === 'file'))
			return [{format: 'ray', path, files: [`${path}/${snapshotName}`], ownsSubtree: false}];
		if (!isTrial(listing, files)) return [];
		return [{format: 'ray', path, files: [`${path}/params.json`], ownsSubtree: false}];
	},
	open: ({path, files: [file = '']}, files) =>
		file.endsWith(`/${snapshotName}`) ? new TrainSource(file, files) : new RaySource(path, files, experimentOf(path, files)),
};

const experimentOf = (trial: string, files: FileAccess): Experiment =>
	experiments.at(directoryAbove(trial), files, (path, by) => new Experiment(path, by));

const directoryAbove = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** By its settings and results; where a copy left some of them out, by what else only Ray has: its rows, the state beside it. */
function isTrial({path, entries}: Listing, files: FileAccess): boolean {
	if (entries.length === 0) return isListed(path, files);
	const names = new Set(entries.filter(({kind}) => kind === 'file').map(({name}) => name));
	const found = settings.filter(name => names.has(name));
	const hasResults = results.some(name => names.has(name));
	if (!hasResults && !entries.some(({name}) => isEventFile(name))) return false;
	if (found.length === settings.length) return true;
	if (!hasResults) return false;
	const hasRows = results.slice(0, 2).some(name => names.has(name) && isRow(`${path}/${name}`, files));
	// What fails before it has begun leaves its error alone.
	return hasRows || (found.length > 0 && experimentOf(path, files).isKept()) || isListed(path, files);
}

function isRow(path: string, files: FileAccess): boolean {
	const [line = ''] = decodeText(files.readRange(path, 0, headBytes) ?? new Uint8Array(0)).split('\n');
	// A table names its columns without quotes.
	const keys = path.endsWith('.csv') ? rowKeys.map(key => key.slice(1, -1)) : rowKeys;
	return keys.every(key => line.includes(key));
}

/** True for the directory of a trial that the state of the experiment beside it knows: of one that has not begun, that alone does. */
function isListed(path: string, files: FileAccess): boolean {
	const experiment = experimentOf(path, files);
	return experiment.isKept() && experiment.find(path.slice(path.lastIndexOf('/') + 1), null) !== null;
}
