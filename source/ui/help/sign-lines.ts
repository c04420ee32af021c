import {type Span, spansWidth} from '../../draw/spans.ts';
import {healthLooks, type Look, lookGlyph, markLooks, statusLooks} from '../../draw/status.ts';
import {roleStyle} from '../../draw/style.ts';
import type {Brush} from '../scene.ts';
import {shownStatuses} from './sign-table.tsx';

const looks: readonly Look[] = [
	...shownStatuses.map(status => statusLooks[status]),
	...(['best', 'interesting', 'baseline', 'problem'] as const).map(mark => markLooks[mark]),
	...Object.values({...healthLooks, nonfinite: {...healthLooks.nonfinite, word: 'NaN'}}),
];

/** `● running  ⚠ stalled  …`: every sign with its word, in as few lines of `cells` as they take, where there is no room for their table. */
export function signLines(cells: number, {glyphs}: Brush): Span[][] {
	const lines: Span[][] = [];
	let width = Number.POSITIVE_INFINITY;
	for (const look of looks) {
		const spans = [
			{text: lookGlyph(look, glyphs), style: roleStyle(look.role)},
			{text: ` ${look.word}`, style: roleStyle('dim')},
		];
		const own = spansWidth(spans) + 2;
		if (width + own - 2 > cells) {
			lines.push([]);
			width = 0;
		}
		lines.at(-1)!.push(...spans, {text: '  ', style: roleStyle('dim')});
		width += own;
	}
	return lines;
}
