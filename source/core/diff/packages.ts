import {diffSettings, type Setting, type SettingsDiff} from './settings.ts';

/** Compares versions by name: first what all runs have in different versions, then what some lack, each by name. Runs without any say nothing. */
export function diffPackages(versions: readonly Readonly<Record<string, string>>[]): SettingsDiff {
	const diff = diffSettings(versions);
	const lacks = ({values}: Setting) => values.some((value, run) => value === undefined && Object.keys(versions[run]!).length > 0);
	const byName = (a: Setting, b: Setting) => (a.key < b.key ? -1 : 1);
	return {
		differing: diff.differing.toSorted((a, b) => Number(lacks(a)) - Number(lacks(b)) || byName(a, b)),
		bookkeeping: [],
		same: diff.same.toSorted(byName),
	};
}
