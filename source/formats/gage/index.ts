import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {claimOn, findMeta, isMeta} from './find-meta.ts';
import {host} from './host.ts';
import {isAtWork, metasAmong, placeOf} from './layout.ts';
import {GageSource} from './source.ts';

/** What Gage, its source code and simple loggers leave in the directory of a run. Stores of other trackers are theirs to tell of. */
const loose = /tfevents|\.(?:csv|tsv|json|jsonl|ndjson|txt|log|out|err|ya?ml|toml|md|py|ipynb)$|^[^.]*$/i;

/**
 * Runs of Gage (gageml/gage): a meta directory, or the archive of one, among its siblings: the directory that the run worked in, what people
 * said of it, where it was moved to. The run is listed by its meta, found in the directory of all; files in its other parts are its own.
 */
export const gage: Format = {
	id: 'gage',
	title: 'Gage',
	rank: 87,
	host,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const metas = metasAmong(entries, name => isMeta(`${path}/${name}`, files));
		return [...metas.map(name => claimOn(`${path}/${name}`)), ...claimOfPart(path, entries, files)];
	},
	open(claim: Claim, files: FileAccess) {
		const place = placeOf(claim.path);
		if (place === null) throw new Error(`${claim.path} is no meta of Gage`);
		return new GageSource(place, files);
	},
};

/** In a part of a run that is not the directory that it worked in, the claim on the run once more, with the files that no other format is to take for a run. */
function claimOfPart(path: string, entries: readonly Entry[], files: FileAccess): Claim[] {
	if (isAtWork(path)) return [];
	const own = entries.flatMap(({name, kind}) => (kind === 'file' && loose.test(name) ? [`${path}/${name}`] : []));
	if (own.length === 0) return [];
	const meta = findMeta(path, files);
	return meta === undefined || meta === path ? [] : [{ownsFiles: true, ...claimOn(meta), files: own}];
}
