import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isProject} from '../project.ts';
import {parseJsonObject} from '../whole-file.ts';
import {findOldFolders, oldMetricOf} from './layout.ts';
import {DvcliveSource} from './source.ts';

/** What DVCLive itself puts into its directory. */
const ownNames = /^(?:metrics\.json|params\.yaml|dvc\.yaml|plots|artifacts|report\.\w+)$/;
/** Folders that it makes in there, today and once. */
const ownFolders: readonly string[] = ['plots', 'artifacts', 'static'];
/** The same before 1.0, apart from those that are called after metrics. */
const oldFolders: readonly string[] = ['images', 'plots'];
/** Folders that a program makes for itself in the directory of its run: what lies there is the run's. */
const runFolders = /^(?:models?|checkpoints?(?:[-_]\d+)?|ckpts?|weights|images|samples|predictions)$/i;
/** What it is called if nobody calls it otherwise. */
const usualName = /\/dvclive$/i;
const guests = ['wandb'];
const mostBytes = 65_536;

/** What DVCLive said last of each metric, null where that cannot be read. */
function latest(path: string, files: FileAccess): JsonObject | null {
	const bytes = files.readWhole(`${path}/metrics.json`, mostBytes);
	return bytes === null ? null : parseJsonObject(bytes).value;
}

const isRunFolder = ({name, kind}: Entry): boolean => kind === 'directory' && runFolders.test(name);

/**
 * True for a run with parameters and no table yet. Projects keep a metrics.json and a params.yaml of their own too, but not
 * these alone; and the one of DVCLive holds nothing yet, or a step.
 */
function isBegun({path, entries}: Listing, files: FileAccess): boolean {
	const isOwn = (entry: Entry) => ownNames.test(entry.name) || isRunFolder(entry);
	if (!entries.some(({name}) => name === 'params.yaml') || !entries.every(isOwn)) return false;
	const values = latest(path, files);
	return values !== null && (Object.keys(values).length === 0 || typeof values.step === 'number');
}

/** True where more lies in a directory than a run of DVCLive: that of a whole project, which it was told to write into, or which is called after it. */
function isShared({entries}: Listing, own: readonly string[]): boolean {
	const isForeign = (entry: Entry) =>
		entry.kind === 'directory' && !own.includes(entry.name) && !guests.includes(entry.name) && !isRunFolder(entry);
	return isProject(entries) || entries.some(isForeign);
}

/** A run that a version before 1.0 wrote: tables right in its directory, or in `scalars`. */
function detectOld(listing: Listing, files: FileAccess): Claim[] {
	const folders = findOldFolders(listing, files);
	if (folders === null) return [];
	const {path, entries} = listing;
	const isOwn = ({name}: Entry) =>
		name === 'params.yaml' || (name.endsWith('.tsv') && oldMetricOf(path, `${path}/${name}`, files) !== null);
	const claim = {format: 'dvclive', path, files: entries.filter(isOwn).map(({name}) => `${path}/${name}`)};
	const own = [...folders, ...oldFolders];
	return [isShared(listing, own) ? {ownsSubtree: false, ownsFolders: own, ...claim} : {ownsSubtree: true, ...claim}];
}

/**
 * DVCLive: a table for each metric under plots/metrics, the latest values in metrics.json, parameters in params.yaml. Before 1.0 the tables lay in
 * `scalars` or right in its directory.
 */
export const dvclive: Format = {
	id: 'dvclive',
	title: 'DVCLive',
	rank: 60,
	partsRuns: true,
	alone: true,
	logsPrograms: true,
	// Each `Live` has a directory of its own; a table may be the copy of one run of a sweep, in the directory of all.
	logged: {isUntimed: true, holdsEvents: true},
	guests,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		const names = new Set(entries.map(({name}) => name));
		const isNamed = /(?:^|[-_/])dvclive(?:[-_]|$)/i.test(path.slice(path.lastIndexOf('/')));
		const hasPlots = names.has('plots') && (files.list(`${path}/plots`) ?? []).some(({name}) => name === 'metrics');
		const isRun = isNamed
			? names.has('metrics.json') || hasPlots
			: names.has('metrics.json') && (hasPlots || isBegun(listing, files));
		if (!isRun) return detectOld(listing, files);
		const shared = isShared(listing, ownFolders);
		// Any project may have a metrics.json, and be called after what it shows; only DVCLive counts its steps there.
		if (!hasPlots && shared && !usualName.test(path) && typeof latest(path, files)?.step !== 'number') return [];
		const own = ['metrics.json', 'params.yaml'].filter(name => names.has(name));
		const claim = {format: 'dvclive', path, files: own.map(name => `${path}/${name}`)};
		return [shared ? {ownsSubtree: false, ownsFolders: ownFolders, ...claim} : {ownsSubtree: true, ...claim}];
	},
	open: (claim, files) => new DvcliveSource(claim.path, files),
};
