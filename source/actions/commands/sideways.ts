import {isTakenApart} from '../../core/table/lines/list-lines.ts';
import {cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {panRange} from '../chart-range.ts';
import {stepCompared} from '../compare/step-compared.ts';
import {foldLine, lineAbove, lineAtCursor} from '../fold-lines.ts';
import {followCursor} from '../mark-range.ts';
import {inCharts, inList, notHelp, onCompare, showsCharts} from '../where.ts';

function goSideways(store: Store, state: State, by: number, isWide: boolean): void {
	if (inCharts(state) && state.measured.media !== null) moveMediaStep(store, state, by);
	else if (inCharts(state)) moveChartCursor(store, state, by);
	else if (onCompare(state) && !isWide) stepCompared(store, state, Math.sign(by));
	else if (inList(state)) goInList(store, state, by < 0);
	else look(store, {textColumn: Math.max(0, state.view.textColumn + by * (isWide ? 1 : 4))});
}

/** Right opens what is below the line, then scrolls the columns; left scrolls back, closes, then goes to the line above it. */
function goInList(store: Store, state: State, left: boolean): void {
	const line = lineAtCursor(state);
	if (line === null) return;
	const above = lineAbove(state, cursorIndex(state));
	const row = line.run === null ? undefined : state.rows.get(line.run);
	const isWhole = line.open === null && row !== undefined && isTakenApart(row);
	if (!left && (line.open === false || isWhole)) foldLine(store, state, line, true);
	else if (!left) scrollColumns(store, state, 1);
	else if (state.view.scrollColumns > 0) scrollColumns(store, state, -1);
	else if (line.open === true) foldLine(store, state, line, false);
	else if (above !== null) {
		look(store, {cursor: above.key});
		followCursor(store);
	}
}

/** Scrolls the columns after the name, as long as some do not fit. */
function scrollColumns(store: Store, {view, measured}: State, by: number): void {
	if (by < 0 || measured.moreColumns) look(store, {scrollColumns: Math.max(0, view.scrollColumns + by)});
}

/** Moves the reading line of the charts by cells; from nowhere it starts at the end, where the newest value is. The view goes along. */
function moveChartCursor(store: Store, {view, measured}: State, cells: number): void {
	const {chart} = measured;
	if (chart === null) return;
	const step = (chart.to - chart.from) / Math.max(1, chart.cols - 1);
	const line = view.chartX?.axis === chart.axis ? view.chartX.x : null;
	const to = line === null ? (cells < 0 ? chart.to : chart.from) : line + step * cells;
	const x = Math.max(chart.first, Math.min(chart.last, to));
	const beyond = x > chart.to ? x - chart.to : x < chart.from ? x - chart.from : 0;
	const range = beyond === 0 || view.range === null ? {} : {range: panRange(chart, beyond)};
	look(store, {chartX: {axis: chart.axis, x}, ...range});
}

/** Goes through the steps of the chosen picture or distribution; at the newest it follows what comes. */
function moveMediaStep(store: Store, {measured}: State, by: number): void {
	const {steps, at} = measured.media ?? {steps: [], at: 0};
	const to = Math.max(0, Math.min(steps.length - 1, at + by));
	if (steps.length > 0) look(store, {mediaStep: by > 0 && at + by >= steps.length ? null : steps[to]!});
}

const sideways = (id: string, title: string, keys: string[], by: number): Action => ({
	id,
	title,
	section: 'Move',
	keys,
	when: Math.abs(by) > 1 ? state => (showsCharts(state) || onCompare(state)) && !inList(state) : notHelp,
	run: ({store, state, count}) => goSideways(store, state, by * (count ?? 1), Math.abs(by) > 1),
});

export const sidewaysActions: readonly Action[] = [
	sideways('left', 'Left: fold, columns, reading line, picture', ['h', 'left'], -1),
	sideways('right', 'Right: unfold, columns, reading line, picture', ['l', 'right'], 1),
	sideways('far-left', 'Ten cells left', ['shift-left'], -10),
	sideways('far-right', 'Ten cells right', ['shift-right'], 10),
];
