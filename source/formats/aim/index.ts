import type {Claim, Format} from '../format.ts';
import {AimSource} from './source.ts';
import {withoutRuns} from './store.ts';

/** Where Aim has the database of a run, by default in `.aim`. */
const place = /\/meta\/chunks\/[^/]+$/;

/** Aim: two RocksDB databases a run, and one of SQLite for what people say of all of them. */
export const aim: Format = {
	id: 'aim',
	title: 'Aim',
	rank: 76,
	alone: true,
	logsPrograms: true,
	detect({path, entries}): Claim[] {
		if (!place.test(path)) return [];
		const file = entries.find(({name, kind}) => kind === 'file' && name === 'CURRENT');
		if (file === undefined || !entries.some(({name}) => name.startsWith('MANIFEST-'))) return [];
		return [{format: 'aim', path, files: [`${path}/CURRENT`], ownsSubtree: true}];
	},
	withoutRuns,
	open: (claim, files) => new AimSource(claim, files),
};
