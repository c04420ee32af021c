import type {RunRow} from '../row.ts';
import {gather} from './gather.ts';

/** Processes of one job that each wrote a run of their own, side by side: `rank_0`, `rank_1`; `log.rank0`, `log.rank1`. */

export interface RankSet {
	first: RunRow;
	others: RunRow[];
}

const rankName = /[-_./](?:global[-_]?|local[-_]?)?(?:rank|proc|process|replica)[-_.=]?(\d{1,5})$/i;

interface RankPlace {
	/** What the runs of one job share. */
	job: string;
	rank: number;
}

/** Rows are replaced, never changed, so each is looked at once. */
const known = new WeakMap<RunRow, RankPlace | null>();

function placeOf(row: RunRow): RankPlace | null {
	let place = known.get(row);
	if (place === undefined) {
		const found = rankName.exec(row.path);
		place = found && {job: `${row.format}\0${row.path.slice(0, found.index)}`, rank: Number(found[1])};
		known.set(row, place);
	}
	return place;
}

/** Runs that are ranks of one job, the lowest first; a rank that stands alone is a run like any other. */
export function findRanks(rows: readonly RunRow[]): RankSet[] {
	const jobs = gather(rows, row => placeOf(row)?.job ?? null);
	return [...jobs.values()].flatMap((list): RankSet[] => {
		const [first, ...others] = list.toSorted((a, b) => placeOf(a)!.rank - placeOf(b)!.rank);
		return first && others.length > 0 ? [{first, others}] : [];
	});
}
