import type {Split} from '../core/panes/pane-tree.ts';
import {look, type Store} from '../store/store.ts';
import type {PaneId, RunTab} from '../store/view.ts';
import {type ChartSpan, panRange, zoomRange} from './chart-range.ts';
import {moveBy, moveCursor} from './commands/move.ts';
import {openListLine, openRun} from './commands/open.ts';
import {focusPointed, visitPane} from './compare/mouse-panes.ts';
import {openLine} from './compare/open-line.ts';
import {moveRanked, rankedAt} from './move-ranked.ts';
import {sortBy, sortList} from './sort-keys.ts';
import {onRank} from './where.ts';

/** Where the curve of a chart begins on the screen, its cells, and the x that it shows. */
export interface PlotArea extends ChartSpan {
	left: number;
	cols: number;
}

/** What the mouse points at. */
export type MouseTarget =
	| {kind: 'line'; index: number}
	| {kind: 'column'; column: string}
	| {kind: 'tab'; tab: RunTab}
	/** A run of those compared. */
	| {kind: 'run'; run: number}
	/** With where its curve is drawn; null while there is none. */
	| {kind: 'chart'; metric: string; plot: PlotArea | null}
	| {kind: 'pane'; pane: PaneId}
	/** Lines of a text with a cursor: the row of the screen and the line that stands there first. */
	| {kind: 'lines'; y: number; top: number}
	/** A line between panes, which can be moved. */
	| {kind: 'border'; path: string; direction: Split['direction']};

/** Where the mouse is, and what lies there. */
export interface Pointed {
	target: MouseTarget;
	pane: PaneId | null;
	/** Id of the pane, where several are of one kind. */
	split?: number;
	x: number;
	y: number;
}

const wheelLines = 3;
const wheelZoom = 1.25;

/** A click selects and focuses; a second one on the same thing opens it. Open dialogs swallow it. */
export function click(store: Store, {target, pane, split, x, y}: Pointed, twice: boolean): void {
	const state = store.getState();
	if (state.view.menu !== null || state.view.prompt !== null || state.view.dialog !== null) return;
	focusPointed(store, pane, split);
	if (target.kind === 'line') pointAtLine(store, target.index);
	else if (target.kind === 'column') sortList(store, (keys, first) => sortBy(target.column, keys, first));
	else if (target.kind === 'tab') openRun(store, store.getState(), target.tab);
	else if (target.kind === 'run') look(store, {compared: target.run});
	else if (target.kind === 'chart') pointAt(store, target, x);
	else if (target.kind === 'lines') look(store, {textLine: Math.max(0, target.top + y - target.y + 1), textEnd: false});
	if (!twice) return;
	if (target.kind === 'line' && onRank(state)) openRun(store, store.getState(), 'charts');
	else if (target.kind === 'line') openListLine(store, store.getState());
	if (target.kind === 'run') openRun(store, store.getState(), 'charts');
	if (target.kind === 'chart') look(store, {zoomed: !state.view.zoomed});
	if (target.kind === 'lines') openLine(store, store.getState());
}

/** Puts the cursor of the list, or of the ranking, on a line. */
function pointAtLine(store: Store, index: number): void {
	const state = store.getState();
	if (onRank(state)) moveRanked(store, state, index - rankedAt(state));
	else moveCursor(store, state, index);
}

/** Chooses the chart, and puts the reading line where it was pointed at. */
export function pointAt(store: Store, {metric, plot}: Extract<MouseTarget, {kind: 'chart'}>, column: number): void {
	const x = plot === null ? null : xAtColumn(plot, column);
	look(store, {chartMetric: metric, ...(plot === null || x === null ? {} : {chartX: {axis: plot.axis, x}})});
}

/** The x in the middle of a column of the screen, null beside the plot. */
function xAtColumn({left, cols, from, to}: PlotArea, column: number): number | null {
	const share = (column - left + 0.5) / cols;
	return share < 0 || share > 1 ? null : from + share * (to - from);
}

/** Drags the part of x in view along by so many columns; where all of it is in view, the reading line follows instead. */
export function drag(store: Store, target: Extract<MouseTarget, {kind: 'chart'}>, column: number, by: number): void {
	const {range} = store.getState().view;
	const {plot} = target;
	if (plot === null) pointAt(store, target, column);
	// Beyond an edge the line stands at the edge, not where the pointer happened to be seen last.
	else if (range?.axis !== plot.axis) pointAt(store, target, Math.min(Math.max(column, plot.left), plot.left + plot.cols - 1));
	else look(store, {range: panRange({...plot, ...range}, (-by * (range.to - range.from)) / plot.cols)});
}

/** The wheel over a curve zooms on x, about what it points at. */
function zoomAt(store: Store, plot: PlotArea, column: number, down: boolean): void {
	const {range} = store.getState().view;
	const span = range?.axis === plot.axis ? {...plot, ...range} : plot;
	const x = xAtColumn({...plot, ...span}, column);
	if (x !== null) look(store, {range: zoomRange(span, x, down ? wheelZoom : 1 / wheelZoom)});
}

/** The wheel zooms a chart, and moves anything else that is under it, without taking the focus away; `measure` as `visitPane` wants it. */
export function turnWheel(store: Store, {target, pane, split, x}: Pointed, down: boolean, measure: () => void): void {
	const {view} = store.getState();
	if (view.menu !== null || view.prompt !== null || view.dialog !== null) return;
	if (target.kind === 'chart' && target.plot !== null && xAtColumn(target.plot, x) !== null) {
		zoomAt(store, target.plot, x, down);
		return;
	}
	const lines = (pane === 'charts' ? 1 : wheelLines) * (down ? 1 : -1);
	visitPane(store, pane, split, measure, () => moveBy(store, lines));
}
