import {nameOf} from '../../files/paths.ts';
import type {RunRow} from '../../row.ts';
import {gather} from '../gather.ts';
import {findKin} from './kinship.ts';

const leastPrefix = 4;

/** What may tell several runs apart, a text a run. */
type Telling = (rows: readonly RunRow[]) => string[];

/**
 * What tells a run from others of these that are called alike; '' where there are none. An earlier attempt or a further rank stands below its run and
 * needs nothing; runs below another one are told from each other. Found out for a name when one of its runs is asked for: there may be thousands.
 */
export function tellApart(rows: readonly RunRow[]): (row: Pick<RunRow, 'key' | 'name'>) => string {
	const kin = findKin(rows);
	const alikeOf = ({key, name}: Pick<RunRow, 'key' | 'name'>): string | null => {
		const link = kin.get(key);
		return link === undefined || link.kind === 'child' ? `${link?.above.key ?? ''}\0${name}` : null;
	};
	const alike = gather(rows, alikeOf);
	const known = new Map<string, ReadonlyMap<number, string>>();
	return row => {
		const called = alikeOf(row);
		const several = called === null ? undefined : alike.get(called);
		if (called === null || several === undefined || several.length < 2) return '';
		let apart = known.get(called);
		if (apart === undefined) {
			const texts = textsApart(several);
			apart = new Map(several.map(({key}, at) => [key, texts[at]!]));
			known.set(called, apart);
		}
		return apart.get(row.key) ?? '';
	};
}

/** The same of some runs of one name: the shortest part of their paths in which all differ, else the group, else the start of the id; '' where nothing does. */
export function textsApart(rows: readonly RunRow[]): string[] {
	for (const tell of tellings) {
		const texts = tell(rows);
		if (areApart(texts)) return texts;
	}
	return rows.map(() => '');
}

const areApart = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** Trackers put the id into the name of the directory, which is long: `run-20240115_101010-1a2b3c4d`. */
const idsOfPaths: Telling = rows => (rows.every(({id, path}) => nameOf(path).includes(id)) ? shortIds(rows) : rows.map(() => ''));

/** Ids as far as their starts have to be told. */
const shortIds: Telling = rows => {
	const longest = Math.max(...rows.map(({id}) => id.length));
	for (let length = leastPrefix; length < longest; length++) {
		const starts = rows.map(({id}) => id.slice(0, length));
		if (areApart(starts)) return starts;
	}
	return rows.map(({id}) => id);
};

const groups: Telling = rows => rows.map(({group}) => group ?? '');

/** The last name in which all paths differ, where they are equally deep; else all between what they begin and end with alike. */
const places: Telling = rows => {
	// In one store, where there may be thousands.
	if (rows.every(({path}) => path === rows[0]!.path)) return rows.map(() => '');
	const all = rows.map(({path}) => path.split('/'));
	const least = Math.min(...all.map(({length}) => length));
	const isShared = (at: number) => all.every(parts => parts.at(at) === all[0]!.at(at));
	let from = 0;
	while (from < least && isShared(from)) from++;
	let to = 0;
	while (to < least - from && isShared(-to - 1)) to++;
	const differing = all.map(parts => parts.slice(from, parts.length - to));
	const isLevel = differing.every(({length}) => length === differing[0]!.length);
	const at = isLevel ? differing[0]!.findLastIndex((_, depth) => areApart(differing.map(parts => parts[depth]!))) : -1;
	return differing.map(parts => (at < 0 ? parts.join('/') : parts[at]!));
};

const placesAndGroups: Telling = rows => {
	const found = places(rows);
	return groups(rows).map((group, at) => [found[at], group].filter(Boolean).join(' '));
};

const tellings: readonly Telling[] = [idsOfPaths, places, groups, placesAndGroups, shortIds];
