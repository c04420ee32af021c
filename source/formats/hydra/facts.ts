import type {JsonObject, RunFacts} from '../../core/run.ts';
import {isObject} from '../values.ts';
import {commandOf} from './command.ts';
import {resolveReferences} from './interpolate.ts';
import {sweepOf} from './sweep.ts';
import {at, textOf} from './values.ts';

/** The three files of a job, as far as they could be read. */
export interface JobFiles {
	config: JsonObject;
	/** What a person typed: `optim.lr=0.1`, `model=vit`, `+new.key=1`; null where that is not known in full. */
	overrides: string[] | null;
	/** Hydra's own config. */
	own: JsonObject;
}

/** Facts of a job in `directory`. It has no record of status and time: the other files of its directory have to show them. */
export function factsOfJob(
	{config, overrides, own}: JobFiles,
	directory: string,
	exists: (path: string) => boolean,
): Partial<RunFacts> {
	const job = textOf(at(own, 'hydra', 'job', 'name'));
	const sweep = textOf(at(own, 'hydra', 'mode')) === 'MULTIRUN' || typeof at(own, 'hydra', 'job', 'num') === 'number';
	return {
		name: overrides !== null && overrides.length > 0 ? overrides.join(' ') : null,
		group: sweep ? sweepOf(directory, own, exists) : job,
		config,
		command: overrides === null ? null : commandOf(own, overrides, exists),
		extra: describe(config, overrides ?? [], own, directory),
	};
}

function describe(config: JsonObject, overrides: string[], own: JsonObject, directory: string): JsonObject {
	const extra: JsonObject = {};
	if (overrides.length > 0) extra.overrides = overrides;
	const resolved = resolveReferences(config);
	if (Object.keys(resolved).length > 0) extra['config, references followed'] = resolved;
	const choices = at(own, 'hydra', 'runtime', 'choices');
	if (isObject(choices)) {
		const chosen = Object.entries(choices).filter(([group, choice]) => !group.startsWith('hydra/') && choice !== null);
		if (chosen.length > 0) extra['config groups'] = Object.fromEntries(chosen);
	}
	const [job, cwd] = [textOf(at(own, 'hydra', 'job', 'name')), textOf(at(own, 'hydra', 'runtime', 'cwd'))];
	if (job !== null) extra.job = job;
	if (cwd !== null) extra['started in'] = cwd;
	const number = at(own, 'hydra', 'job', 'num');
	if (typeof number === 'number') extra['job number'] = number;
	const version = textOf(at(own, 'hydra', 'runtime', 'version'));
	if (version !== null) extra.hydra = version;
	const started = /(\d{4}-\d\d-\d\d)[/_](\d\d)-(\d\d)-(\d\d)(?:\/|$)/.exec(directory);
	if (started) extra['directory made'] = `${started[1]} ${started[2]}:${started[3]}:${started[4]}, local time of the writer`;
	return extra;
}
