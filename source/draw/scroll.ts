import {type Glyphs, pointOf} from './glyphs.ts';
import type {Grid} from './grid.ts';
import type {Style} from './style.ts';

/** A long list through a small window: `scrollTop` keeps the cursor in view, `scrollThumb` and `drawScrollbar` tell where the window is. */

/**
 * First line to show. The window stays where it is (`top`) unless the cursor comes closer than `margin` lines to its edge; it never shows
 * emptiness below the last line.
 */
export function scrollTop(count: number, rows: number, cursor: number, top: number, margin = 2): number {
	if (rows <= 0 || count <= rows) return 0;
	const at = Math.min(count - 1, Math.max(0, cursor));
	const room = Math.min(margin, (rows - 1) >> 1);
	const first = Math.max(at - rows + 1 + room, Math.min(top, at - room));
	return Math.min(count - rows, Math.max(0, first));
}

/** Lines that the mark of a scroll bar covers; null where everything is in view. Only the ends of the list put it at the ends. */
export function scrollThumb(count: number, rows: number, top: number): {start: number; length: number} | null {
	if (rows <= 0 || count <= rows) return null;
	const length = Math.max(1, Math.floor((rows * rows) / count));
	const free = rows - length;
	const share = top / (count - rows);
	const start = share <= 0 ? 0 : share >= 1 ? free : Math.min(Math.max(1, Math.round(share * free)), Math.max(0, free - 1));
	return {start: Math.min(free, start), length};
}

/** Draws the mark over an existing border column, so that a scroll bar costs no room. */
export function drawScrollbar(
	grid: Grid,
	x: number,
	y: number,
	rows: number,
	count: number,
	top: number,
	style: Style,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	const thumb = scrollThumb(count, rows, top);
	if (!thumb) return;
	for (let i = 0; i < thumb.length; i++) grid.set(x, y + thumb.start + i, pointOf(glyphs.unicode ? '┃' : '#'), style);
}
