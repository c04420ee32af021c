import type {RunRow} from '../row.ts';
import {gather} from '../table/gather.ts';
import {textsApart} from '../table/lines/tell-apart.ts';
import {cleanText} from '../text/clean-text.ts';

/** What each run is called among these: its name, with what tells it from others that have the same name. */
export function nameRuns(rows: readonly RunRow[]): (row: RunRow) => string {
	const names = new Map<RunRow, string>();
	for (const same of gather(rows, ({name}) => name).values()) {
		const texts = same.length === 1 ? [''] : textsApart(same);
		for (const [at, row] of same.entries()) names.set(row, nameApart(row.name, texts[at]!));
	}
	return row => names.get(row) ?? cleanText(row.name);
}

/** `trial_0 (search_2)` */
export const nameApart = (name: string, apart: string): string => cleanText(apart === '' ? name : `${name} (${apart})`);
