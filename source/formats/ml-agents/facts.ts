import type {JsonObject, Reached, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {at, numberOf, objectOf} from '../values.ts';

/**
 * Settings and state of one behavior (mlagents/trainers of 0.16 to 1.1: `settings.py`, `training_status.py`).
 * @param settings configuration.yaml: `behaviors` by name, and how the environments were run
 * @param status training_status.json, which is written when the program ends: of each behavior the checkpoint that was made then
 * @param begunMs when the newest event file was begun: a start that came later than the checkpoint has not ended by it
 */
export function factsOfBehavior(
	behavior: string,
	settings: JsonObject,
	status: JsonObject,
	begunMs: number,
): Pick<RunFacts, 'config' | 'total' | 'reached' | 'outcome'> {
	const {behaviors, default_settings: usual, checkpoint_settings: _, ...others} = settings;
	const own = objectOf(at(objectOf(behaviors), behavior) ?? usual);
	const mostSteps = numberOf(own.max_steps);
	const last = objectOf(at(status, behavior, 'final_checkpoint'));
	const madeS = numberOf(last.creation_time);
	const steps = numberOf(last.steps);
	const reached: Reached | null = steps === null ? null : {steps, epochs: null};
	const hasEnded = steps !== null && madeS !== null && madeS * 1000 >= begunMs;
	return {
		config: {...own, ...others},
		total: mostSteps === null ? null : {total: mostSteps, unit: 'step', from: 'configuration.yaml max_steps'},
		reached,
		outcome: hasEnded ? outcomeOf(steps, mostSteps) : null,
	};
}

function outcomeOf(steps: number, mostSteps: number | null): Judgement {
	const where = `training_status.json has its final checkpoint, of step ${steps}`;
	if (mostSteps !== null && steps >= mostSteps) return {status: 'finished', why: where};
	return {status: 'stopped', why: mostSteps === null ? where : `${where} of ${mostSteps}`};
}
