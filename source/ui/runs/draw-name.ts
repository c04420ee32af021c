import type {RunRow} from '../../core/row.ts';
import type {ListLine} from '../../core/table/lines/list-line.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {healthLooks, type Look, lookGlyph, markLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const strong = roleStyle('default', bold);
/** Signs of health beside a name; the worst come first, the facts have them all. */
const mostHealth = 2;

/** Cells for the signs of a run's health and of what a person marked it as, beyond the two that every name has for signs. */
export const signCells = (row: RunRow | undefined): number =>
	row === undefined ? 0 : Math.min(mostHealth, row.health.length) + chosenMarks(row).length;

/** Marks that a person has put on a run and that have a sign; other words are only told. */
const chosenMarks = ({marks}: RunRow): Look[] =>
	(['best', 'interesting'] as const).filter(mark => marks.includes(mark)).map(mark => markLooks[mark]);

export interface NameCell {
	line: ListLine;
	/** Undefined for a heading. */
	row: RunRow | undefined;
	/** The name, shortened. */
	label: string;
	/** What stands behind it, as far as there is room. */
	note: string;
	selected: boolean;
	x: number;
	width: number;
	/** Cells that runs of this list have for the sign of what is below them. */
	signs: number;
}

/** A line's name, as far in as it lies below others, with the sign that it can be folded, what is below it, and its marks. */
export function drawName(
	grid: Grid,
	y: number,
	{line, row, label, note, selected, x, width, signs}: NameCell,
	state: State,
	brush: Brush,
): void {
	const {view} = state;
	const end = x + width;
	const indent = Math.min(line.depth * 2, Math.max(0, width - 8));
	if (line.open !== null)
		grid.put(x + indent, y, glyphFor(line.open ? 'expanded' : 'collapsed', brush.glyphs), row === undefined ? strong : plain, 1);
	const left = x + indent + (row === undefined ? 2 : signs);
	const style = selected || row === undefined ? strong : plain;
	let at = grid.put(left, y, label, style, end - left);
	if (note !== '' && at + 1 < end) at = grid.put(at + 1, y, note, dim, end - at - 1);
	const marks: Look[] = [
		...(row !== undefined && row.key === view.baseline ? [markLooks.baseline] : []),
		...(row === undefined ? [] : chosenMarks(row)),
		...(row !== undefined && row.problemCount > 0 ? [markLooks.problem] : []),
		...(row?.health ?? []).slice(0, mostHealth).map(({kind}) => healthLooks[kind]),
	];
	marks.forEach((mark, place) => {
		const from = at + 1 + place;
		grid.put(from, y, lookGlyph(mark, brush.glyphs), roleStyle(mark.role), Math.max(0, end - from));
	});
}
