import type {Glyphs} from './glyphs.ts';
import {shortenNames} from './names.ts';
import {textWidth} from './width.ts';

/** A name, and what tells it from others of that name: '' where there are none. */
export interface NameApart {
	name: string;
	apart: string;
}

/** ` (…)` */
const aroundCells = 3;
/** Fewer cells of what tells runs apart say nothing; beside a name that is too long itself they are so many at most. */
const leastApart = 4;
const besideLong = 8;
const leastName = 7;
/** Of a name that another one beside it has, too. */
const leastShared = 6;

/** Cells of both, whole. */
export const apartWidth = ({name, apart}: NameApart): number =>
	textWidth(name) + (apart === '' ? 0 : textWidth(apart) + aroundCells);

/** Cells for what tells a name apart; 0 where the name needs all of them. */
function cellsOfApart({name, apart}: NameApart, cells: number, isShared: boolean): number {
	const wanted = textWidth(apart);
	const left = cells - textWidth(name) - aroundCells;
	if (left >= Math.min(wanted, leastApart)) return Math.min(wanted, left);
	const least = Math.min(wanted, besideLong);
	return cells - least - aroundCells >= (isShared ? leastShared : leastName) ? least : 0;
}

/**
 * Names in few cells, each with as much of what tells it apart as there is room for: `trial 34 (cnn…none)`. A name that fits is whole, since most of those
 * beside it are told by their names alone.
 */
export function shortenApart(all: readonly NameApart[], cells: number, signs: Pick<Glyphs, 'unicode'>): string[] {
	const names = all.map(({name}) => name);
	const aparts = all.map(({apart}) => apart);
	const own = shortenNames(names, cells, signs);
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const name of names) (seen.has(name) ? shared : seen).add(name);
	const rooms = all.map(one => (one.apart === '' ? 0 : cellsOfApart(one, cells, shared.has(one.name))));
	const told = new Map(
		[...new Set(rooms)].map(room => {
			const begins = shortenNames(names, cells - room - aroundCells, signs);
			const ends = shortenNames(aparts, room, signs);
			return [room, begins.map((begin, at) => `${begin} (${ends[at]})`)];
		}),
	);
	return rooms.map((room, at) => (room === 0 ? own : told.get(room)!)[at]!);
}
