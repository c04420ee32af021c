import type {RunRow} from '../../row.ts';
import {describeTold} from '../../told.ts';
import type {RunGroup} from '../groups/group.ts';
import {type Folder, isFolder, placeInFolders} from './folders.ts';
import {findKin, type Kinship} from './kinship.ts';
import {heading, type LineKey, type ListLine, plainLine, runLine} from './list-line.ts';
import {type NestedRun, nestAmong, nestRows, wantedBelow} from './nest.ts';

/** The list from top to bottom: runs, and the headings of groups and folders, as they lie below each other. */

/** - `nested`: runs below those they belong to; `folders`: these below their directories; `flat`: every run by itself. */
export const treeShapes = ['nested', 'folders', 'flat'] as const;
export type TreeShape = (typeof treeShapes)[number];

export interface ListShape {
	tree: TreeShape;
	/** Lines that were opened or closed by hand. */
	folds: ReadonlyMap<LineKey, boolean>;
	/** Whether groups are open that were not folded by hand. */
	groupsOpen: boolean;
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

/** Whether a run may stand below several headings of a level. */
const areShared = (groups: readonly RunGroup[]): boolean =>
	groups[0] !== undefined && (groups[0].isShared || areShared(groups[0].groups));

class Lines {
	readonly lines: ListLine[] = [];
	/** True where no run belongs to another. */
	readonly areAllAlone: boolean;
	/** Runs that have a line, where one can have several; null where none can. */
	private readonly listed: Set<number> | null;
	/** Path of the group that lines are being added to. */
	private path = '';

	constructor(
		private readonly shape: ListShape,
		private readonly all: readonly RunRow[],
		groups: readonly RunGroup[] | null,
	) {
		this.listed = groups !== null && areShared(groups) ? new Set() : null;
		this.areAllAlone = findKin(all).size === 0;
	}

	/** The key of a run's next line: its own, and in further groups the group's with it. */
	private keyOf({key}: RunRow): LineKey {
		if (this.listed === null) return key;
		if (this.listed.has(key)) return `${this.path}\0\0\0${key}`;
		this.listed.add(key);
		return key;
	}

	addRuns(nodes: readonly NestedRun[], depth: number): void {
		for (const node of nodes) this.addRun(node, depth);
	}

	private addRun(node: NestedRun, depth: number): void {
		const {row, wanted, kind, children} = node;
		if (children.length === 0) {
			this.addSingle(row, depth, wanted, kind);
			return;
		}
		const below = wantedBelow(node);
		const key = this.keyOf(row);
		const open = this.shape.folds.get(key) ?? isUsuallyOpen(node, below);
		this.lines.push(runLine(row, depth, {key, wanted, kind, below, open, label: familyText(children)}));
		if (open) this.addRuns(children, depth + 1);
	}

	/** Runs that nothing lies below. */
	addSingles(rows: readonly RunRow[], depth: number): void {
		// Ten thousand at each letter of a filter: where nothing is unfolded there is nothing to ask of a run.
		const arePlain = this.listed === null && this.shape.folds.size === 0;
		if (arePlain) for (const {key} of rows) this.lines.push(plainLine(key, depth));
		else for (const row of rows) this.addSingle(row, depth, true, null);
	}

	/** A run that nothing lies below, but what its sources told where it was unfolded by hand. */
	private addSingle(row: RunRow, depth: number, wanted: boolean, kind: Kinship | null): void {
		const key = this.keyOf(row);
		const open = this.shape.folds.get(key) === true && isTakenApart(row);
		const isPlain = wanted && kind === null && !open && key === row.key;
		this.lines.push(isPlain ? plainLine(row.key, depth) : runLine(row, depth, {key, wanted, kind, ...(open && {open})}));
		if (!open) return;
		for (const [i, [format, words]] of describeTold(row.told ?? []).entries())
			this.lines.push({
				...heading(`${key}\0${i}`, `${format}: ${words}`, depth + 1),
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
		this.path = path;
		if (groups.length > 0) for (const inner of groups) this.addGroup(inner, depth + 1);
		else if (this.shape.tree === 'flat' || this.areAllAlone) this.addSingles(rows, depth + 1);
		else this.addRuns(nestAmong(rows, this.all), depth + 1);
	}
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
	const lines = new Lines(shape, all, groups);
	if (groups !== null) for (const group of groups) lines.addGroup(group, 0);
	else if (shape.tree === 'flat' || (shape.tree === 'nested' && lines.areAllAlone)) lines.addSingles(wanted, 0);
	else if (shape.tree === 'nested') lines.addRuns(nestRows(wanted, all), 0);
	else lines.addEntries(placeInFolders(nestRows(wanted, all)).entries, 0);
	return lines.lines;
}
