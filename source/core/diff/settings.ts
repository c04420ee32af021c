import {flattenConfig} from '../flatten.ts';
import type {Json, JsonObject} from '../run.ts';
import {alignNames} from './align-names.ts';
import {isBookkeeping} from './bookkeeping.ts';
import {identityOf} from './same-value.ts';

/** One key over all runs: `values[i]` as run i recorded it, undefined where it has none. */
export interface Setting {
	key: string;
	values: (Json | undefined)[];
}

export interface SettingsDiff {
	/** What differs, in the order of recording. */
	differing: Setting[];
	/** What differs and is the trackers' own. */
	bookkeeping: Setting[];
	same: Setting[];
}

/** The heading of what does not differ: a run without any settings says nothing of them. */
export const sameTitle = (same: readonly Setting[]): string =>
	same.some(({values}) => values.includes(undefined)) ? 'The same in all that recorded it' : 'The same in all';

/**
 * Compares nested settings key by key. Not having a key is a difference, except in runs without any settings, which say nothing about them.
 */
export function diffSettings(configs: readonly JsonObject[]): SettingsDiff {
	const flat = configs.map(flattenConfig);
	const speaks = flat.map(config => Object.keys(config).length > 0);
	const diff: SettingsDiff = {differing: [], bookkeeping: [], same: []};
	for (const {name, nameIn} of alignNames(flat.map(Object.keys))) {
		const values = nameIn.map((spelling, run) => (spelling === null ? undefined : flat[run]![spelling]));
		const told = values.filter((_, run) => speaks[run]);
		const identities = new Set(told.map(value => (value === undefined ? undefined : identityOf(value))));
		const setting = {key: name, values};
		if (identities.size < 2) diff.same.push(setting);
		else (isBookkeeping(name) ? diff.bookkeeping : diff.differing).push(setting);
	}
	return diff;
}
