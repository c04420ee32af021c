import type {JsonObject, ProgressMark, RunFacts} from '../../core/run.ts';
import {isObject, numberOf} from '../values.ts';
import {type StatePlace, stateName} from './layout.ts';

const settings = ['num_train_epochs', 'max_steps', 'train_batch_size', 'logging_steps', 'eval_steps', 'save_steps'];
const words: [string, string][] = [
	['best_metric', 'best metric'],
	['best_global_step', 'best step'],
	['best_model_checkpoint', 'best checkpoint'],
	['epoch', 'epoch'],
	['num_input_tokens_seen', 'input tokens seen'],
];

/** What of a state is of another kind than the trainer writes. */
export function oddState(state: JsonObject): string[] {
	const odd = ['global_step', 'max_steps']
		.filter(key => state[key] !== undefined && typeof state[key] !== 'number')
		.map(key => `no number as ${key}`);
	const {log_history: rows} = state;
	if (rows !== undefined && !Array.isArray(rows)) odd.push('no list as log_history');
	if (Array.isArray(rows) && !rows.every(isObject)) odd.push('rows in log_history that are none');
	return odd;
}

/** The rows of `log_history`. */
export function historyOf(state: JsonObject): JsonObject[] {
	return Array.isArray(state.log_history) ? state.log_history.filter(isObject) : [];
}

/**
 * True for the row that ends a training. Where tokens are counted (`include_num_input_tokens_seen`), each row of a loss says how long it has taken so far
 * (transformers/trainer.py, log).
 */
export const isLastRow = (row: JsonObject): boolean => numberOf(row.train_runtime) !== null && row.loss === undefined;

export const stepOf = (state: JsonObject): number => numberOf(state.global_step) ?? -1;

/**
 * Facts of a saved state.
 * @param isFinal true where it lies in the output directory, in which scripts save it when training is over
 * @param later a checkpoint that went further and has no state that could be read; null for none
 */
export function factsOfState(state: JsonObject, isFinal: boolean, later: StatePlace | null): Partial<RunFacts> {
	const maxSteps = numberOf(state.max_steps);
	const isOver = historyOf(state).some(isLastRow);
	const why = isOver ? 'train_runtime is logged, which ends a training' : 'trainer_state.json was saved at the end';
	const extra: JsonObject = {};
	for (const [key, title] of words)
		if (state[key] !== undefined && state[key] !== null && state[key] !== 0) extra[title] = state[key];
	const total = maxSteps !== null && maxSteps > 0 ? maxSteps : null;
	const done = stepOf(state);
	return {
		total: total === null ? null : {total, unit: 'step', from: 'max_steps in trainer_state.json'},
		// It goes further than the last row that was logged, which come only every so many steps.
		progress: total === null || done < 0 ? null : {total, unit: 'step', ...reachedOf(done, total, later)},
		outcome: isOver || isFinal ? {status: 'finished', why} : null,
		config: configOf(state),
		summary: isObject(state.best_metric) || numberOf(state.best_metric) === null ? {} : {best_metric: state.best_metric!},
		name: typeof state.trial_name === 'string' && state.trial_name !== '' ? state.trial_name : null,
		extra,
	};
}

/** How far it came: a checkpoint is called after the step at which it was saved. */
function reachedOf(done: number, total: number, later: StatePlace | null): Pick<ProgressMark, 'step' | 'from'> {
	const step = later?.step ?? -1;
	const from = `max_steps in ${stateName}`;
	return step > done && step <= total ? {step, from: `${from}; the step by the name of checkpoint-${step}`} : {step: done, from};
}

/** What the state repeats of the training's settings, and the parameters of a search. */
function configOf(state: JsonObject): JsonObject {
	const config: JsonObject = {};
	for (const key of settings) if (numberOf(state[key]) !== null) config[key] = state[key]!;
	return isObject(state.trial_params) ? {...config, ...state.trial_params} : config;
}
