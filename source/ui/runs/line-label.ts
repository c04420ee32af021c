import type {RunRow} from '../../core/row.ts';
import type {ListLine} from '../../core/table/lines/list-line.ts';
import {partsOfStart} from '../../core/table/lines/start-name.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatCount} from '../../core/text/units.ts';
import type {Glyphs} from '../../draw/glyphs.ts';
import {shortenNames, truncateEnd, truncateMiddle} from '../../draw/names.ts';
import {type NameApart, shortenApart} from '../../draw/names-apart.ts';
import {textWidth} from '../../draw/width.ts';
import type {State} from '../../store/state.ts';
import {shownName, toldName} from '../../store/texts/shown-name.ts';

/** What a line of the list is called; a group by its values alone where the names of its fields do not fit into so many cells. */
export function lineLabel(line: ListLine, state: State, cells = Number.POSITIVE_INFINITY): string {
	const row = line.run === null ? undefined : state.rows.get(line.run);
	if (row !== undefined) return shownName(row, state);
	if (line.run !== null) return '';
	const label = cleanText(line.label);
	return line.group === null || textWidth(label) <= cells - noteCells(line) ? label : line.group.short;
}

/** Cells of what stands behind a heading. */
const noteCells = (line: ListLine): number => textWidth(lineNote(line)) + 1;

/** What the lines are called in so many cells: headings by themselves, with room for what stands behind them. */
export function shortenLabels(
	lines: readonly ListLine[],
	state: State,
	cells: number,
	glyphs: Pick<Glyphs, 'unicode'>,
): string[] {
	const isHeading = ({run, isSource}: ListLine) => run === null && !isSource;
	const ofHeadings = shortenHeadings(lines.filter(isHeading), state, cells, glyphs);
	const ofRuns = shortenApart(
		lines.map(line => nameOf(line, state)),
		cells,
		glyphs,
	);
	let heading = 0;
	return lines.map((line, at) => (isHeading(line) ? ofHeadings[heading++]! : ofRuns[at]!));
}

function nameOf({run, isSource}: ListLine, state: State): NameApart {
	const row = run === null || isSource ? undefined : state.rows.get(run);
	return row === undefined ? {name: '', apart: ''} : toldName(row, state);
}

/** A label that was shortened with the others, where a line has fewer cells than they. */
export function fitLabel(label: string, line: ListLine, state: State, cells: number, glyphs: Pick<Glyphs, 'unicode'>): string {
	if (textWidth(label) <= cells) return label;
	const told = nameOf(line, state);
	return told.apart === '' ? truncateMiddle(label, cells, glyphs) : shortenApart([told], cells, glyphs)[0]!;
}

/** Of a heading its first fields, which tell most; of those that are alike by them what tells them apart. */
function shortenHeadings(headings: readonly ListLine[], state: State, cells: number, glyphs: Pick<Glyphs, 'unicode'>): string[] {
	const all = headings.map(line => {
		const label = lineLabel(line, state, cells - 2 * line.depth);
		const room = Math.max(4, cells - 2 * line.depth - noteCells(line));
		return {label, room, begun: truncateEnd(label, room, glyphs)};
	});
	const alike = all.filter(one => all.some(({label, begun}) => begun === one.begun && label !== one.label));
	const room = Math.min(...alike.map(one => one.room));
	const labels = alike.map(({label}) => label);
	const apart = new Map(shortenNames(labels, room, glyphs).map((text, at) => [labels[at]!, text]));
	return all.map(({label, begun}) => apart.get(label) ?? begun);
}

/** What stands behind it: how many runs a heading has, what a run has below it, which attempt it is; else what it does, where its name does not tell. */
export function lineNote(line: ListLine, row?: RunRow): string {
	if (line.isSource) return '';
	if (line.run === null) return formatCount(line.below.length);
	return line.label === '' && row?.work !== undefined ? cleanText(row.work) : line.label;
}

/** A name that keeps so many cells has room for the words of a note beside it. */
const wordyName = 20;

/** The note of a run beside its name in so many cells: of `3 attempts` the number alone where room is short, and nothing where the name is whole without it. */
export function fitNote(line: ListLine, row: RunRow | undefined, cells: number): string {
	const note = lineNote(line, row);
	const name = row?.name ?? '';
	if (note === '' || line.run === null) return note;
	const besideIt = cells - textWidth(note) - 1;
	// That says itself that there are several.
	const isStart = partsOfStart(name) !== null;
	if (besideIt >= (isStart ? textWidth(name) : Math.min(textWidth(name), wordyName))) return note;
	if (isStart) return '';
	const number = line.label === '' ? '' : note.split(' ')[0]!;
	// A run with others below it has a triangle in any case.
	return textWidth(name) <= cells && textWidth(name) + textWidth(number) + 1 > cells ? '' : number;
}
