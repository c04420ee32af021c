import type {JsonObject, ProgressMark} from '../../core/run.ts';
import {at, numberOf} from '../values.ts';

/** What counts up to the end of a trial, and in what: a reward or an accuracy may stop it as well, but need never be reached. */
const counters: readonly (readonly [RegExp, string])[] = [
	[/(?:^|\/)training_iteration$/, 'it'],
	[/(?:^|\/)episodes_total$/, 'episode'],
	[/(?:^|\/)(?:timesteps_total|num_(?:env|agent)_steps_(?:sampled|trained)(?:_lifetime)?)$/, 'step'],
];

/**
 * How far a trial is by the one of its limits that it has come closest to, null where none of them counts.
 * @param stops limits by names of results, as `stop` of Ray Tune has them: `timesteps_total`, `env_runners/num_env_steps_sampled_lifetime`
 * @param last its newest row
 */
export function progressOf(stops: JsonObject, last: JsonObject): ProgressMark | null {
	let found: ProgressMark | null = null;
	for (const [name, limit] of Object.entries(stops)) {
		const unit = counters.find(([pattern]) => pattern.test(name))?.[1];
		const total = numberOf(limit);
		// A table has the names of nested results whole.
		const step = numberOf(last[name] ?? at(last, ...name.split('/')));
		if (unit === undefined || total === null || total <= 0 || step === null) continue;
		if (found !== null && found.step / found.total >= step / total) continue;
		found = {step: Math.min(step, total), total, unit, from: `stop ${name}`};
	}
	return found;
}
