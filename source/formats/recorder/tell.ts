import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {type PickleValue, plainValue} from '../../encodings/pickle/index.ts';
import type {RunSink, SourceSink} from '../format.ts';
import {objectOf} from '../values.ts';
import {entriesOf} from './chains.ts';
import {attemptOf, type Experiment} from './experiments.ts';
import {chainsOf, pushPoints, sharedInheritance, shown} from './summary.ts';
import type {RecordTable} from './table.ts';

/** What is known of a collection beside its records. */
export interface Collection {
	name: string;
	/** Its own data. */
	data: ReadonlyMap<PickleValue, PickleValue>;
	/** The data of its last experiment. */
	last: ReadonlyMap<PickleValue, PickleValue>;
	about: JsonObject;
	/** Where its records are. */
	file: string;
	/** Where an experiment without records is found, for people. */
	infoName: string;
}

/** Takes the pair of data that every version saves; both are empty where there is none. */
export function collectionOf(
	name: string,
	pair: PickleValue | undefined,
	from: Pick<Collection, 'file' | 'infoName'>,
): Collection {
	const [data = new Map(), last = new Map()] = (Array.isArray(pair) ? pair.slice(0, 2) : []).map(entriesOf);
	const number = last.get('experiment_number');
	const next = typeof number === 'number' ? number + (last.get('had_error') === true ? 0 : 1) : null;
	const about = {
		data: shown(data),
		'last experiment': shown(last),
		...(next === null ? {} : {'next experiment number': next}),
	};
	return {name, data, last, about: Array.isArray(pair) ? about : {}, ...from};
}

/** Tells one experiment of a collection. */
export function tellExperiment(
	run: RunSink,
	table: RecordTable,
	experiment: Experiment,
	all: Experiment[],
	of: Collection,
): void {
	const {id, rows, automatic} = experiment;
	const outcome = outcomeOf(automatic, rows.length > 0 ? 'its records' : of.infoName);
	const started = automatic.get('experiment_start_time');
	const ended = automatic.get('experiment_end_time');
	const facts: Partial<RunFacts> = {
		id,
		name: `${of.name} ${id}`,
		group: of.name,
		attempt: attemptOf(experiment, all),
		startedAtMs: typeof started === 'number' ? started * 1000 : null,
		arrived: experiment.startedS === null ? null : {atMs: experiment.startedS * 1000, by: 'record'},
		endedAtMs: typeof ended === 'number' ? ended * 1000 : null,
		lastSignMs: typeof ended === 'number' ? ended * 1000 : null,
		config: rows.length > 0 ? sharedInheritance(chainsOf(table, rows)) : objectOf(shown(new Map(of.data))),
		outcome,
		error: outcome.status === 'failed' ? 'An error ended this experiment; the recorder does not keep its text' : null,
		extra: {
			Records: {count: rows.length, ...Object.fromEntries([...automatic].map(([key, value]) => [key, shown(value)]))},
			Collection: of.about,
		},
	};
	run.reset();
	run.facts(facts);
	if (experiment.starts.size > 1) {
		const message = `${experiment.starts.size} experiments were given the number ${experiment.base} by hand: they are shown as one run`;
		run.problem({file: of.file, message});
	}
	pushPoints(run, table, rows);
}

/** People may set the automatic keys themselves; what is neither True nor False then says nothing. */
function outcomeOf(automatic: ReadonlyMap<string, PickleValue>, where: string): Judgement {
	const given = automatic.get('had_error');
	if (given === undefined) {
		const missing = automatic.has('experiment_number') ? 'whether it had an error' : 'which experiment they belong to';
		return {status: 'unknown', why: `its records do not say ${missing}`};
	}
	const hadError = truthOf(given);
	if (hadError === null) {
		const shownAs = given === null ? 'None' : JSON.stringify(shown(given));
		return {status: 'unknown', why: `had_error is ${shownAs} in ${where}, which is neither True nor False`};
	}
	return {status: hadError ? 'failed' : 'finished', why: `had_error is ${hadError ? 'True' : 'False'} in ${where}`};
}

/** What Python holds equal to True or False, null for anything else. */
function truthOf(given: PickleValue): boolean | null {
	const value = plainValue(given);
	if (typeof value === 'boolean') return value;
	return value === 1 || value === 0 ? value === 1 : null;
}

/** Takes back the runs of a source that are gone from its file. */
export class Listed {
	private known = new Set<string>();

	update(sink: SourceSink, keys: Iterable<string>): void {
		const now = new Set(keys);
		for (const key of this.known) if (!now.has(key)) sink.run(key).remove();
		this.known = now;
	}
}
