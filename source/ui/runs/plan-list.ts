import type {RunRow} from '../../core/row.ts';
import type {ListLine} from '../../core/table/lines/list-line.ts';
import {type ColumnSpec, fitColumns, type PlacedColumn} from '../../draw/columns.ts';
import {scrollTop} from '../../draw/scroll.ts';
import {arrange, selectChosen} from '../../store/columns/chosen-columns.ts';
import {selectGoal} from '../../store/menus/goals.ts';
import {cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import type {Rect} from '../scene.ts';
import {chooseFeatures, type FeatureWidths, gapOf} from './features.ts';
import {isTerse, type ListMemory} from './list-memory.ts';
import {leftCells, measureList, nameCells} from './measure-list.ts';
import {columnHeading} from './titles.ts';
import type {Features} from './wanted-features.ts';

/** What the list will show, decided before anything is drawn: which lines, which columns, where. */
export interface ListPlan {
	lines: readonly ListLine[];
	top: number;
	cursor: number;
	/** Lines that fit. */
	page: number;
	/** Runs in view, in order. */
	rows: readonly RunRow[];
	columns: readonly PlacedColumn[];
	features: Features;
	/** Columns at the right do not fit. */
	more: boolean;
	/** Column where the first cell stands, after the signs of cursor and marks. */
	indent: number;
	/** Cells before a run's name for the sign of what is below it, in lists where some run has any. */
	signs: number;
	/** Texts without the words that the sign of the status says as well. */
	terse: boolean;
	/** Cells for the time left. */
	left: number;
}

const longestName = 60;
/** Cells of a column of short names. */
const leastNames = 8;
/** Cells of a value where it is cut: `-1e-12`. */
const leastValue = 6;

export function planList(state: State, rect: Rect, memory: ListMemory): ListPlan {
	const {lines} = state.order;
	const page = Math.max(1, rect.rows - 1);
	const cursor = cursorIndex(state);
	const top = scrollTop(lines.length, page, cursor, state.measured.scroll, page > 8 ? 2 : 0);
	const shown = lines.slice(top, top + page);
	const rows = shown.flatMap(line => (line.run === null ? [] : (state.rows.get(line.run) ?? [])));
	const indent = rect.cols >= 70 ? 3 : 2;
	const cells = rect.cols - indent - 2;
	// While a filter is typed the columns stay.
	const filter = state.view.prompt?.kind === 'filter' ? state.view.prompt.before : state.view.filter;
	const mayGrow = memory.begin(rect.cols, `${filter}\n${state.view.group}\n${state.view.spread}`, state.nowMs);
	memory.hasGoal = metric => selectGoal(state, metric) !== null;
	const signs = lines.some(({run, open}) => run !== null && open !== null) ? 2 : 0;
	measureList(state, shown, rows, mayGrow || memory.placed.length === 0, memory);
	const terse = memory.isTerse;
	const left = memory.widest('left', leftCells(state, shown, rows, rect.cols, terse, memory));
	const hasLeft = selectChosen(state).says('left') ?? memory.use.left;
	const choose = (name: number) => {
		const widths: FeatureWidths = {
			use: memory.use,
			hasCurve: memory.hasCurve,
			name: Math.min(name, leastName(rect.cols, hasLeft)),
			left,
			around: column => memory.aroundOf(column),
			of: column => memory.widthOf(column, columnHeading(column)),
		};
		if (terse) widths.of = column => Math.min(memory.widthOf(column, columnHeading(column)), roomBeside(widths, hasLeft, cells));
		return {name, widths, features: chooseFeatures(state, cells, widths)};
	};
	const {name, widths, features} = chooseByNames(
		lines,
		shown,
		line => nameCells(line, signs, state),
		state.nowMs,
		memory,
		choose,
	);
	const [status, title, ...others] = columnSpecs(features, widths, name);
	const all = [status!, title!, ...arrange(others, selectChosen(state).order, spec => spec.id)];
	const specs = scrolled(all, state.view.scrollColumns, cells);
	const key = specs.map(spec => spec.id).join('\n');
	const columns = fitColumns(specs, cells, memory.placedFor === key ? memory.placed : [], {gap: gapOf(cells)});
	memory.placed = columns;
	memory.placedFor = key;
	memory.keepColumns([...features.metrics, ...features.config.map(key => `c:${key}`)], state.nowMs);
	const more = state.view.scrollColumns === 0 ? features.cut : specs.at(-1)?.id !== all.at(-1)?.id;
	const leftWidth = columns.find(({id}) => id === 'left')?.width ?? widths.left;
	return {lines: shown, top, cursor, page, rows, columns, features, more, indent, signs, terse, left: leftWidth};
}

/** Cells that the longest of some names take. */
const namesCells = (lines: readonly ListLine[], cellsOf: (line: ListLine) => number): number =>
	lines.reduce((most, line) => Math.max(most, Math.min(longestName, cellsOf(line))), leastNames);

/**
 * The columns beside names of so many cells as any took so far. Where fewer would let more columns in, and none of all lines is called so any more (a tracker
 * has said the name of its run, or that is gone), what they took is given back.
 */
function chooseByNames<Chosen extends {features: Features}>(
	lines: readonly ListLine[],
	shown: readonly ListLine[],
	cellsOf: (line: ListLine) => number,
	nowMs: number,
	memory: ListMemory,
	choose: (name: number) => Chosen,
): Chosen {
	const needed = namesCells(shown, cellsOf);
	const name = memory.widest('name', needed);
	const chosen = choose(name);
	if (needed === name || isSame(choose(needed).features, chosen.features) || !memory.mayGiveBack(nowMs)) return chosen;
	const longest = namesCells(lines, cellsOf);
	if (longest >= name) return chosen;
	memory.giveBack('name', longest);
	return choose(longest);
}

const isSame = (one: Features, other: Features): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Cells that a name has at least. */
function leastName(screenCols: number, hasLeft: boolean): number {
	if (isTerse(screenCols)) return hasLeft ? 12 : 22;
	return Math.max(19, Math.min(32, Math.round(screenCols * 0.22)));
}

/** What the sign, the name and the time left leave for a value on a narrow screen, so that it never takes theirs. */
const roomBeside = ({name, left}: FeatureWidths, hasLeft: boolean, cells: number): number =>
	Math.max(leastValue, cells - 1 - name - (hasLeft ? left + gapOf(cells) : 0) - 2 * gapOf(cells));

/** Columns with fixed widths but for the name, which takes what it needs of the room that is left. */
function columnSpecs(features: Features, widths: FeatureWidths, name: number): ColumnSpec[] {
	const fixed = (id: string, cells: number): ColumnSpec => ({
		id,
		min: cells,
		want: cells,
		max: cells,
		priority: Number.POSITIVE_INFINITY,
	});
	const spark = features.spark > 0 ? features.spark + 1 : 0;
	const around = (column: string) => (features.around ? widths.around(column) : 0);
	return [
		fixed('status', features.word ? 10 : 1),
		{id: 'name', min: widths.name, want: name, max: Math.max(name, widths.name), priority: Number.POSITIVE_INFINITY},
		...(features.bar > 0
			? [fixed('progress', features.bar + 6)]
			: features.percent > 0
				? [fixed('progress', features.percent)]
				: []),
		...(features.left ? [fixed('left', widths.left)] : []),
		...features.metrics.map(column => fixed(column, (widths.hasCurve(column) ? spark : 0) + widths.of(column) + around(column))),
		...features.config.map(key => fixed(`c:${key}`, widths.of(`c:${key}`))),
		...features.extra.map(id => fixed(id, widths.of(id))),
		...(features.age ? [fixed('age', 6)] : []),
	];
}

/** Of a list scrolled sideways, the columns after the name that are in view. */
function scrolled(specs: ColumnSpec[], by: number, cells: number): ColumnSpec[] {
	if (by === 0) return specs;
	const kept = specs.slice(0, 2);
	let room = cells - kept.reduce((sum, spec) => sum + spec.min + gapOf(cells), 0);
	for (const spec of specs.slice(2 + Math.min(by, specs.length - 3))) {
		room -= spec.min;
		if (room < 0) break;
		room -= gapOf(cells);
		kept.push(spec);
	}
	return kept;
}
