import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {Judgement} from '../../core/status.ts';
import {formatNumber} from '../../core/text/units.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';

/** Where Optuna keeps studies: a journal, or SQLite. */
export type OptunaStore = 'journal' | 'database';

export type TrialState = 'RUNNING' | 'COMPLETE' | 'PRUNED' | 'FAIL' | 'WAITING';
/** In the order of their numbers in the journal. */
export const trialStates: readonly TrialState[] = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAIL', 'WAITING'];

export interface Study {
	name: string;
	/** Of each objective. */
	goals: ('minimize' | 'maximize' | null)[];
	userAttributes: JsonObject;
	systemAttributes: JsonObject;
	/** Longest time that a trial of it took so far, milliseconds. */
	slowestMs: number;
}

export interface Trial {
	study: Study;
	/** Counts within the study. */
	number: number;
	state: TrialState;
	startedAtMs: number | null;
	completedAtMs: number | null;
	/** Of each objective; null before there are any. */
	values: (number | null)[] | null;
	params: JsonObject;
	userAttributes: JsonObject;
	systemAttributes: JsonObject;
	/** Newest known sign of life, milliseconds. */
	signMs: number | null;
	hasPoints: boolean;
	/** Addresses of the threads of the process that runs it, as far as its storage tells. */
	threads?: ReadonlySet<number>;
}

const outcomes: Record<TrialState, Judgement['status'] | null> = {
	RUNNING: null,
	COMPLETE: 'finished',
	PRUNED: 'pruned',
	FAIL: 'failed',
	WAITING: 'queued',
};

/** Intermediate values, which Optuna gives no name. */
export const seriesName = 'value';
/** What a trial was judged by in the end: it need not be a value that was reported on the way, so it is a series of its own. */
const objectiveName = 'objective';

/** Silence of a first trial that reports nothing and has nothing to be compared with. */
const unknownTrialMs = 1_800_000;

/** Of a service with a thread for each request, most are gone. */
const mostThreads = 64;

/** Optuna always loads numpy. */
const writers: Record<OptunaStore, NonNullable<WriterHabits['python']>> = {
	journal: {needs: ['numpy'], program: null},
	database: {needs: ['sqlite', 'numpy'], program: null},
};

/** A trial that reports nothing on its way is as silent as the others of its study were long. */
function habitsOf({study, hasPoints, threads}: Trial, store: OptunaStore): WriterHabits {
	const bufferMs = hasPoints ? 0 : study.slowestMs > 0 ? 2 * study.slowestMs : unknownTrialMs;
	const isTelling = threads !== undefined && threads.size > 0 && threads.size <= mostThreads;
	const python = isTelling ? {...writers[store], threads: [...threads]} : writers[store];
	return {bufferMs, bufferBytes: 0, marksEnd: true, holdsOpen: false, python};
}

/** Names of the objectives, those that the study gives them where it does. */
export function objectiveNames({study, values}: Trial): string[] {
	const given = study.systemAttributes['study:metric_names'];
	const count = Math.max(values?.length ?? 0, study.goals.length);
	return Array.from({length: count}, (_, i) => {
		const name = Array.isArray(given) ? given[i] : undefined;
		if (typeof name === 'string' && name !== seriesName) return name;
		return count === 1 ? objectiveName : `${objectiveName} ${i}`;
	});
}

/** A parameter as the program got it: Optuna stores the index of a choice, and integers as floats. */
export function decodeParam(stored: number | null, distribution: Json): Json {
	if (distribution === null || typeof distribution !== 'object' || Array.isArray(distribution)) return stored;
	const {name, attributes} = distribution;
	const kind = String(name);
	if (kind.includes('Categorical') && attributes !== null && typeof attributes === 'object' && !Array.isArray(attributes)) {
		const choices = attributes?.choices;
		return Array.isArray(choices) && stored !== null ? (choices[Math.trunc(stored)] ?? null) : stored;
	}
	return kind.startsWith('Int') && stored !== null ? Math.trunc(stored) : stored;
}

/** @param place path of the store, within which names of studies are unique */
export function factsOfTrial(trial: Trial, store: OptunaStore, place: string): Partial<RunFacts> {
	const {study, state, values} = trial;
	const status = outcomes[state];
	const names = objectiveNames(trial);
	const infeasible = infeasibleBy(trial);
	const summary: JsonObject = {};
	values?.forEach((value, i) => {
		setKey(summary, names[i]!, value);
	});
	const signs = [trial.startedAtMs, trial.completedAtMs, trial.signMs].filter(time => time !== null);
	return {
		id: `${study.name}/${trial.number}`,
		name: `trial ${trial.number}`,
		group: study.name,
		groupScope: place,
		attempt: attemptOf(trial),
		startedAtMs: trial.startedAtMs,
		endedAtMs: trial.completedAtMs,
		lastSignMs: signs.length === 0 ? null : Math.max(...signs),
		config: {...trial.params},
		summary,
		outcome: status === null ? null : {status, why: `trial state ${state}${infeasible === null ? '' : `, ${infeasible}`}`},
		infeasible,
		recorded: state,
		writer: habitsOf(trial, store),
		extra: extraOf(trial, names),
	};
}

const constraintsKey = 'constraints';

/**
 * That a constraint of a trial is above 0, so that it is none of the best of its study: values in a list up to Optuna 4, each under its own name since
 * (optuna/study/_constrained_optimization.py). Null where none is.
 */
function infeasibleBy({systemAttributes}: Trial): string | null {
	const listed = systemAttributes[constraintsKey];
	const named = Object.entries(systemAttributes).flatMap(([key, value]): [string, Json][] =>
		key.startsWith(`${constraintsKey}:`) ? [[key.slice(constraintsKey.length + 1), value]] : [],
	);
	const all = new Map<string, Json>([
		...(Array.isArray(listed) ? listed : []).map((value, i): [string, Json] => [String(i), value]),
		...named,
	]);
	const broken = [...all].flatMap(([name, value]) =>
		typeof value === 'number' && value > 0 ? [`constraint ${name} is ${formatNumber(value)}, above 0`] : [],
	);
	return broken.length === 0 ? null : `infeasible: ${broken.join('; ')}`;
}

/** Which try this is of a trial that Optuna's callback retries, which lists the numbers of those before; null for a first one. */
function attemptOf({systemAttributes: {retry_history: before}}: Trial): number | null {
	return Array.isArray(before) && before.length > 0 ? before.length + 1 : null;
}

function extraOf({study, userAttributes, systemAttributes}: Trial, names: string[]): JsonObject {
	const extra: JsonObject = {};
	const goals = study.goals.map((goal, i) => (names.length === 1 ? (goal ?? 'unset') : `${goal ?? 'unset'} ${names[i]}`));
	if (goals.length > 0) extra.goal = goals.join(', ');
	if (Object.keys(userAttributes).length > 0) extra['user attributes'] = {...userAttributes};
	if (Object.keys(systemAttributes).length > 0) extra['system attributes'] = {...systemAttributes};
	if (typeof systemAttributes.failed_trial === 'number') extra['retry of'] = `trial ${systemAttributes.failed_trial}`;
	if (Object.keys(study.userAttributes).length > 0) extra['study attributes'] = {...study.userAttributes};
	return extra;
}
