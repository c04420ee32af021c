import {truncateMiddle} from '../../draw/names.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import type {ValuesLine} from './table-line.ts';

/** Cells before a label, and the least between it and the values. */
const marginCols = 3;

/** What stands behind a label: ` last`. */
export const tailOf = ({part}: ValuesLine): string => (part === '' ? '' : ` ${part}`);

/** Labels of lines as far as they fit, by line; where the ends of two are the same, both are cut in their middle. */
export function shortenLabels(lines: readonly ValuesLine[], labelCols: number, brush: Brush): Map<ValuesLine, string> {
	const cellsOf = (line: ValuesLine) => labelCols - marginCols - tailOf(line).length;
	const short = new Map(lines.map(line => [line, shortenKey(line.label, cellsOf(line), brush)]));
	const first = new Map<string, string>();
	const unclear = new Set<string>();
	for (const [{label}, text] of short) {
		const other = first.get(text) ?? label;
		first.set(text, other);
		if (other !== label) unclear.add(text);
	}
	for (const [line, text] of short) {
		if (unclear.has(text)) short.set(line, truncateMiddle(line.label, cellsOf(line), brush.glyphs));
	}
	return short;
}
