import type {Grid} from '../../draw/grid.ts';
import {attributesOf, backgroundOf, colorOf, makeStyle, underline} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';

/** Makes every place stand out where a text that was drawn at (x, y) holds what is looked for. Case does not count. */
export function highlight(grid: Grid, x: number, y: number, text: string, wanted: string): void {
	const lower = text.toLowerCase();
	const needle = wanted.toLowerCase();
	if (needle === '' || lower.length !== text.length) return;
	for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
		const from = x + textWidth(text.slice(0, at));
		const to = from + textWidth(text.slice(at, at + needle.length));
		for (let column = Math.max(0, from); column < Math.min(grid.cols, to); column++) {
			const cell = y * grid.cols + column;
			const style = grid.styles[cell]!;
			grid.styles[cell] = makeStyle(colorOf('match'), backgroundOf(style), attributesOf(style) | underline);
		}
	}
}
