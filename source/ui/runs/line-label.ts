import type {RunRow} from '../../core/row.ts';
import type {ListLine} from '../../core/table/list-line.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatCount} from '../../core/text/units.ts';
import {allGlyphs, type Glyphs} from '../../draw/glyphs.ts';
import {truncateEnd} from '../../draw/names.ts';
import {textWidth} from '../../draw/width.ts';
import type {State} from '../../store/state.ts';

/** What a line of the list is called; a group by its values alone where the names of its fields do not fit into so many cells. */
export function lineLabel(
	line: ListLine,
	state: State,
	cells = Number.POSITIVE_INFINITY,
	glyphs: Pick<Glyphs, 'unicode'> = allGlyphs,
): string {
	if (line.run !== null) return state.rows.get(line.run)?.name ?? '';
	const label = cleanText(line.label);
	const room = cells - textWidth(lineNote(line)) - 1;
	if (line.group === null || textWidth(label) <= room) return label;
	// The first fields tell most.
	return truncateEnd(line.group.short, room, glyphs);
}

/** What stands behind it: how many runs a heading has, what a run has below it, which attempt it is; else what it does, where its name does not tell. */
export function lineNote(line: ListLine, row?: RunRow): string {
	if (line.isSource) return '';
	if (line.run === null) return formatCount(line.below.length);
	return line.label === '' && row?.work !== undefined ? cleanText(row.work) : line.label;
}

/** A name that keeps so many cells has room for the words of a note beside it. */
const wordyName = 20;

/** The note of a run beside its name in so many cells: of `3 attempts` the number alone where the name is long and room is short. */
export function fitNote(line: ListLine, row: RunRow | undefined, cells: number): string {
	const note = lineNote(line, row);
	const name = row?.name ?? '';
	if (note === '' || line.run === null) return note;
	const besideIt = cells - textWidth(note) - 1;
	if (besideIt >= Math.min(textWidth(name), wordyName)) return note;
	return line.label === '' ? '' : note.split(' ')[0]!;
}
