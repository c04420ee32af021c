import {clusterWidth} from './cluster-width.ts';
import {simpleWidths} from './simple-widths.ts';

export interface Segment {
	text: string;
	/** Cells: 0, 1 or 2. */
	width: number;
}

let splitter: Intl.Segmenter | undefined;

/** Whether every UTF-16 unit is a cluster of its own whose width `simpleWidths` tells, as in nearly all text. */
export function isSimple(text: string): boolean {
	for (let i = 0; i < text.length; i++) {
		if (simpleWidths[text.charCodeAt(i)] === 0) return false;
	}
	return true;
}

/**
 * Splits text into grapheme clusters with their widths in cells. Only the islands around characters that are not simple go to the
 * segmenter, which is slow and copies its whole input for every cluster.
 */
export function* segments(text: string): Generator<Segment> {
	const simpleAt = (i: number) => simpleWidths[text.charCodeAt(i)]!;
	let i = 0;
	while (i < text.length) {
		const width = simpleAt(i);
		if (width > 0 && (i + 1 === text.length || simpleAt(i + 1) > 0)) {
			yield {text: text[i++]!, width};
			continue;
		}
		// Two simple characters in a row always have a boundary between them.
		let end = i + 1;
		while (end < text.length && (simpleAt(end) === 0 || simpleAt(end - 1) === 0)) end++;
		// Made when first needed: it takes 6 ms, and most screens never do.
		splitter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
		for (const {segment} of splitter.segment(text.slice(i, end))) {
			const known = segment.length === 1 ? simpleWidths[segment.charCodeAt(0)]! : 0;
			yield {text: segment, width: known || clusterWidth(segment)};
		}
		i = end;
	}
}

/** Width of text in cells. */
export function textWidth(text: string): number {
	let width = 0;
	if (isSimple(text)) {
		for (let i = 0; i < text.length; i++) width += simpleWidths[text.charCodeAt(i)]!;
		return width;
	}
	for (const segment of segments(text)) width += segment.width;
	return width;
}

/** Text with blanks behind it up to so many cells, as a longer one is. */
export const padCells = (text: string, cells: number): string => text + ' '.repeat(Math.max(0, cells - textWidth(text)));
