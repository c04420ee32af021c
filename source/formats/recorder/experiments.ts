import type {PickleValue} from '../../encodings/pickle/index.ts';
import {type Chain, isAutomatic} from './chains.ts';
import {shown} from './summary.ts';
import type {RecordTable} from './table.ts';

/** One run of a collection: an experiment, or one failed try of it. */
export interface Experiment {
	id: string;
	/** By its number and error number alone, which are not always its own only. */
	base: string;
	rows: number[];
	/** The six automatic keys, each of its first record that has it. */
	automatic: Map<string, PickleValue>;
	/** How many experiments before it in the file have the same number and the same error number. */
	namesakes: number;
	/** When it started by the recorder's own words, seconds since the epoch; null where its number is not the recorder's. */
	startedS: number | null;
	/** When all experiments started whose records are in it: several where people gave them one number. */
	starts: Set<number>;
}

/**
 * Records by experiment, in the order in which they came. People may override the automatic keys: what the flat view shows counts. Two processes
 * that write one collection at a time, and one that finds no `collection_info.pickle`, give a number again: when it started tells such experiments
 * apart. Records are added to the file behind those that are there, so the first one stays the first.
 */
export function experimentsOf(table: RecordTable, rows: readonly number[]): Experiment[] {
	const found = new Map<Map<string, PickleValue>, Experiment>();
	const all: Experiment[] = [];
	for (const row of rows) {
		const automatic = table.automatic(row);
		let experiment = found.get(automatic);
		if (experiment === undefined) {
			const own = table.chainOf(row).experiment;
			experiment = experimentOf(all, automatic, own?.number === automatic.get('experiment_number') ? own : null);
			if (own !== null) experiment.starts.add(own.startedS);
			found.set(automatic, experiment);
		}
		experiment.rows.push(row);
	}
	return all;
}

/** The experiment among those found so far, or a new one. */
function experimentOf(all: Experiment[], automatic: Map<string, PickleValue>, own: Chain['experiment']): Experiment {
	const base = idOf(automatic);
	const startedS = own?.startedS ?? null;
	const namesakes = all.filter(other => other.base === base);
	const before = startedS === null ? namesakes[0] : namesakes.find(other => (other.startedS ?? startedS) === startedS);
	if (before === undefined) {
		const made = newExperiment(base, namesakes.length, automatic, startedS);
		all.push(made);
		return made;
	}
	before.startedS ??= startedS;
	// Plain records beside those of a recorder seldom have all of the keys.
	const isMore = [...automatic.keys()].some(key => !before.automatic.has(key));
	if (isMore) before.automatic = new Map([...automatic, ...before.automatic]);
	return before;
}

function newExperiment(
	base: string,
	namesakes: number,
	automatic: Map<string, PickleValue>,
	startedS: number | null,
): Experiment {
	return {
		id: namesakes === 0 ? base : `${base} (${namesakes + 1})`,
		base,
		rows: [],
		automatic,
		namesakes,
		startedS,
		starts: new Set(),
	};
}

/** "2", or "2 (error 1)" for a try that failed. */
function idOf(automatic: Map<string, PickleValue>): string {
	const number = automatic.get('experiment_number');
	const error = automatic.get('error_number');
	if (number === undefined) return 'records';
	return typeof error === 'number' && error > 0 ? `${shown(number)} (error ${error})` : String(shown(number));
}

/** Which try of its experiment it was, null where there was one only. An experiment that has the number anew has tries of its own. */
export function attemptOf(experiment: Experiment, all: readonly Experiment[]): number | null {
	const number = experiment.automatic.get('experiment_number');
	const tries = all.filter(
		other => other.automatic.get('experiment_number') === number && other.namesakes === experiment.namesakes,
	);
	return tries.length < 2 ? null : tries.indexOf(experiment) + 1;
}

/**
 * The last experiment where it failed before it made a record, so that only the collection itself tells of it. Its start tells it from one with
 * records that people gave another number, and from one that had its number before.
 */
export function failedWithoutRecords(
	last: ReadonlyMap<PickleValue, PickleValue>,
	table: RecordTable,
	experiments: readonly Experiment[],
): Experiment | null {
	const automatic = new Map([...last].filter((entry): entry is [string, PickleValue] => isAutomatic(entry[0])));
	const started = automatic.get('experiment_start_time');
	if (automatic.get('had_error') !== true || !automatic.has('experiment_number') || typeof started !== 'number') return null;
	const base = idOf(automatic);
	const namesakes = experiments.filter(other => other.base === base);
	const isKnown = namesakes.some(({startedS}) => startedS === null || startedS === started);
	const hasRecords = table.chains.all.some(
		({inherited, experiment}) => inherited.get('experiment_start_time') === started || experiment?.startedS === started,
	);
	return isKnown || hasRecords ? null : newExperiment(base, namesakes.length, automatic, started);
}
