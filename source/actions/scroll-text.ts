import {look, type Store} from '../store/store.ts';

/** Moves the cursor of the focused text; on its last line it follows what is appended. */
export function moveLine(store: Store, to: number): void {
	const {measured} = store.getState();
	const {textRows, textLines, textTop} = measured;
	const line = Math.max(0, Math.min(textLines, to));
	const top = Math.max(line - textRows, Math.min(textTop, Math.max(0, line - 1)));
	look(store, {textLine: line, textScroll: Math.max(0, top), textEnd: line === textLines && textLines > 0});
}

/**
 * Scrolls the focused text so that `top` is its first line. At its end it follows what is appended. A jump past an end leaves a found place sideways,
 * too.
 */
export function scrollText(store: Store, top: number): void {
	const {measured, view} = store.getState();
	const last = Math.max(0, measured.textLines - measured.textRows);
	const isJump = top < -measured.textLines || top > measured.textLines * 2;
	look(store, {
		textScroll: top >= last ? null : Math.max(0, top),
		textEnd: top >= last,
		...(isJump && view.find !== '' && {textColumn: 0}),
	});
}
