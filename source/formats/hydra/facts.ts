import type {JsonObject, RunFacts} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {at, isObject} from '../values.ts';
import {commandOf} from './command.ts';
import {holdsLogOpen} from './held-log.ts';
import {resolveReferences} from './interpolate.ts';
import type {JobLog} from './job-log.ts';
import {sweepOf} from './sweep.ts';
import {textOf} from './values.ts';

/** The files of a job, as far as they could be read. */
export interface JobFiles {
	config: JsonObject;
	/** What a person typed: `optim.lr=0.1`, `model=vit`, `+new.key=1`; null where that is not known in full. */
	overrides: string[] | null;
	/** Hydra's own config. */
	own: JsonObject;
	/** Null where its log is not known. */
	log: Pick<JobLog, 'path' | 'exists' | 'startedAtMs' | 'lastSignMs'> | null;
}

/** Facts of a job in `directory`. It has no record of its status: the other files of its directory have to show it. */
export function factsOfJob(
	{config, overrides, own, log}: JobFiles,
	directory: string,
	exists: (path: string) => boolean,
): Partial<RunFacts> {
	const job = textOf(at(own, 'hydra', 'job', 'name'));
	const sweep = textOf(at(own, 'hydra', 'mode')) === 'MULTIRUN' || typeof at(own, 'hydra', 'job', 'num') === 'number';
	const resolved = resolveReferences(config);
	const references = Object.keys(resolved).length > 0 ? resolved : null;
	const heldLog = log?.exists === true && holdsLogOpen(own, directory) ? log.path : null;
	return {
		name: overrides !== null && overrides.length > 0 ? overrides.join(' ') : null,
		...(sweep ? sweepOf(directory, own, exists) : {group: job, groupScope: null}),
		config,
		references,
		startedAtMs: log?.startedAtMs ?? (sweep ? null : madeAtMs(directory)),
		lastSignMs: log?.lastSignMs ?? null,
		...(heldLog !== null && {signFiles: [heldLog], writer: {heldLog, ...noHabits}}),
		command: overrides === null ? null : commandOf(own, overrides, exists),
		extra: describe(references, overrides ?? [], own, directory),
	};
}

const momentIn = ([, day, hour, minute, second]: readonly string[]): string => `${day} ${hour}:${minute}:${second}`;

/** When the job's own directory was made, if it is called after that; milliseconds. */
function madeAtMs(directory: string): number | null {
	const made = /(\d{4}-\d\d-\d\d)[/_](\d\d)-(\d\d)-(\d\d)$/.exec(directory);
	const ms = made === null ? Number.NaN : momentOfText(momentIn(made));
	return Number.isNaN(ms) ? null : ms;
}

function describe(references: JsonObject | null, overrides: string[], own: JsonObject, directory: string): JsonObject {
	const extra: JsonObject = {};
	if (overrides.length > 0) extra.overrides = overrides;
	if (references !== null) extra['config, references followed'] = references;
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
	const made = /(\d{4}-\d\d-\d\d)[/_](\d\d)-(\d\d)-(\d\d)(?:\/|$)/.exec(directory);
	if (made) extra['directory made'] = `${momentIn(made)}, local time of the writer`;
	return extra;
}
