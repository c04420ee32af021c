import {isInfeasible, type RunRow} from '../../core/row.ts';
import {groupKeyOf} from '../../core/table/groups/group-scopes.ts';
import type {ListLine} from '../../core/table/lines/list-line.ts';
import {memoise} from '../memo.ts';
import {currentRun, cursorIndex} from '../selectors.ts';
import type {State} from '../state.ts';
import {topScreen} from '../view.ts';

/** The runs that charts show as one curve with a band around it. */
export interface Banded {
	rows: readonly RunRow[];
	/** How many there are, where not all of them are drawn. */
	of: number;
	/** How many more break a constraint, and so count for no mean. */
	leftOut: number;
	style: 'deviation' | 'range';
}

/** More curves than this cost more than they tell. */
const mostBanded = 32;

/** What charts sum up: always what is below a heading; where a band is wanted, the group of a run. Null where each run is drawn by itself. */
export function selectBanded(state: State): Banded | null {
	const run = currentRun(state);
	const {band} = state.view.chart;
	if (topScreen(state.view).kind === 'compare' || (run !== null && (band === 'none' || isInfeasible(run)))) return null;
	const all = run === null ? belowCursor(state) : groupOf(state, run);
	const counted = feasibleOf(all);
	// Of a heading with nothing else to draw all are drawn, and the words say what they are.
	const rows = run === null && counted.length < 2 ? all : counted;
	if (rows.length < 2) return null;
	const leftOut = all.length - rows.length;
	return {rows: chooseEvenly(rows), of: rows.length, leftOut, style: band === 'range' ? 'range' : 'deviation'};
}

const feasibleOf = memoise(
	(rows: readonly RunRow[]) => [rows],
	([rows]): readonly RunRow[] => (rows.some(isInfeasible) ? rows.filter(row => !isInfeasible(row)) : rows),
);

/** As many as are drawn. The order of the list must not choose: sorted by a metric it would take the best ones for all. */
const chooseEvenly = memoise(
	(rows: readonly RunRow[]) => [rows],
	([rows]): readonly RunRow[] => {
		if (rows.length <= mostBanded) return rows;
		const byKey = rows.toSorted((a, b) => a.key - b.key);
		return Array.from({length: mostBanded}, (_, i) => byKey[Math.floor((i * rows.length) / mostBanded)]!);
	},
);

/** The runs below the heading that the cursor is on; none where it is on a run. */
export const belowCursor = (state: State): readonly RunRow[] => state.order.lines[cursorIndex(state)]?.below ?? [];

/** The runs that a run is one of: those marked, those below the same heading, those of the same group by their tracker's word. */
export function groupOf({view, rows, order}: State, run: RunRow): readonly RunRow[] {
	const marked = [...view.marked].flatMap(key => rows.get(key) ?? []);
	if (marked.length > 1) return marked;
	const heading = headingsAbove(order.lines, order.index.get(run.key) ?? 0).find(({below}) => below.length > 1);
	if (heading !== undefined) return heading.below;
	const own = groupKeyOf(run);
	return own === null ? [] : [...rows.values()].filter(row => groupKeyOf(row) === own);
}

/** The lines that a line stands below, the nearest first. */
function headingsAbove(lines: readonly ListLine[], at: number): ListLine[] {
	const above: ListLine[] = [];
	let depth = lines[at]?.depth ?? 0;
	for (let place = at - 1; place >= 0 && depth > 0; place--) {
		const line = lines[place]!;
		if (line.depth >= depth) continue;
		depth = line.depth;
		above.push(line);
	}
	return above;
}
