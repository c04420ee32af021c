import type {PickleValue} from '../../encodings/pickle/index.ts';
import {isAutomatic} from './chains.ts';
import {shown} from './summary.ts';
import type {RecordTable} from './table.ts';

/** One run of a collection: an experiment, or one failed try of it. */
export interface Experiment {
	id: string;
	rows: number[];
	/** The six automatic keys, each of its first record that has it. */
	automatic: Map<string, PickleValue>;
}

/** Records by experiment, in the order in which they came. People may override the automatic keys: what the flat view shows counts. */
export function experimentsOf(table: RecordTable, rows: readonly number[]): Experiment[] {
	const found = new Map<Map<string, PickleValue>, Experiment>();
	const byId = new Map<string, Experiment>();
	for (const row of rows) {
		const automatic = table.automatic(row);
		let experiment = found.get(automatic);
		if (experiment === undefined) {
			const id = idOf(automatic);
			const before = byId.get(id);
			experiment = before ?? {id, rows: [], automatic};
			// Plain records beside those of a recorder seldom have all of the keys.
			const isMore = before !== undefined && [...automatic.keys()].some(key => !before.automatic.has(key));
			if (isMore) before.automatic = new Map([...automatic, ...before.automatic]);
			byId.set(id, experiment);
			found.set(automatic, experiment);
		}
		experiment.rows.push(row);
	}
	return [...byId.values()];
}

/** "2", or "2 (error 1)" for a try that failed. */
function idOf(automatic: Map<string, PickleValue>): string {
	const number = automatic.get('experiment_number');
	const error = automatic.get('error_number');
	if (number === undefined) return 'records';
	return typeof error === 'number' && error > 0 ? `${shown(number)} (error ${error})` : String(shown(number));
}

/** Which try of its experiment it was, null where there was one only. */
export function attemptOf(automatic: Map<string, PickleValue>, all: Experiment[]): number | null {
	const number = automatic.get('experiment_number');
	const tries = all.filter(other => other.automatic.get('experiment_number') === number);
	const at = tries.findIndex(other => other.automatic === automatic);
	return tries.length < 2 || at < 0 ? null : at + 1;
}

/**
 * The last experiment where it failed before it made a record, so that only the collection itself tells of it. Its start tells it from one with
 * records that people gave another number.
 */
export function failedWithoutRecords(
	last: ReadonlyMap<PickleValue, PickleValue>,
	table: RecordTable,
	experiments: readonly Experiment[],
): Experiment | null {
	const automatic = new Map([...last].filter((entry): entry is [string, PickleValue] => isAutomatic(entry[0])));
	const started = automatic.get('experiment_start_time');
	if (automatic.get('had_error') !== true || !automatic.has('experiment_number') || typeof started !== 'number') return null;
	const id = idOf(automatic);
	const isKnown = experiments.some(experiment => experiment.id === id);
	const hasRecords = table.chains.all.some(({inherited}) => inherited.get('experiment_start_time') === started);
	return isKnown || hasRecords ? null : {id, rows: [], automatic};
}
