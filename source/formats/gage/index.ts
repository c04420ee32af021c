import type {Entry, FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {readAhead} from './archive.ts';
import {metasAmong, metasFor, placeOf} from './layout.ts';
import {GageSource} from './source.ts';

/** What Gage, its source code and simple loggers leave in the directory of a run. Stores of other trackers are theirs to tell of. */
const loose = /tfevents|\.(?:csv|tsv|json|jsonl|ndjson|txt|log|out|err|ya?ml|toml|md|py|ipynb)$|^[^.]*$/i;

/** Of which a meta has one at least. */
const firstFiles = ['opref', 'id', '__schema__'];
/** What an archive must have that is to count before the directory, where that has it. */
const telling = [...firstFiles, 'initialized', 'staged', 'started', 'stopped', 'proc/exit', 'proc/lock', 'summary.json'];

/**
 * Runs of Gage (gageml/gage): a meta directory, or the archive of one, among its siblings: the directory that the run worked in, what people
 * said of it, where it was moved to. The run is listed by its meta, found in the directory of all; files in its other parts are its own.
 */
export const gage: Format = {
	id: 'gage',
	title: 'Gage',
	rank: 87,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const metas = metasAmong(entries, name => isMeta(`${path}/${name}`, files));
		return [...metas.map(name => claimOf(`${path}/${name}`)), ...claimOfPart(path, entries, files)];
	},
	open(claim: Claim, files: FileAccess) {
		const place = placeOf(claim.path);
		if (place === null) throw new Error(`${claim.path} is no meta of Gage`);
		return new GageSource(place, files);
	},
};

/** An archive, or a directory with one of the files that Gage writes first, which any may be damaged, unless its archive is what counts. */
function isMeta(path: string, files: FileAccess): boolean {
	if (/\.zip(?:\.deleted)?$/.test(path)) return files.stat(path) !== null;
	return firstFiles.some(name => files.stat(`${path}/${name}`) !== null) && !isArchived(path, files);
}

/**
 * True for what is left of a directory: Gage deletes it once its archive is made, and may be killed in between. While the archive is being made
 * it lacks its end.
 */
function isArchived(path: string, files: FileAccess): boolean {
	const archive = path.replace(/\.meta(?=(?:\.deleted)?$)/, '.meta.zip');
	const zip = readAhead(files, archive);
	if (zip === null) return false;
	const held = new Set(zip.names);
	return (
		zip.damage === null && held.has('opref') && telling.every(name => held.has(name) || files.stat(`${path}/${name}`) === null)
	);
}

function claimOf(path: string): Claim {
	return {format: 'gage', path, files: [path], ownsSubtree: false};
}

/** In a part of a run, the claim on the run once more, with the files that no other format is to take for a run. */
function claimOfPart(path: string, entries: readonly Entry[], files: FileAccess): Claim[] {
	const own = entries.flatMap(({name, kind}) => (kind === 'file' && loose.test(name) ? [`${path}/${name}`] : []));
	if (own.length === 0) return [];
	const meta = metasFor(path).find(candidate => isMeta(candidate, files));
	return meta === undefined || meta === path ? [] : [{...claimOf(meta), files: own, ownsFiles: true}];
}
