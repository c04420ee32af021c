import {flattenConfig} from '../../core/flatten.ts';
import {findEpochTotal, findStepTotal} from '../../core/progress/total.ts';
import type {JsonObject, ProgressMark} from '../../core/run.ts';
import type {EpochCounter} from './epochs.ts';

/**
 * How far a run is, in steps, where its hyperparameters tell the end: Lightning counts the rows' steps from 0, so that one more is done. Null
 * where they do not, or where nobody can say how many steps an epoch has.
 */
export function progressOf(config: JsonObject, counter: EpochCounter): ProgressMark | null {
	const {lastStep} = counter;
	if (lastStep < 0) return null;
	const flat = flattenConfig(config);
	const steps = findStepTotal(flat);
	if (steps !== null && lastStep < steps.total) return {...steps, step: lastStep + 1, from: nameFile(steps.from)};
	const epochs = findEpochTotal(flat);
	const perEpoch = counter.stepsPerEpoch();
	if (epochs === null || perEpoch === null || lastStep >= epochs.total * perEpoch) return null;
	const from = `${nameFile(epochs.from)}, epochs of ${perEpoch} steps`;
	return {step: lastStep + 1, total: epochs.total * perEpoch, unit: 'step', from};
}

const nameFile = (from: string) => from.replace(/^config /, 'hparams.yaml ');

/** The logger's name is the folder above a version's, unless it is the one that everybody has. */
export function groupOf(directory: string): string | null {
	const [logger, version] = directory.split('/').slice(-2);
	return version !== undefined && /^version_\d+$/.test(version) && logger && logger !== 'lightning_logs' ? logger : null;
}
