import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf, nameOf} from '../../core/files/paths.ts';
import type {Json, JsonObject, RunFacts} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import type {Judgement, Status} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {errorOfTrace} from '../trace-error.ts';
import {at, isObject, numberOf, objectOf, textOf} from '../values.ts';
import {complaintsOf, parseExactJsonObject, WholeFile} from '../whole-file.ts';

/** Its file is written as it begins and when it is over; how long that takes nobody knows. */
const habits: WriterHabits = {
	bufferMs: 3_600_000,
	bufferBytes: 0,
	marksEnd: true,
	holdsOpen: false,
	python: {needs: ['numpy'], program: null},
};
/** Words of keras_tuner/engine/trial.py. INVALID: it crashed or came to NaN, and may be tried again. */
const statuses: Readonly<Record<string, Status>> = {
	COMPLETED: 'finished',
	FAILED: 'failed',
	INVALID: 'failed',
	STOPPED: 'stopped',
};

/** Metric → mean over its executions by step, and which way it is better. */
type Metrics = Map<string, {goal: 'minimize' | 'maximize' | null; points: {step: number; value: number}[]}>;

/** One trial: what the tuner set, the best values that came of it, and how it ended. */
export class TrialSource implements Source {
	private readonly trial: WholeFile<JsonObject>;

	constructor(
		private readonly directory: string,
		file: string,
		files: FileAccess,
	) {
		this.trial = new WholeFile(file, files, parseExactJsonObject);
	}

	watched(): string[] {
		return [this.trial.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		if (this.trial.refresh() === 'new') this.tell(run, this.trial.value ?? {});
		run.faults(complaintsOf([this.trial], false));
		return {more: false, bytesRead: this.trial.bytesRead, bytesLeft: 0};
	}

	private tell(run: RunSink, trial: JsonObject): void {
		const metrics = metricsOf(trial);
		run.reset();
		const summary: JsonObject = {};
		for (const [name, {points}] of metrics) {
			// A trial reports once, with its best epoch as the step; only tuners of one's own report on the way.
			if (points.length === 1) setKey(summary, name, points[0]!.value);
			else for (const {step, value} of points) run.series(name).push(step, Number.NaN, value);
		}
		const objective = objectiveOf(trial, metrics);
		const goal = objective === null ? null : metrics.get(objective)!.goal;
		// Of the others the tuner only guesses which way they are better.
		if (objective !== null && goal !== null) run.defineMetric(objective, {goal});
		if (objective === null && numberOf(trial.score) !== null) summary.score = trial.score!;
		run.facts({summary, ...this.factsOf(trial, objective)});
	}

	private factsOf(trial: JsonObject, objective: string | null): Partial<RunFacts> {
		const {directory} = this;
		const project = directoryOf(directory);
		const word = textOf(trial.status);
		const outcome = judge(word);
		const message = outcome?.status === 'failed' ? textOf(trial.message) : null;
		const id = textOf(trial.trial_id);
		return {
			// Versions before 1.1 number trials by 32 hex digits.
			name: nameOf(directory).replace(/^(trial_[0-9a-f]{8})[0-9a-f]{24}$/, '$1'),
			group: nameOf(project),
			groupScope: directoryOf(project),
			config: objectOf(at(trial, 'hyperparameters', 'values')),
			outcome,
			recorded: word,
			error: message === null ? null : errorOfTrace(message),
			writer: habits,
			signFiles: [this.trial.path],
			extra: {...(id === null ? {} : {trial: id}), ...(objective === null ? {} : {objective})},
		};
	}
}

/**
 * The metric that the trial was scored by, which no file names: the one that came to its score, of several that did so one of validation. Null where
 * none did.
 */
function objectiveOf(trial: JsonObject, metrics: Metrics): string | null {
	const score = numberOf(trial.score);
	const alike = [...metrics].flatMap(([name, {points}]) => (points.some(({value}) => value === score) ? [name] : []));
	return alike.find(name => name.startsWith('val_')) ?? alike[0] ?? null;
}

function judge(word: string | null): Judgement | null {
	const status = word === null ? undefined : statuses[word];
	return status === undefined ? null : {status, why: `trial.json says ${word}`};
}

function metricsOf(trial: JsonObject): Metrics {
	const metrics: Metrics = new Map();
	for (const [name, history] of Object.entries(objectOf(at(trial, 'metrics', 'metrics')))) {
		if (!isObject(history) || !Array.isArray(history.observations)) continue;
		const points = history.observations.flatMap(observation => pointOf(objectOf(observation)) ?? []);
		const goal = history.direction === 'max' ? 'maximize' : history.direction === 'min' ? 'minimize' : null;
		if (points.length > 0) metrics.set(name, {goal, points});
	}
	return metrics;
}

/** The mean over what a trial was executed several times with; null where that is no number. */
function pointOf({value, step}: JsonObject): {step: number; value: number} | null {
	const values: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
	const numbers = values.filter((one): one is number => typeof one === 'number');
	if (numbers.length === 0) return null;
	return {step: numberOf(step) ?? 0, value: numbers.reduce((sum, one) => sum + one, 0) / numbers.length};
}
