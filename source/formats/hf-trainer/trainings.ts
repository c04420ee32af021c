import type {JsonObject} from '../../core/run.ts';
import {put} from '../../core/table/gather.ts';
import {numberOf} from '../values.ts';
import type {StatePlace} from './layout.ts';
import {historyOf, stepOf} from './state.ts';

/** A state that was read whole. */
export interface ReadState {
	place: StatePlace;
	state: JsonObject;
	/** Time of its file. */
	atMs: number;
}

/** Times of files this far apart are none of one copy. */
const apartMs = 60_000;

/** Losses of a history up to a step: what was logged at each of its steps. */
function lossesOf(state: JsonObject, upTo: number): Map<number, string[]> {
	const found = new Map<number, string[]>();
	for (const row of historyOf(state)) {
		const step = numberOf(row.step);
		if (step === null || step > upTo || numberOf(row.loss) === null) continue;
		put(found, step, JSON.stringify(row));
	}
	return found;
}

/**
 * True for states of two trainings, or of two ways on from one checkpoint: each state repeats word by word what was logged before it
 * (transformers/trainer_callback.py, TrainerState.log_history), so that those of one training agree up to the earlier one.
 */
export function contradict(one: JsonObject, other: JsonObject): boolean {
	const upTo = Math.min(stepOf(one), stepOf(other));
	const [left, right] = [lossesOf(one, upTo), lossesOf(other, upTo)];
	if (left.size === 0 || right.size === 0) return false;
	if (left.size !== right.size) return true;
	return [...left].some(([step, rows]) => !rows.some(row => right.get(step)?.includes(row)));
}

/**
 * Which of two trainings in one directory is the later one: that which wrote over a checkpoint of the other, or else, where the times of their files
 * are far apart, the newer one. Null where nothing tells.
 * @param ones states of one training, the furthest first; `others` likewise
 */
export function findLater(ones: readonly ReadState[], others: readonly ReadState[]): 'ones' | 'others' | null {
	const [isOne, isOther] = [writesOver(ones, others), writesOver(others, ones)];
	if (isOne !== isOther) return isOne ? 'ones' : 'others';
	const newest = (states: readonly ReadState[]) => Math.max(...states.map(({atMs}) => atMs));
	const apart = newest(ones) - newest(others);
	return Math.abs(apart) < apartMs ? null : apart > 0 ? 'ones' : 'others';
}

/** True where one training has a checkpoint at a step at which the other one, which went further, saved as well. */
function writesOver(ones: readonly ReadState[], others: readonly ReadState[]): boolean {
	const {state} = others[0]!;
	const every = numberOf(state.save_steps) ?? 0;
	const stepsOf = (states: readonly ReadState[]) => states.flatMap(({place: {step}}) => step ?? []);
	// What is saved at the end of each epoch has save_steps that mean nothing.
	if (!(every >= 1) || stepsOf(others).some(step => step % every !== 0 && step !== state.max_steps)) return false;
	return stepsOf(ones).some(step => step % every === 0 && step <= stepOf(state));
}
