import {look, type Store} from '../store/store.ts';

/** Scrolls the focused text so that `top` is its first line. At its end it follows what is appended. */
export function scrollText(store: Store, top: number): void {
	const {measured} = store.getState();
	const last = Math.max(0, measured.textLines - measured.textRows);
	look(store, {textScroll: top >= last ? null : Math.max(0, top), ...(top >= last ? {textEnd: true} : {textEnd: false})});
}
