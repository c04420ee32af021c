import {cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {followCursor} from '../mark-range.ts';
import {moveRanked} from '../move-ranked.ts';
import {moveLine, scrollText} from '../scroll-text.ts';
import {always, inCharts, inList, onHelp, onRank} from '../where.ts';

/** Moves what has the focus by lines: the cursor of the list or of help, the chosen chart, a text. */
export function moveBy(store: Store, lines: number): void {
	const state = store.getState();
	if (onHelp(state)) look(store, {helpCursor: Math.max(0, state.view.helpCursor + lines)});
	else if (onRank(state)) moveRanked(store, state, lines);
	else if (inList(state)) moveCursor(store, state, cursorIndex(state) + lines);
	else if (inCharts(state)) moveChart(store, state, lines);
	else if (state.measured.textLine !== null) moveLine(store, state.measured.textLine + lines);
	else scrollText(store, state.measured.textTop + lines);
}

/** Puts the list's cursor on a line. */
export function moveCursor(store: Store, state: State, to: number): void {
	const line = state.order.lines[Math.max(0, Math.min(state.order.lines.length - 1, to))];
	if (line === undefined) return;
	look(store, {cursor: line.key, chartX: null, range: null});
	followCursor(store);
}

function moveChart(store: Store, {view, measured}: State, by: number): void {
	const metrics = measured.chartMetrics;
	const at = Math.max(0, metrics.indexOf(view.chartMetric ?? ''));
	const to = Math.max(0, Math.min(metrics.length - 1, at + by));
	if (metrics[to] !== undefined) look(store, {chartMetric: metrics[to]});
}

const pageOf = (state: State) =>
	inList(state) || onHelp(state) || onRank(state)
		? state.measured.listRows
		: inCharts(state)
			? state.measured.chartsPerPage
			: state.measured.textRows;
const far = 1_000_000_000;

const move = (id: string, title: string, keys: string[], lines: (state: State, count: number | null) => number): Action => ({
	id,
	title,
	section: 'Move',
	keys,
	counts: true,
	when: always,
	run: ({store, state, count}) => moveBy(store, lines(state, count)),
});

/** A line number counts from 1, as in vim: `5gg`, `5G`. */
const toLine = (state: State, count: number, otherwise: number) =>
	count === 0 ? otherwise : inList(state) ? count - 1 - cursorIndex(state) : otherwise;

export const moveActions: readonly Action[] = [
	move('down', 'Down', ['j', 'down'], (_, count) => count ?? 1),
	move('up', 'Up', ['k', 'up'], (_, count) => -(count ?? 1)),
	move('first', 'First', ['g g', 'home'], (state, count) => toLine(state, count ?? 0, -far)),
	move('last', 'Last', ['G', 'end'], (state, count) => toLine(state, count ?? 0, far)),
	move('half-down', 'Half a page down', ['ctrl-d'], state => Math.max(1, pageOf(state) >> 1)),
	move('half-up', 'Half a page up', ['ctrl-u'], state => -Math.max(1, pageOf(state) >> 1)),
	move('page-down', 'Page down', ['pagedown'], state => Math.max(1, pageOf(state) - 1)),
	move('page-up', 'Page up', ['pageup'], state => -Math.max(1, pageOf(state) - 1)),
];
