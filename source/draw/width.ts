import {simpleWidths} from './simple-widths.ts';

export interface Segment {
	text: string;
	/** Cells: 0, 1 or 2. */
	width: number;
}

type StringWidth = (text: string) => number;

let splitter: Intl.Segmenter | undefined;
let stringWidth: StringWidth | undefined;
const widths = new Map<string, number>();

/**
 * Loads string-width when the first cluster needs it: it and its segmenter take 20 ms to start, which is half of what the first frame may
 * take, and most screens hold no such cluster. (The bundler turns this call into a lazy module of the bundle.)
 */
function loadStringWidth(): StringWidth {
	return (require('string-width') as typeof import('string-width')).default;
}

function clusterWidth(cluster: string): number {
	if (cluster.length === 1) {
		const simple = simpleWidths[cluster.charCodeAt(0)]!;
		if (simple > 0) return simple;
	}
	let width = widths.get(cluster);
	if (width === undefined) {
		stringWidth ??= loadStringWidth();
		width = Math.min(2, stringWidth(cluster));
		if (widths.size > 4096) widths.clear();
		widths.set(cluster, width);
	}
	return width;
}

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
		splitter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
		for (const {segment} of splitter.segment(text.slice(i, end))) yield {text: segment, width: clusterWidth(segment)};
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
