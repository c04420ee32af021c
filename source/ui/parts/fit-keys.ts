import {glyphFor} from '../../draw/glyphs.ts';
import {textWidth} from '../../draw/width.ts';
import type {Brush} from '../scene.ts';

/** What keys do, the most useful first, as many as there is room for; empty where there is none. */
export function fitKeys(keys: readonly string[], cells: number, brush: Brush): string {
	const separator = ` ${glyphFor('separator', brush.glyphs)} `;
	for (let count = keys.length; count > 0; count--) {
		const text = keys.slice(0, count).join(separator);
		if (textWidth(text) <= cells) return text;
	}
	return '';
}
