import type {Json} from '../../../../core/run.ts';
import {gather} from '../../../../core/table/gather.ts';
import {flatConfigOf} from '../../../model/row.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import type {Registry} from '../../../registry.ts';
import {spanOf} from '../evidence/times.ts';
import {areOf, Joints} from '../joints.ts';
import {hasParams, listTrials, type Trial} from './optuna-trials.ts';

/** A parameter of so many digits was drawn: no other trial has it by chance. */
const fewestDigits = 8;
/** Of two programs' clocks, and of what is told in whole seconds. */
const clockMs = 1000;

/** A number of many digits, whoever kept it as text; null for all else. */
function keyOf(value: Json): string | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) return null;
	const digits = String(number).replace(/e.*/, '').replace('.', '').replace(/^-?0*/, '');
	return digits.length < fewestDigits ? null : number.toPrecision(fewestDigits);
}

const leafOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** What the program of a trial may have kept of itself: neither what started it nor what holds other runs. */
const isTraining = (run: TrackedRun): boolean =>
	run.parentId === null &&
	run.parts.size === 0 &&
	run.startOf === null &&
	run.facts.outcome?.status !== 'deleted' &&
	run.layers.every(layer => !layer.isTrial && !layer.isStarter && !layer.isHost && layer.logged.isJob !== true && !layer.removed);

/** When it began, as far as its files tell, milliseconds; null where nothing does. */
const beganAtMs = ({facts, layers}: TrackedRun): number | null => facts.startedAtMs ?? spanOf(layers)?.fromMs ?? null;

/**
 * Makes one row of a trial of Optuna and the training that its objective had any tracker or logger keep: that has all parameters of the trial, one of them
 * to many digits, and was begun while the trial went on. Where an objective trains several times, as of folds, these stay apart.
 */
export class TrialTrainings {
	private readonly joints = new Joints<null>();

	/** Finds what belongs together, and parts what fits no more. */
	fold(registry: Registry): void {
		const trials = listTrials(registry);
		if (trials.length === 0 && this.joints.size === 0) return;
		const pairs = findPairs(trials, registry);
		const ofTrials = gather(pairs, ([, {run}]) => run);
		const ofRuns = gather(pairs, ([run]) => run);
		const parted = this.joints.part(({layers, target}) => !ofTrials.has(target) && areOf(layers, target), registry);
		for (const [run, {run: target}] of pairs) {
			const isOnly = ofTrials.get(target)!.length === 1 && ofRuns.get(run)!.length === 1;
			if (!isOnly || parted.has(target) || hasSameFormat(run, target)) continue;
			this.joints.join(run, target, null, registry);
		}
	}
}

const hasSameFormat = ({layers}: TrackedRun, target: TrackedRun): boolean =>
	layers.some(({format}) => target.layers.some(layer => layer.format === format));

function findPairs(trials: readonly Trial[], {runs}: Registry): [TrackedRun, Trial][] {
	const byValue = gather(
		trials.flatMap(trial => Object.values(trial.config).map(value => ({trial, key: keyOf(value)}))),
		({key}) => key,
	);
	return [...runs.values()].filter(isTraining).flatMap(run => {
		const settings = flatConfigOf(run.facts);
		const keys = Object.values(settings).flatMap(value => keyOf(value) ?? []);
		const told = new Set(keys.flatMap(key => byValue.get(key) ?? []).map(({trial}) => trial));
		const atMs = told.size === 0 ? null : beganAtMs(run);
		if (atMs === null) return [];
		const leaves = new Map(Object.entries(settings).map(([name, value]) => [leafOf(name), value]));
		// Settings may have a parameter in a part of theirs.
		const toldOf = (name: string) => (Object.hasOwn(settings, name) ? settings[name] : leaves.get(leafOf(name)));
		return [...told]
			.filter(
				({startedAtMs, endedAtMs}) => atMs >= startedAtMs - clockMs && atMs <= (endedAtMs ?? Number.POSITIVE_INFINITY) + clockMs,
			)
			.filter(({config}) => hasParams(config, toldOf))
			.map((trial): [TrackedRun, Trial] => [run, trial]);
	});
}
