import type {Standings} from '../../core/rank/standings.ts';
import type {RunRow} from '../../core/row.ts';
import type {Standout, StandoutStyles} from '../../draw/plots/point.ts';
import {bold, roleStyle} from '../../draw/style.ts';

export const standoutStyles: StandoutStyles = {
	plain: roleStyle('dim'),
	good: roleStyle('better'),
	marked: roleStyle('info'),
	chosen: roleStyle('accent', bold),
};

/** How each run stands out in plots: the best fifth, the marked ones, the one under the cursor. */
export function standoutsOf({ranked}: Standings, marked: ReadonlySet<number>, chosen: number | null): (row: RunRow) => Standout {
	const best = new Set(ranked.slice(0, Math.max(1, Math.ceil(ranked.length / 5))).flatMap(({rows}) => rows.map(({key}) => key)));
	return ({key}) => (key === chosen ? 'chosen' : marked.has(key) ? 'marked' : best.has(key) ? 'good' : 'plain');
}
