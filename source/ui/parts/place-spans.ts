import {glyphFor} from '../../draw/glyphs.ts';
import {truncateMiddle} from '../../draw/names.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {Brush} from '../scene.ts';
import {rootsText} from './roots-text.ts';

/** From this many columns on a header begins with the program and the place. */
const roomy = 80;
const around = ' xtui    '.length + 1;
const leastPath = 8;

/**
 * ` xtui  ~/exp ▸ `: what a screen's first line begins with. The path is cut in its middle, down to an eighth of the line, where what follows
 * takes `needed` cells.
 */
export function placeSpans(roots: readonly string[], cols: number, needed: number, brush: Brush): Span[] {
	if (cols < roomy) return [{text: ' ', style: roleStyle('dim')}];
	const cells = Math.max(leastPath, Math.floor(cols / 8), cols - around - needed);
	return [
		{text: ' xtui  ', style: roleStyle('default', bold)},
		{
			text: `${truncateMiddle(rootsText(roots, brush.home), cells, brush.glyphs)} ${glyphFor('cursor', brush.glyphs)} `,
			style: roleStyle('dim'),
		},
	];
}
