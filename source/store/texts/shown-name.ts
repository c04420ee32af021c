import {nameApart} from '../../core/rank/run-names.ts';
import type {RunRow} from '../../core/row.ts';
import {partsOfStart} from '../../core/table/lines/start-name.ts';
import {tellApart} from '../../core/table/lines/tell-apart.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {memoise} from '../memo.ts';
import {selectRows} from '../selectors.ts';
import type {State} from '../state.ts';

/** What tells runs of one name apart, made anew only when a run is called otherwise, came or went. */
const selectApart = memoise(
	({rows, versions}: State) => [rows, versions.names] as const,
	(_, state) => tellApart(selectRows(state)),
);

type Named = Pick<RunRow, 'key' | 'name'>;

/** The name of a run and what tells it from others of that name, or which start it is, for where both have to be shortened. */
export function toldName(row: Named, state: State): {name: string; apart: string} {
	const apart = cleanText(selectApart(state)(row));
	const name = cleanText(row.name);
	const start = apart === '' ? partsOfStart(name) : null;
	return start === null ? {name, apart} : {name: start.place, apart: start.which};
}

/** Both as one text. */
export const shownName = (row: Named, state: State): string => nameApart(row.name, selectApart(state)(row));

/** The same by the run's key; '' where it is gone. */
export function nameIn(state: State, key: number): string {
	const row = state.rows.get(key);
	return row === undefined ? '' : shownName(row, state);
}
