import type {HealthKind} from '../health/mark.ts';
import type {RunRow} from '../row.ts';
import type {Status} from '../status.ts';

/** What a person wants to be told of. */
export type TellOn = 'end' | 'failure' | 'stall' | 'condition';

/** A wish to be told once of each of some runs. */
export interface Telling {
	keys: ReadonlySet<number>;
	on: TellOn;
	/** The condition as it was typed; '' for the others. */
	condition: string;
	/** Only for a condition. */
	matches: ((row: RunRow, nowMs: number) => boolean) | null;
}

const over: ReadonlySet<Status> = new Set(['finished', 'failed', 'stopped', 'pruned', 'crashed']);
const failed: ReadonlySet<Status> = new Set(['failed', 'crashed']);
/** What makes the rest of a run worthless; a plateau does not. */
const wrong: ReadonlySet<HealthKind> = new Set(['nonfinite', 'divergence']);
const wrongOf = ({health}: RunRow) => health.find(({kind}) => wrong.has(kind));

/** True where what was waited for holds of a run. */
export function holds({on, matches}: Telling, row: RunRow, nowMs: number): boolean {
	if (on === 'end') return over.has(row.status);
	if (on === 'failure') return failed.has(row.status) || wrongOf(row) !== undefined;
	return on === 'stall' ? row.status === 'stalled' : (matches?.(row, nowMs) ?? false);
}

/** What is said when it holds: `resnet failed: exit code 1`, `resnet: loss<0.3`. */
function sayHeld({on, condition}: Telling, row: RunRow): string {
	const {name, status, statusWhy} = row;
	if (on === 'condition') return `${name}: ${condition}`;
	const mark = on === 'failure' && !failed.has(status) ? wrongOf(row) : undefined;
	return mark === undefined ? `${name} ${status}: ${statusWhy}` : `${name}: ${mark.reason}`;
}

/**
 * Which runs are to be told of now, and what remains to be waited for. A run is told of once; one that is over and can fulfil its wish no more is
 * let go of, unless it waits for a condition.
 */
export function takeHeld(
	tellings: readonly Telling[],
	rows: ReadonlyMap<number, RunRow>,
	nowMs: number,
): {said: string[]; rest: Telling[]} {
	const said: string[] = [];
	const rest = tellings.flatMap(telling => {
		const keys = [...telling.keys].filter(key => {
			const row = rows.get(key);
			if (row === undefined) return false;
			if (!holds(telling, row, nowMs)) return telling.on === 'condition' || !over.has(row.status);
			said.push(sayHeld(telling, row));
			return false;
		});
		if (keys.length === telling.keys.size) return [telling];
		return keys.length === 0 ? [] : [{...telling, keys: new Set(keys)}];
	});
	return {said, rest};
}
