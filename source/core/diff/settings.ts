import {flattenConfig} from '../flatten.ts';
import type {Json, JsonObject} from '../run.ts';
import {alignNames} from './align-names.ts';
import {isBookkeeping} from './bookkeeping.ts';
import {identityOf, textNumbersOf} from './same-value.ts';

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

/** How many runs have recorded any of these settings. */
export function countTelling(settings: readonly Setting[]): number {
	const runs = settings[0]?.values.length ?? 0;
	return Array.from({length: runs}, (_, run) => settings.some(({values}) => values[run] !== undefined)).filter(Boolean).length;
}

/** The heading of what does not differ: a run without any settings says nothing of them. */
export function sameTitle(same: readonly Setting[]): string {
	if (!same.some(({values}) => values.includes(undefined))) return 'The same in all';
	return countTelling(same) === 1 ? 'Recorded by one run only' : 'The same in all that recorded it';
}

/**
 * Compares nested settings key by key. Not having a key is a difference, except in runs without any settings, which say nothing about them.
 * @param isLoneTold true where all that a single run has is a difference too, which would be called the same in all otherwise
 */
export function diffSettings(configs: readonly JsonObject[], isLoneTold = false): SettingsDiff {
	const flat = configs.map(flattenConfig);
	const told = flat.map(config => Object.keys(config).length > 0);
	const isLone = isLoneTold && told.filter(Boolean).length === 1;
	const speaks = isLone ? told.map(() => true) : told;
	const diff: SettingsDiff = {differing: [], bookkeeping: [], same: []};
	for (const {name, nameIn} of alignNames(flat.map(Object.keys))) {
		const values = nameIn.map((spelling, run) => (spelling === null ? undefined : flat[run]![spelling]));
		const spoken = values.filter((_, run) => speaks[run]);
		const numbers = textNumbersOf(spoken);
		const identities = new Set(spoken.map(value => (value === undefined ? undefined : identityOf(value, numbers))));
		const setting = {key: name, values};
		if (identities.size < 2) diff.same.push(setting);
		else (isBookkeeping(name) ? diff.bookkeeping : diff.differing).push(setting);
	}
	return diff;
}
