import type {ListLine} from '../../core/table/list-lines.ts';
import {cleanText} from '../../core/text.ts';
import {formatCount} from '../../core/units.ts';
import type {State} from '../../store/state.ts';

/** What a line of the list is called. */
export function lineLabel(line: ListLine, state: State): string {
	return line.run === null ? cleanText(line.label) : (state.rows.get(line.run)?.name ?? '');
}

/** What stands behind it: how many runs a heading has, what a run has below it, which attempt it is. */
export function lineNote(line: ListLine): string {
	return line.run === null ? formatCount(line.below.length) : line.label;
}
