import {unscrolled} from '../../store/compare/pane-state.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';

/** Enter on a line of a text: shows in full what the line has only the start of. */
export function openLine(store: Store, state: State): void {
	const {textLine, opens} = state.measured;
	if (textLine === null) return;
	const line = opens[textLine - 1] ?? null;
	if (line === null) return;
	const {textScroll, textEnd, textColumn} = state.view;
	look(store, {...unscrolled, opened: {line, back: {textScroll, textEnd, textColumn, textLine}}, find: ''});
}
