import {madeOnce} from '../../made-once.ts';
import {mostPoints, type RunRow} from '../../row.ts';
import {gather} from '../gather.ts';
import {findRanks} from './ranks.ts';

/** How a run belongs to the run above it: it was started by it, is an earlier attempt at the same, or another process of the same job. */
export type Kinship = 'child' | 'attempt' | 'rank';

export interface Kin {
	above: RunRow;
	kind: Kinship;
}

/** A run's parent: of the same format first, since ids are only unique within one. */
function makeParentFinder(rows: readonly RunRow[]): (row: RunRow) => RunRow | null {
	const byId = new Map<string, RunRow>();
	const byFormat = new Map<string, RunRow>();
	for (const row of rows) {
		if (!byId.has(row.id)) byId.set(row.id, row);
		byFormat.set(`${row.format}\0${row.id}`, row);
	}
	return row => {
		if (row.parent === null) return null;
		const parent = byFormat.get(`${row.format}\0${row.parent}`) ?? byId.get(row.parent) ?? null;
		return parent === row ? null : parent;
	};
}

/** Attempts at the same run, by what they share: the store and the number in it (`2 (error 1)`, `2`), or the id. */
function findAttempts(rows: readonly RunRow[]): RunRow[][] {
	const tried = rows.filter(({attempt}) => attempt !== null);
	const inStore = gather(tried, ({format, path, id}) => `${format}\0${path}\0${id.replace(/ \((?:error|try) \d+\)$/, '')}`);
	const alone = [...inStore.values()].flatMap(list => (list.length === 1 ? list : []));
	const byId = gather(alone, ({format, id, idScope = ''}) => `${format}\0${idScope}\0${id}`);
	return [...inStore.values(), ...byId.values()].filter(list => list.length > 1);
}

/** Steps of a start that failed at once. */
const fewSteps = 2;
/** Points of what was done once behind a training: an evaluation at its first step. */
const fewOfFinished = 1;

/** Which attempt stands for all: the newest; of starts in the same files the newest that runs, came further than two steps, or finished after more than one. */
function shownOf(attempts: readonly RunRow[]): RunRow {
	const ordered = attempts.toSorted((a, b) => a.attempt! - b.attempt!);
	const areStarts = ordered.some(({startOf}) => startOf !== undefined);
	return (areStarts ? ordered.findLast(isWorthShowing) : undefined) ?? ordered.at(-1)!;
}

const isWorthShowing = ({status, metrics}: RunRow): boolean =>
	status === 'running' || mostPoints(metrics) > (status === 'finished' ? fewOfFinished : fewSteps);

function linkKin(rows: readonly RunRow[]): Map<number, Kin> {
	const kin = new Map<number, Kin>();
	const link = (row: RunRow, above: RunRow, kind: Kinship): void => {
		let at: RunRow | undefined = above;
		while (at && at !== row) at = kin.get(at.key)?.above;
		if (!at) kin.set(row.key, {above, kind});
	};
	for (const attempts of findAttempts(rows)) {
		const shown = shownOf(attempts);
		for (const row of attempts) if (row !== shown) link(row, shown, 'attempt');
	}
	for (const {first, others} of findRanks(rows)) for (const row of others) if (!kin.has(row.key)) link(row, first, 'rank');
	if (rows.every(({parent}) => parent === null)) return kin;
	const parentOf = makeParentFinder(rows);
	for (const row of rows) {
		const parent = kin.has(row.key) ? null : parentOf(row);
		if (parent) link(row, parent, 'child');
	}
	return kin;
}

const known = new WeakMap<readonly RunRow[], Map<number, Kin>>();

/**
 * The kin of each run that has one above it, by the key of the run: the newest attempt stands for all, and so does the first rank. Never a
 * loop. Remembered for the same array, which must not be changed in place.
 */
export const findKin = (rows: readonly RunRow[]): ReadonlyMap<number, Kin> => madeOnce(known, rows, () => linkKin(rows));

/** The rows without the starts that another one in the same files stands for. */
export function foldStarts(rows: readonly RunRow[]): readonly RunRow[] {
	if (rows.every(({startOf}) => startOf === undefined)) return rows;
	const kin = findKin(rows);
	return rows.filter(({key, startOf}) => {
		const link = kin.get(key);
		return link?.kind !== 'attempt' || (startOf ?? link.above.startOf) === undefined;
	});
}

/** The rows that stand for themselves or for others: neither an earlier attempt nor a further rank. */
export function foldRows(rows: readonly RunRow[]): RunRow[] {
	const kin = findKin(rows);
	return rows.filter(row => (kin.get(row.key)?.kind ?? 'child') === 'child');
}
