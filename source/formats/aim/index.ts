import type {Claim, Format} from '../format.ts';
import {AimSource} from './source.ts';
import {withoutRuns} from './store.ts';

/** Where Aim has the database of a run, by default in `.aim`. */
const place = /\/meta\/chunks\/[^/]+$/;

const ofDatabase = [/^CURRENT$/, /^MANIFEST-\d+$/, /^\d+\.(?:sst|log)$/];

/** Aim: two RocksDB databases a run, and one of SQLite for what people say of all of them. */
export const aim: Format = {
	id: 'aim',
	title: 'Aim',
	rank: 76,
	alone: true,
	logsPrograms: true,
	detect({path, entries}): Claim[] {
		if (!place.test(path)) return [];
		const isThere = (kind: RegExp) => entries.some(entry => entry.kind === 'file' && kind.test(entry.name));
		// What has lost one of them may have its points still.
		if (ofDatabase.filter(isThere).length < 2) return [];
		return [{format: 'aim', path, files: [`${path}/CURRENT`], ownsSubtree: true}];
	},
	withoutRuns,
	open: (claim, files) => new AimSource(claim, files),
};
