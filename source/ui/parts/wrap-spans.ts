import {addText, type Span, spansWidth} from '../../draw/spans.ts';
import {textWidth} from '../../draw/width.ts';

/** Breaks styled text between words into lines of at most `cells` cells, at most `most` of them; the last one holds whatever is left. */
export function wrapSpans(spans: readonly Span[], cells: number, most: number): Span[][] {
	if (spansWidth(spans) <= cells || most <= 1) return [[...spans]];
	const lines: Span[][] = [[]];
	let room = cells;
	for (const {text, style} of spans) {
		for (const word of text.split(/(?<= )/)) {
			const width = textWidth(word.trimEnd());
			if (width > room && room < cells && lines.length < most) {
				lines.push([]);
				room = cells;
			}
			addText(lines.at(-1)!, word, style);
			room -= textWidth(word);
		}
	}
	return lines.map(trimLine);
}

/** Without the blank before the break, which would not fit. */
function trimLine(line: Span[]): Span[] {
	const last = line.at(-1);
	return last === undefined ? line : [...line.slice(0, -1), {...last, text: last.text.trimEnd()}];
}
