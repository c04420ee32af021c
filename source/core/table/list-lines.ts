import type {RunRow} from '../row.ts';
import {describeTold} from '../told.ts';
import {type Folder, isFolder, placeInFolders} from './folders.ts';
import type {RunGroup} from './group.ts';
import type {Kinship} from './kinship.ts';
import {type NestedRun, nestAmong, nestRows, wantedBelow} from './nest.ts';

/** The list from top to bottom: runs, and the headings of groups and folders, as they lie below each other. */

/** Which run or heading a line stands for: the run's key, or the path of the group or folder. */
export type LineKey = number | string;

/** - `nested`: runs below those they belong to; `folders`: these below their directories; `flat`: every run by itself. */
export const treeShapes = ['nested', 'folders', 'flat'] as const;
export type TreeShape = (typeof treeShapes)[number];

export interface ListLine {
	key: LineKey;
	/** Null for a heading. */
	run: number | null;
	depth: number;
	/** Text of a heading; of a run, what is below it: `3 attempts`, `8 ranks`; else empty. */
	label: string;
	/** Set for the heading of a group. */
	group: RunGroup | null;
	/** Runs of the filter below it. */
	below: readonly RunRow[];
	/** Whether what is below is shown; null where there is nothing to fold. */
	open: boolean | null;
	/** False for a run that is only there because one above or below it matches the filter. */
	wanted: boolean;
	/** How a run belongs to the one above it. */
	kind: Kinship | null;
	/** True for a line that only says what one of several sources told of the run above it. */
	isSource: boolean;
}

export interface ListShape {
	tree: TreeShape;
	/** Lines that were opened or closed by hand. */
	folds: ReadonlyMap<LineKey, boolean>;
	/** Whether groups are open that were not folded by hand. */
	groupsOpen: boolean;
}

const nobody: readonly RunRow[] = [];

function runLine(row: RunRow, depth: number, wanted = true): ListLine {
	return {
		key: row.key,
		run: row.key,
		depth,
		label: '',
		group: null,
		below: nobody,
		open: null,
		wanted,
		kind: null,
		isSource: false,
	};
}

/** True where a run can be taken apart into what its sources told; that is shown only to whoever asks. */
export const isTakenApart = ({told}: RunRow): boolean => told !== undefined && told.length > 1;

/** Earlier attempts and other ranks stay folded until somebody asks, unless one of them is what was looked for. */
function isUsuallyOpen({children, wanted}: NestedRun, below: readonly RunRow[]): boolean {
	return children.some(({kind}) => kind === 'child') || (!wanted && below.length > 0);
}

/** What is below a run, in a word; children are counted as other headings count theirs. */
function familyText(children: readonly NestedRun[]): string {
	const {kind} = children[0]!;
	if (kind === 'attempt') return `${children.length + 1} attempts`;
	return kind === 'rank' ? `${children.length + 1} ranks` : String(children.length);
}

class Lines {
	readonly lines: ListLine[] = [];

	constructor(
		private readonly shape: ListShape,
		private readonly all: readonly RunRow[],
	) {}

	addRuns(nodes: readonly NestedRun[], depth: number): void {
		for (const node of nodes) this.addRun(node, depth);
	}

	private addRun(node: NestedRun, depth: number): void {
		const {row, wanted, kind, children} = node;
		if (children.length === 0) {
			this.addSingle({...runLine(row, depth, wanted), kind}, row);
			return;
		}
		const below = wantedBelow(node);
		const open = this.shape.folds.get(row.key) ?? isUsuallyOpen(node, below);
		this.lines.push({...runLine(row, depth, wanted), kind, below, open, label: familyText(children)});
		if (open) this.addRuns(children, depth + 1);
	}

	/** A run that nothing lies below, but what its sources told where it was unfolded by hand. */
	addSingle(line: ListLine, row: RunRow): void {
		const open = this.shape.folds.get(row.key) === true && isTakenApart(row);
		this.lines.push(open ? {...line, open} : line);
		if (!open) return;
		for (const [i, [format, words]] of describeTold(row.told ?? []).entries())
			this.lines.push({
				...heading(`${row.key}\0${i}`, `${format}: ${words}`, line.depth + 1),
				below: [row],
				open: null,
				isSource: true,
			});
	}

	/** Returns the runs below the folder. */
	addFolder({path, label, entries}: Folder, depth: number): RunRow[] {
		const open = this.shape.folds.get(path) ?? true;
		const below: RunRow[] = [];
		this.lines.push({...heading(path, label, depth), below, open});
		const at = this.lines.length;
		for (const row of this.addEntries(entries, depth + 1)) below.push(row);
		if (!open) this.lines.length = at;
		return below;
	}

	addEntries(entries: readonly (Folder | NestedRun)[], depth: number): RunRow[] {
		return entries.flatMap(entry => {
			if (isFolder(entry)) return this.addFolder(entry, depth);
			this.addRun(entry, depth);
			return [...(entry.wanted ? [entry.row] : []), ...wantedBelow(entry)];
		});
	}

	addGroup(group: RunGroup, depth: number): void {
		const {path, label, rows, groups} = group;
		const open = this.shape.folds.get(path) ?? this.shape.groupsOpen;
		this.lines.push({...heading(path, label, depth), group, below: rows, open});
		if (!open) return;
		if (groups.length > 0) for (const inner of groups) this.addGroup(inner, depth + 1);
		else if (this.shape.tree === 'flat') for (const row of rows) this.addSingle(runLine(row, depth + 1), row);
		else this.addRuns(nestAmong(rows, this.all), depth + 1);
	}
}

function heading(path: string, label: string, depth: number): ListLine {
	return {key: path, run: null, depth, label, group: null, below: nobody, open: true, wanted: true, kind: null, isSource: false};
}

/**
 * The lines of a list.
 * @param wanted rows of the filter, sorted
 * @param groups the same rows below headings; null for none, then `shape.tree` says how they lie
 * @param all every row that is known
 */
export function makeLines(
	wanted: readonly RunRow[],
	groups: readonly RunGroup[] | null,
	all: readonly RunRow[],
	shape: ListShape,
): ListLine[] {
	const lines = new Lines(shape, all);
	if (groups !== null) for (const group of groups) lines.addGroup(group, 0);
	else if (shape.tree === 'flat') for (const row of wanted) lines.addSingle(runLine(row, 0), row);
	else if (shape.tree === 'nested') lines.addRuns(nestRows(wanted, all), 0);
	else lines.addEntries(placeInFolders(nestRows(wanted, all)).entries, 0);
	return lines.lines;
}
