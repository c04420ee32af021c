import {look, type Store} from '../store/store.ts';
import type {PaneId, RunTab} from '../store/view.ts';
import {sortBy} from './choose-item.ts';
import {moveBy, moveCursor} from './commands/move.ts';
import {openRun} from './commands/open.ts';

/** What the mouse points at. */
export type MouseTarget =
	| {kind: 'line'; index: number}
	| {kind: 'column'; column: string}
	| {kind: 'tab'; tab: RunTab}
	/** A run of those compared. */
	| {kind: 'run'; run: number}
	/** With where its curve begins on the screen, in cells, and the x that it shows; null while there is none. */
	| {kind: 'chart'; metric: string; plot: {left: number; cols: number; from: number; to: number} | null}
	| {kind: 'pane'; pane: PaneId};

const wheelLines = 3;

/** A click selects and focuses; a second one on the same thing opens it. Open dialogs swallow it. */
export function click(store: Store, target: MouseTarget, pane: PaneId | null, column: number, twice: boolean): void {
	const state = store.getState();
	if (state.view.menu !== null || state.view.prompt !== null) return;
	if (pane !== null && pane !== state.view.focus) look(store, {focus: pane, textScroll: null, textColumn: 0});
	if (target.kind === 'line') moveCursor(store, store.getState(), target.index);
	else if (target.kind === 'column') look(store, {sort: sortBy(target.column, state.view.sort)});
	else if (target.kind === 'tab') openRun(store, store.getState(), target.tab);
	else if (target.kind === 'run') look(store, {compared: target.run});
	else if (target.kind === 'chart') pointAt(store, target, column);
	if (!twice) return;
	if (target.kind === 'line' || target.kind === 'run') openRun(store, store.getState(), 'charts');
	if (target.kind === 'chart') look(store, {zoomed: !state.view.zoomed});
}

/** Chooses the chart, and puts the reading line where it was pointed at. */
export function pointAt(store: Store, {metric, plot}: Extract<MouseTarget, {kind: 'chart'}>, column: number): void {
	const share = plot === null ? -1 : (column - plot.left + 0.5) / plot.cols;
	const chartX = plot === null || share < 0 || share > 1 ? {} : {chartX: plot.from + share * (plot.to - plot.from)};
	look(store, {chartMetric: metric, ...chartX});
}

/** The wheel moves what is under it, without taking the focus away. */
export function turnWheel(store: Store, pane: PaneId | null, down: boolean): void {
	const {view} = store.getState();
	if (view.menu !== null || view.prompt !== null) return;
	const focus = view.focus;
	if (pane !== null && pane !== focus) look(store, {focus: pane});
	moveBy(store, (pane === 'charts' ? 1 : wheelLines) * (down ? 1 : -1));
	if (pane !== null && pane !== focus) look(store, {focus});
}
