import stringWidth from 'string-width';

export interface Segment {
	text: string;
	/** Cells: 0, 1 or 2. */
	width: number;
}

const splitter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const widths = new Map<string, number>();

function clusterWidth(cluster: string): number {
	const point = cluster.charCodeAt(0);
	if (cluster.length === 1 && ((point >= 0x20 && point < 0x7f) || (point >= 0x2500 && point <= 0x28ff) || (point >= 0xa1 && point < 0x300))) return 1;
	let width = widths.get(cluster);
	if (width === undefined) {
		width = Math.min(2, stringWidth(cluster));
		if (widths.size > 4096) widths.clear();
		widths.set(cluster, width);
	}
	return width;
}

/** Splits text into grapheme clusters with their widths in cells. ASCII goes a fast way, since most cells are. */
export function* segments(text: string): Generator<Segment> {
	let plain = true;
	for (let i = 0; i < text.length && plain; i++) {
		const point = text.charCodeAt(i);
		plain = (point >= 0x20 && point < 0x7f) || (point >= 0x2500 && point <= 0x28ff);
	}
	if (plain) {
		for (let i = 0; i < text.length; i++) yield {text: text[i]!, width: 1};
		return;
	}
	for (const {segment} of splitter.segment(text)) yield {text: segment, width: clusterWidth(segment)};
}

/** Width of text in cells. */
export function textWidth(text: string): number {
	let width = 0;
	for (const segment of segments(text)) width += segment.width;
	return width;
}
