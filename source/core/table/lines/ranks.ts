import {aggregateStride, type RunRow, readAggregate} from '../../row.ts';
import {gather} from '../gather.ts';
import {guessDirection} from '../metrics/direction.ts';

/**
 * Processes of one job that each wrote a run of their own, side by side: `rank_0`, `rank_1`; `log.rank0`, `log.rank1`; `train_rank0.log`,
 * `train_rank1.log`; and, as torchrun lays out what it redirects (`--log-dir`), `attempt_0/0`, `attempt_0/1`. A worker, a node or a GPU may as well do a
 * training of its own: `worker0.log` and `worker1.log` are of one job where both have measured the same.
 */

export interface RankSet {
	first: RunRow;
	others: RunRow[];
}

const rankName = /[-_./](?:global[-_]?|local[-_]?)?(?:rank|proc|process|replica)[-_.=]?(\d{1,5})((?:\.[a-z]\w{0,9}){0,2})$/i;
const placeName = /[-_./](?:worker|node|gpu)[-_.=]?(\d{1,5})((?:\.[a-z]\w{0,9}){0,2})$/i;
const torchrunName = /(?<=\/attempt_\d{1,4})\/(\d{1,5})$/;

interface RankPlace {
	/** What the runs of one job share. */
	job: string;
	rank: number;
	/** False where the name says only where it ran. */
	isRank: boolean;
}

/** Rows are replaced, never changed, so each is looked at once. */
const known = new WeakMap<RunRow, RankPlace | null>();

function placeOf(row: RunRow): RankPlace | null {
	let place = known.get(row);
	if (place === undefined) {
		const named = rankName.exec(row.path) ?? (row.format === 'textlog' ? torchrunName.exec(row.path) : null);
		const found = named ?? placeName.exec(row.path);
		const isRank = named !== null;
		if (found === null) place = null;
		else {
			// Words for a rank are spelled in many ways, but a worker is no GPU.
			const end = isRank ? found.index : found.index + found[0].indexOf(found[1]!);
			place = {job: `${row.format}\0${row.path.slice(0, end)}\0${found[2] ?? ''}\0${isRank}`, rank: Number(found[1]), isRank};
		}
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
		if (!first || others.length === 0 || placeOf(others[0]!)!.rank === placeOf(first)!.rank) return [];
		const isJob = placeOf(first)!.isRank ? placeOf(first)!.rank === 0 : others.every(row => measuredTheSame(first, row));
		return isJob ? [{first, others}] : [];
	});
}

const fewestPoints = 3;
/** How fast each process is, which is its own. */
const isOfProcess =
	/(?:^|[^a-z])(?:latency|(?:run)?times?|duration|seconds?|secs?|s|ms|throughput|[mh]fu|fps|speed|tps|per)(?:$|[^a-z])/i;

/**
 * True for runs whose every loss, accuracy and the like is the same to the last digit from the first point to the last, as processes of one
 * job tell it that have joined what each of them measured. What two trainings share, such as a schedule, proves nothing.
 */
function measuredTheSame(a: RunRow, b: RunRow): boolean {
	const judged = a.metrics.names.filter(name => guessDirection(name) !== null && !isOfProcess.test(name));
	return judged.some(name => isTelling(a, name)) && judged.every(name => areSame(a, b, name));
}

function isTelling(row: RunRow, name: string): boolean {
	const [first, last] = [readAggregate(row, name, 'first'), readAggregate(row, name, 'last')];
	return (
		readAggregate(row, name, 'points') >= fewestPoints && first !== last && !Number.isInteger(first) && !Number.isInteger(last)
	);
}

function areSame(a: RunRow, b: RunRow, name: string): boolean {
	const [one, other] = [a, b].map(({metrics}) => {
		const at = metrics.names.indexOf(name);
		return at < 0 ? null : metrics.values.subarray(at * aggregateStride, (at + 1) * aggregateStride);
	});
	return one != null && other != null && one.every((value, i) => Object.is(value, other[i]));
}
