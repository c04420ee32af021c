import type {Entry, FileAccess} from '../../core/files.ts';
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
/** What it is called if nobody calls it otherwise. */
const usualName = /\/dvclive$/i;
const guests = ['wandb'];
const mostBytes = 65_536;

/**
 * True for a run with parameters and no table yet. Projects keep a metrics.json and a params.yaml of their own too, but not
 * these alone; and the one of DVCLive holds nothing yet, or a step.
 */
function isBegun({path, entries}: Listing, files: FileAccess): boolean {
	if (!entries.some(({name}) => name === 'params.yaml') || !entries.every(({name}) => ownNames.test(name))) return false;
	const bytes = files.readWhole(`${path}/metrics.json`, mostBytes);
	const values = bytes === null ? null : parseJsonObject(bytes).value;
	return values !== null && (Object.keys(values).length === 0 || typeof values.step === 'number');
}

/** True where more lies in a directory than a run of DVCLive: that of a whole project, which it was told to write into, or which is called after it. */
function isShared({entries}: Listing, own: readonly string[]): boolean {
	const isForeign = ({name, kind}: Entry) => kind === 'directory' && !own.includes(name) && !guests.includes(name);
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
	return [isShared(listing, own) ? {...claim, ownsSubtree: false, ownsFolders: own} : {...claim, ownsSubtree: true}];
}

/**
 * DVCLive: a table for each metric under plots/metrics, the latest values in metrics.json, parameters in params.yaml. Before 1.0 the tables lay in
 * `scalars` or right in its directory.
 */
export const dvclive: Format = {
	id: 'dvclive',
	title: 'DVCLive',
	rank: 60,
	alone: true,
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
		// Any project may have a metrics.json, and be called after what it shows.
		if (!hasPlots && shared && !usualName.test(path)) return [];
		const own = ['metrics.json', 'params.yaml'].filter(name => names.has(name));
		const claim = {format: 'dvclive', path, files: own.map(name => `${path}/${name}`)};
		return [shared ? {...claim, ownsSubtree: false, ownsFolders: ownFolders} : {...claim, ownsSubtree: true}];
	},
	open: (claim, files) => new DvcliveSource(claim.path, files),
};
