import type {FileAccess} from '../../core/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {metasFor, placeOf, zipsAmong} from './layout.ts';
import {GageSource} from './source.ts';

/** Runs of Gage (gageml/gage): a meta directory, or the archive of one, beside the directory that the run worked in. */
export const gage: Format = {
	id: 'gage',
	title: 'Gage',
	rank: 87,
	alone: true,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const zips = zipsAmong(entries).map(name => claimOf(`${path}/${name}`, false));
		const isMeta = placeOf(path)?.isZip === false && files.stat(`${path}/opref`) !== null;
		return isMeta ? [claimOf(path, true), ...zips] : zips;
	},
	covers: ({path}: Listing, files: FileAccess) => metasFor(path).some(meta => files.stat(meta) !== null),
	open(claim: Claim, files: FileAccess) {
		const place = placeOf(claim.path);
		if (place === null) throw new Error(`${claim.path} is no meta of Gage`);
		return new GageSource(place, files);
	},
};

function claimOf(path: string, ownsSubtree: boolean): Claim {
	return {format: 'gage', path, files: [path], ownsSubtree};
}
