import {cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {stepCompared} from '../step-compared.ts';
import {inCharts, inList, notHelp, onCompare, showsCharts} from '../where.ts';

/** Folder under the cursor, null elsewhere. */
function folderAt(state: State): string | null {
	const line = state.order.lines[cursorIndex(state)];
	return inList(state) && line !== undefined && line.run === null ? String(line.key) : null;
}

function goSideways(store: Store, state: State, by: number): void {
	const folder = folderAt(state);
	if (folder !== null) fold(store, state, folder, by < 0);
	else if (inCharts(state)) moveChartCursor(store, state, by);
	else if (onCompare(state)) stepCompared(store, state, Math.sign(by));
	else if (inList(state)) scrollColumns(store, state, Math.sign(by));
	else look(store, {textColumn: Math.max(0, state.view.textColumn + by * 4)});
}

/** Scrolls the columns after the name, as long as some do not fit. */
function scrollColumns(store: Store, {view, measured}: State, by: number): void {
	if (by < 0 || measured.moreColumns) look(store, {scrollColumns: Math.max(0, view.scrollColumns + by)});
}

function fold(store: Store, state: State, folder: string, close: boolean): void {
	const closed = new Set(state.view.closed);
	if (close) closed.add(folder);
	else closed.delete(folder);
	look(store, {closed});
}

/** Moves the reading line of the charts by cells; from nowhere it starts at the end, where the newest value is. */
function moveChartCursor(store: Store, {view, measured}: State, cells: number): void {
	const {chart} = measured;
	if (chart === null) return;
	const step = (chart.to - chart.from) / Math.max(1, chart.cols - 1);
	const at = view.chartX === null ? (cells < 0 ? chart.to : chart.from) : view.chartX + step * cells;
	look(store, {chartX: Math.max(chart.from, Math.min(chart.to, at))});
}

const sideways = (id: string, title: string, keys: string[], by: number): Action => ({
	id,
	title,
	section: 'Move',
	keys,
	when: Math.abs(by) > 1 ? showsCharts : notHelp,
	run: ({store, state, count}) => goSideways(store, state, by * (count ?? 1)),
});

export const sidewaysActions: readonly Action[] = [
	sideways('left', 'Left: fold, columns, reading line', ['h', 'left'], -1),
	sideways('right', 'Right: unfold, columns, reading line', ['l', 'right'], 1),
	sideways('far-left', 'Ten cells left', ['shift-left'], -10),
	sideways('far-right', 'Ten cells right', ['shift-right'], 10),
];
