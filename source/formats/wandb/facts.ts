import type {FileAccess} from '../../core/files/files.ts';
import type {Fork, JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {type Environment, gitOf, machineOf} from './beside/environment.ts';
import {errorIn, readOutputEnd} from './beside/failure.ts';
import {readLeftFiles} from './beside/left-files.ts';
import type {Surroundings} from './beside/surroundings.ts';
import {readToldExit, type ToldExit} from './beside/told-exit.ts';
import {commandOf, namesSettings} from './command.ts';
import type {LogDecoder} from './log/log-decoder.ts';
import type {Exit} from './log/messages.ts';
import type {RunRecord} from './log/run-record.ts';
import type {RunDirectory} from './run-directory.ts';
import {describeSettings} from './settings/settings-section.ts';

/** The log is written in blocks of 32 KiB by a process that holds it open and ends it with an exit record. */
export const habits: WriterHabits = {bufferMs: 0, bufferBytes: 32 * 1024, marksEnd: true, holdsOpen: true};

/** An exit record, or what wandb's own logs tell of one that was lost. */
type AnyExit = Exit | ToldExit;

const judgeExit = (exit: AnyExit): Judgement =>
	judgeCode(exit.code, 'why' in exit ? exit.why : `exit record with code ${exit.code}`);

/** What the code says that wandb puts down at the end; `why`: where it stands. */
export function judgeCode(code: number, why: string): Judgement {
	if (code === 0) return {status: 'finished', why};
	if (code === 254) return {status: 'crashed', why};
	if (code === 255) return {status: 'stopped', why};
	return {status: 'failed', why};
}

/** Facts that need no log: names and habits. */
export function factsOfDirectory(directory: RunDirectory): Partial<RunFacts> {
	return {
		id: directory.id,
		startedText: directory.startedText,
		writer: habits,
		signFiles: [directory.log, directory.output, directory.internalLog],
		extra: placeOf(directory),
	};
}

function placeOf({mode, startedText}: RunDirectory): JsonObject {
	const place: JsonObject = {};
	if (mode !== null) place.mode = mode;
	if (startedText !== null) place['directory made'] = `${startedText}, local time of the writer`;
	return place;
}

/** Facts from what was read of the log and of the files around it. */
export function factsOfLog(
	decoder: LogDecoder,
	directory: RunDirectory,
	around: Surroundings,
	files: FileAccess,
): Partial<RunFacts> & Pick<RunFacts, 'outcome' | 'summary' | 'lastSignMs'> {
	const {runRecord} = decoder;
	const left = decoder.history.rows === 0 ? readLeftFiles(directory, files) : null;
	const exit = decoder.exit ?? readToldExit(directory, files);
	const newestMs = decoder.newestMs ?? left?.newestMs ?? null;
	const config = runRecord === null && left !== null ? left.config : decoder.config;
	const summary = decoder.summary.toJson();
	const sweep = runRecord?.sweep || around.sweep;
	const machine = decoder.environment ?? around.environment;
	const startedAtMs = runRecord?.startedAtMs ?? machine?.startedAtMs ?? null;
	const {_wandb: own, ...parameters} = config;
	const facts: ReturnType<typeof factsOfLog> = {
		id: runRecord?.id || directory.id,
		idScope: scopeOf(runRecord),
		name: runRecord?.name || null,
		group: runRecord?.group || sweep || null,
		// Without its owner, which runs that were never synced do not know.
		groupScope: runRecord?.project || null,
		work: runRecord?.jobType || null,
		startedAtMs,
		endedAtMs: exit === null ? null : endOf(startedAtMs, exit.runtimeSeconds ?? left?.runtimeSeconds ?? null, newestMs),
		lastSignMs: newestMs,
		host: runRecord?.host || machine?.host || null,
		user: machine?.user || null,
		command: machine === null ? null : commandOf(machine, namesSettings(decoder.wandbVersion) ? directory.debugLog : '', files),
		git: gitOf(runRecord?.git ?? machine?.git ?? null),
		config: parameters,
		summary: left !== null && Object.keys(summary).length === 0 ? left.summary : summary,
		tags: runRecord?.tags ?? [],
		copied: decoder.copied.all,
		notes: runRecord?.notes ? [runRecord.notes] : [],
		outcome: exit === null ? null : judgeExit(exit),
		error: exit === null ? null : errorOf(exit, decoder, directory, files),
	};
	const fork = runRecord?.branch ?? forkOf(own);
	facts.forkedFrom = fork;
	facts.extra = {...placeOf(directory), ...describe(decoder, machine, sweep)};
	if (fork !== null && fork.run === facts.id) facts.extra['rewound to'] = `step ${fork.step}`;
	else if (fork !== null) facts.extra['forked from'] = `${fork.run} at step ${fork.step}`;
	if (around.synced) facts.extra.synced = true;
	if (around.settings?.mode === 'disabled') facts.extra['new runs here'] = 'disabled by wandb/settings: they leave nothing';
	addSettings(facts.extra, () => describeSettings(directory, runRecord, files));
	return facts;
}

/** Read only of runs that failed: most have not. */
function errorOf(exit: AnyExit, {lastOutput}: LogDecoder, {output}: RunDirectory, files: FileAccess): string | null {
	if (judgeExit(exit).status !== 'failed') return null;
	return errorIn(readOutputEnd(output, files) || lastOutput.join(''), exit.code);
}

/** An id is unique within a project, whose owner is often left out. */
function scopeOf(record: RunRecord | null): string | null {
	if (record === null || record.project === '') return null;
	return record.entity === '' ? record.project : `${record.entity}/${record.project}`;
}

/** The settings are made when they are looked at: that takes as long as all else that a list of runs needs. */
function addSettings(extra: JsonObject, describe: () => JsonObject): void {
	let made: JsonObject | null = null;
	Object.defineProperty(extra, 'Settings', {
		enumerable: true,
		get() {
			made ??= describe();
			return made;
		},
	});
}

/** The exit record holds whole seconds since the start; the last time in the records is often finer. */
function endOf(startedAtMs: number | null, runtimeSeconds: number | null, newestMs: number | null): number | null {
	if (startedAtMs === null || runtimeSeconds === null) return newestMs;
	return Math.max(startedAtMs + runtimeSeconds * 1000, newestMs ?? 0);
}

function describe(decoder: LogDecoder, machine: Environment | null, sweep: string): JsonObject {
	const {runRecord, history} = decoder;
	const words: [string, string | undefined][] = [
		['project', runRecord?.project],
		['entity', runRecord?.entity],
		['job type', runRecord?.jobType],
		['sweep', sweep],
		['python', decoder.pythonVersion || machine?.python],
		['wandb', decoder.wandbVersion],
	];
	const extra: JsonObject = {};
	for (const [title, value] of words) if (value) extra[title] = value;
	if (machine !== null) Object.assign(extra, machineOf(machine));
	if (runRecord?.resumed) extra.resumed = true;
	if (runRecord !== null && runRecord.startingStep > 0) extra['starting step'] = runRecord.startingStep;
	if (history.media.size > 0) extra.media = Object.fromEntries(history.media);
	return extra;
}

/** Where an offline run was forked from, which the tracker keeps in its own part of the config. */
function forkOf(own: JsonObject[string] | undefined): Fork | null {
	if (own === null || typeof own !== 'object' || Array.isArray(own)) return null;
	const branch = own.branch_point;
	if (branch === null || typeof branch !== 'object' || Array.isArray(branch)) return null;
	return {run: String(branch.run_id), step: Number(branch.step)};
}
