import type {RunRow} from '../core/row.ts';
import {cursorIndex} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';
import {cellText} from '../store/texts/cell-text.ts';
import {leftText} from '../store/texts/left-text.ts';
import {moveCursor} from './commands/move.ts';
import {moveRanked, rankedAt} from './move-ranked.ts';
import {inCharts, inList, onRank} from './where.ts';

/** Goes to the next place in the focused pane that holds the text being looked for, round the end; `stay` counts where it is already. */
export function findNext(store: Store, direction: 1 | -1, stay = false): void {
	const state = store.getState();
	const wanted = state.view.find.toLowerCase();
	if (wanted === '') return;
	const {texts, at} = haystack(state);
	for (let step = stay ? 0 : 1; step <= texts.length; step++) {
		const index = (at + direction * step + texts.length * 2) % texts.length;
		if (texts[index]?.toLowerCase().includes(wanted)) {
			goTo(store, state, index);
			return;
		}
	}
	look(store, {notice: {text: `Nothing here contains "${state.view.find}"`, role: 'warn', atMs: state.nowMs}});
}

/** What can be found of a run in the list: what names it, and what its columns say, as they say it. */
function textOfRow(row: RunRow, state: State): string {
	const {name, id, dir, status, tags} = row;
	const {columns} = state.measured;
	const left = columns.includes('left') ? [leftText(row, state.nowMs).text] : [];
	return [name, id, dir, status, ...tags, ...left, ...columns.map(column => cellText(row, column, state))].join('\n');
}

/** What can be found in the focused pane, and where the search begins. */
function haystack(state: State): {texts: readonly string[]; at: number} {
	const {view, measured, order, rows} = state;
	if (onRank(state)) return {texts: measured.text(), at: rankedAt(state)};
	if (inList(state)) {
		const textOf = (run: number) => {
			const row = rows.get(run);
			return row === undefined ? '' : textOfRow(row, state);
		};
		const texts = order.lines.map(line => (line.run === null ? line.label : textOf(line.run)));
		return {texts, at: cursorIndex(state)};
	}
	if (inCharts(state))
		return {texts: measured.chartMetrics, at: Math.max(0, measured.chartMetrics.indexOf(view.chartMetric ?? ''))};
	return {texts: measured.text(), at: measured.textLine === null ? (view.textScroll ?? 0) : Math.max(0, measured.textLine - 1)};
}

function goTo(store: Store, state: State, index: number): void {
	if (onRank(state)) moveRanked(store, state, index - rankedAt(state));
	else if (inList(state)) moveCursor(store, state, index);
	else if (inCharts(state)) look(store, {chartMetric: state.measured.chartMetrics[index] ?? null});
	else if (state.measured.textLine === null)
		look(store, {textScroll: index, textColumn: state.measured.columnOf(index, state.view.find)});
	else look(store, {textLine: index + 1, textScroll: Math.max(0, index - (state.measured.textRows >> 1)), textEnd: false});
}
