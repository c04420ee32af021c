import type {RunRow} from '../core/row.ts';
import type {LineKey} from './view.ts';

/** A line of the list: a run, or in the tree a folder of runs. */
export interface ListLine {
	key: LineKey;
	run: number | null;
	depth: number;
	/** Folder's name; empty for a run. */
	label: string;
	/** Runs below it. */
	children: number;
	open: boolean;
}

interface Folder {
	path: string;
	label: string;
	folders: Map<string, Folder>;
	/** In the order of their first run, so that the tree keeps the sorting. */
	entries: (Folder | RunRow)[];
	count: number;
}

const folder = (path: string, label: string): Folder => ({path, label, folders: new Map(), entries: [], count: 0});

/** One line a run. */
export function flatLines(rows: readonly RunRow[]): ListLine[] {
	return rows.map(row => ({key: row.key, run: row.key, depth: 0, label: '', children: 0, open: true}));
}

/** Runs below the folders that hold them, chains of single folders in one line; `closed` folders hide what is below. */
export function treeLines(rows: readonly RunRow[], closed: ReadonlySet<string>): ListLine[] {
	const top = folder('', '');
	for (const row of rows) {
		let at = top;
		at.count++;
		for (const part of row.dir.split('/').slice(0, -1)) {
			let next = at.folders.get(part);
			if (next === undefined) {
				next = folder(at.path === '' ? part : `${at.path}/${part}`, part);
				at.folders.set(part, next);
				at.entries.push(next);
			}
			at = next;
			at.count++;
		}
		at.entries.push(row);
	}
	const lines: ListLine[] = [];
	addLines(top, 0, closed, lines);
	return lines;
}

function addLines(at: Folder, depth: number, closed: ReadonlySet<string>, lines: ListLine[]): void {
	for (const entry of at.entries) {
		if (!('entries' in entry)) {
			lines.push({key: entry.key, run: entry.key, depth, label: '', children: 0, open: true});
			continue;
		}
		let inner = entry;
		let label = entry.label;
		while (inner.entries.length === 1 && 'entries' in inner.entries[0]!) {
			inner = inner.entries[0]!;
			label += `/${inner.label}`;
		}
		const open = !closed.has(inner.path);
		lines.push({key: inner.path, run: null, depth, label, children: inner.count, open});
		if (open) addLines(inner, depth + 1, closed, lines);
	}
}
