import {nameOf} from './files/paths.ts';
import {mostPoints, type RunRow} from './row.ts';
import {put} from './table/gather.ts';
import {countWords} from './text/count-words.ts';

/** A run that another one was made from, or that was made from it. */
interface Kin {
	row: RunRow | null;
	path: string;
	/** One step away from the run that is asked about: 0. */
	depth: number;
}

const deepest = 20;
const mostKin = 200;

/** The next runs in one direction, by path. */
type Next = (path: string) => readonly string[];

/**
 * What a run was made from itself, also where its record names all ancestors at once: those that another one of them leads to are left out. Of two that
 * lead to each other, as runs that were started again in place do, neither proves the other to be further away.
 */
function directlyUsed({uses = [], usesAncestors}: RunRow, byPath: ReadonlyMap<string, RunRow>): readonly string[] {
	if (usesAncestors !== true) return uses;
	const leads = (from: string, to: string) => byPath.get(from)?.uses?.includes(to) === true;
	return uses.filter(path => !uses.some(other => other !== path && leads(other, path) && !leads(path, other)));
}

/** What lies behind a run in one direction, each below the one that leads to it; what was passed already is not gone through again. */
function follow(start: string, next: Next, byPath: ReadonlyMap<string, RunRow>): Kin[] {
	const kin: Kin[] = [];
	const passed = new Set([start]);
	const visit = (from: string, depth: number): void => {
		for (const path of next(from)) {
			if (kin.length >= mostKin) return;
			kin.push({row: byPath.get(path) ?? null, path, depth});
			if (passed.has(path) || depth >= deepest) continue;
			passed.add(path);
			visit(path, depth + 1);
		}
	};
	visit(start, 0);
	return kin;
}

const lineOf = ({row, path, depth}: Kin): [string, string] => [
	`${'  '.repeat(depth)}${row?.name ?? nameOf(path)}`,
	row === null ? `not among these runs: ${path}` : row.status,
];

/** The other starts in the files of a run, by their ids, with how each ended and how many points it has. */
function otherStarts({id, startOf = id, key}: RunRow, rows: Iterable<RunRow>): [string, string][] {
	const all = [...rows].filter(row => (row.startOf ?? row.id) === startOf);
	if (!all.some(row => row.startOf !== undefined)) return [];
	return all
		.filter(row => row.key !== key)
		.map(row => {
			const points = mostPoints(row.metrics);
			const newest = row.startOf === undefined ? 'the newest, ' : '';
			return [row.id, `${newest}${row.status}, ${countWords(points, 'point')}`];
		});
}

/**
 * The runs that a run was made from and those that were made from it, as two trees, one line each with the status: a failed or missing one
 * above says what the results stand on. Behind them the other starts in its files. Nothing for a run that has none of these.
 */
export function describeLineage(row: RunRow, found: Iterable<RunRow>): [title: string, lines: [string, string][]][] {
	const rows = [...found];
	const byPath = new Map<string, RunRow>();
	for (const other of rows) byPath.set(other.path, other);
	const used = new Map<string, readonly string[]>();
	const users = new Map<string, string[]>();
	for (const other of byPath.values()) {
		const direct = directlyUsed(other, byPath);
		used.set(other.path, direct);
		for (const path of direct) put(users, path, other.path);
	}
	const above = follow(row.path, path => used.get(path) ?? [], byPath).map(lineOf);
	const below = follow(row.path, path => users.get(path) ?? [], byPath).map(lineOf);
	const trees: [string, [string, string][]][] = [
		['Made from', above],
		['Went into', below],
		['Other starts in the same files', otherStarts(row, rows)],
	];
	return trees.filter(([, lines]) => lines.length > 0);
}
