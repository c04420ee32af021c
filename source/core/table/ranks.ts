import type {RunRow} from '../row.ts';
import {gather} from './gather.ts';

/**
 * Processes of one job that each wrote a run of their own, side by side: `rank_0`, `rank_1`; `log.rank0`, `log.rank1`; `train_rank0.log`,
 * `train_rank1.log`; and, as torchrun lays out what it redirects (`--log-dir`), `attempt_0/0`, `attempt_0/1`.
 */

export interface RankSet {
	first: RunRow;
	others: RunRow[];
}

const rankName = /[-_./](?:global[-_]?|local[-_]?)?(?:rank|proc|process|replica)[-_.=]?(\d{1,5})((?:\.[a-z]\w{0,9}){0,2})$/i;
const torchrunName = /(?<=\/attempt_\d{1,4})\/(\d{1,5})$/;

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
		const found = rankName.exec(row.path) ?? (row.format === 'textlog' ? torchrunName.exec(row.path) : null);
		place = found && {job: `${row.format}\0${row.path.slice(0, found.index)}\0${found[2] ?? ''}`, rank: Number(found[1])};
		known.set(row, place);
	}
	return place;
}

/**
 * Runs that are ranks of one job, the first one first; a rank that stands alone is a run like any other. Ranks begin with 0: `lora_rank_8` beside
 * `lora_rank_16` are two settings.
 */
export function findRanks(rows: readonly RunRow[]): RankSet[] {
	const jobs = gather(rows, row => placeOf(row)?.job ?? null);
	return [...jobs.values()].flatMap((list): RankSet[] => {
		const [first, ...others] = list.toSorted((a, b) => placeOf(a)!.rank - placeOf(b)!.rank);
		const isJob = others.length > 0 && placeOf(first!)!.rank === 0 && placeOf(others[0]!)!.rank > 0;
		return first && isJob ? [{first, others}] : [];
	});
}
