import {flattenConfig} from '../../core/flatten.ts';
import {findEpochTotal, findStepTotal} from '../../core/progress/total.ts';
import type {JsonObject, ProgressMark, Reached} from '../../core/run.ts';
import type {Checkpoint} from './checkpoints.ts';
import type {EpochCounter} from './epochs.ts';
import type {Trained} from './trained.ts';

/**
 * How far a run is, in steps, where its hyperparameters tell the end: Lightning counts the rows' steps from 0, so that one more is done; a
 * checkpoint may prove more. In epochs where nobody can say how many steps one has and a checkpoint proves that some are over. Null where
 * nothing tells.
 */
export function progressOf(config: JsonObject, counter: EpochCounter, trained: Trained | null): ProgressMark | null {
	const {lastStep} = counter;
	if (lastStep < 0) return null;
	const flat = flattenConfig(config);
	const steps = findStepTotal(flat);
	if (steps !== null && lastStep < steps.total) {
		const step = Math.min(steps.total, Math.max(lastStep + 1, trained?.steps ?? 0));
		return {...steps, step, from: nameFile(steps.from)};
	}
	const epochs = findEpochTotal(flat);
	if (epochs === null || (trained !== null && trained.epochs > epochs.total)) return null;
	const perEpoch = counter.stepsPerEpoch(trained);
	const from = nameFile(epochs.from);
	if (perEpoch === null) {
		// The row of an epoch proves those before it.
		const step = Math.max(trained?.epochs ?? 0, counter.lastEpoch);
		return trained === null || step > epochs.total ? null : {...epochs, step, from};
	}
	if (lastStep >= epochs.total * perEpoch) return null;
	// An epoch that `max_steps` broke off counts as one that is over: steps that are known come first.
	const step = Math.max(lastStep + 1, trained?.steps ?? (trained?.epochs ?? 0) * perEpoch);
	return {step, total: epochs.total * perEpoch, unit: 'step', from: `${from}, epochs of ${perEpoch} steps`};
}

/**
 * What checkpoints prove to be over: their names tell the steps before them, and only their inside whether the epoch was over as well. Null where
 * there are none.
 */
export function reachedOf(checkpoints: readonly Checkpoint[], trained: Trained | null): Reached | null {
	const steps = Math.max(0, trained?.steps ?? 0, ...checkpoints.map(({step}) => step ?? 0));
	const epochs = trained?.epochs ?? 0;
	return steps === 0 && epochs === 0 ? null : {steps: steps || null, epochs: epochs || null};
}

/** True where hyperparameters tell an end that a checkpoint may have come to. */
export function hasEnd(config: JsonObject): boolean {
	const flat = flattenConfig(config);
	return findStepTotal(flat) !== null || findEpochTotal(flat) !== null;
}

const nameFile = (from: string) => from.replace(/^config /, 'hparams.yaml ');

/** The logger's name is the folder above a version's, unless it is the one that everybody has. */
export function groupOf(directory: string): string | null {
	const [logger, version] = directory.split('/').slice(-2);
	return version !== undefined && /^version_\d+$/.test(version) && logger && logger !== 'lightning_logs' ? logger : null;
}
