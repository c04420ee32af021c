import type {Delta} from '../../core/diff/delta.ts';
import {noValue} from '../../core/text/units.ts';
import type {Span} from '../../draw/spans.ts';
import type {LineOpens} from '../../store/state.ts';

/** What a line of a table says of one run. */
export interface CompareCell {
	text: string;
	/** Nothing is known. */
	empty: boolean;
	/** Differs from the baseline, in a line that is no number. */
	differs: boolean;
	/** For values with a change against the baseline. */
	value: number;
	base: number;
	delta: Delta | null;
	best: boolean;
	/** Where a text that is too long loses its characters; in the middle where it does not say. */
	cut?: 'end';
	/** What stands there of a text that is too long before that is cut. */
	short?: string;
}

/** A line of a table; its cells are only made when it is in view. */
export type CompareLine =
	| {kind: 'section'; title: string}
	/** Across all columns. */
	| {kind: 'text'; spans: readonly Span[]}
	| ValuesLine;

export interface ValuesLine {
	kind: 'values';
	label: string;
	/** Which of several values of one label: "last", "min"; '' for the only one. */
	part: string;
	cells: () => CompareCell[];
	/** Whether the line says something of a run; without it a line says something of each. */
	has?: (run: number) => boolean;
	/** Tells lines of one label apart. */
	id?: string;
	/** Texts of all runs in full; without it the line has nothing more to show. */
	full?: () => string[];
}

/** A pane of lines with a column for each run. */
export interface ComparePage {
	title: string;
	/** At the right of the title. */
	note: string;
	lines: readonly CompareLine[];
	/** What stands there while there are no lines. */
	empty: string;
	/** A text that grows at its end, which is shown first. */
	follows: boolean;
}

/** What a line is called. */
export function lineText(line: CompareLine): string {
	if (line.kind === 'section') return line.title;
	if (line.kind === 'text') return line.spans.map(({text}) => text).join('');
	return line.part === '' ? line.label : `${line.label} ${line.part}`;
}

/** All that a line says, of every run, to be looked through. */
export function lineSays(line: CompareLine): string {
	if (line.kind !== 'values') return lineText(line);
	const texts = line.full?.() ?? line.cells().map(({text}) => text);
	return [lineText(line), ...texts].join('\n');
}

/** What tells a line from the others of its pane, whatever comes before it. */
export const lineId = ({label, part, id}: ValuesLine): string => id ?? `${label}\0${part}`;

/** Of the line that says where the code is from, and opens the difference of it. */
export const codeLine = 'code';

export function opensOf(line: CompareLine): LineOpens {
	return line.kind === 'values' && line.full !== undefined ? lineId(line) : null;
}

/** A cell that is no number. */
export const plainCell = (text: string, differs: boolean): CompareCell => ({
	text: text === '' ? noValue() : text,
	empty: text === '',
	differs,
	value: Number.NaN,
	base: Number.NaN,
	delta: null,
	best: false,
});
