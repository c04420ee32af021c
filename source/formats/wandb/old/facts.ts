import type {FileAccess} from '../../../core/files/files.ts';
import type {JsonObject, RunFacts} from '../../../core/run.ts';
import type {Judgement} from '../../../core/status.ts';
import type {WriterHabits} from '../../../core/writer-habits.ts';
import {numberOf, textOf} from '../../values.ts';
import {environmentOf, gitOf, machineOf, utcOf} from '../beside/environment.ts';
import {errorIn, readOutputEnd} from '../beside/failure.ts';
import {parametersOf} from '../beside/left-files.ts';
import {commandOf} from '../command.ts';
import {judgeCode} from '../facts.ts';
import {readRunDirectory} from '../run-directory.ts';
import type {OldLayout} from './layout.ts';

/** The program holds the file of its rows open and flushes each; the process beside it puts down how it ended. */
const oldHabits: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: true};

/** What was read of a run's files; null where there is none. */
export interface OldRun {
	metadata: JsonObject | null;
	config: JsonObject | null;
	summary: JsonObject | null;
	/** Newest time in the rows, milliseconds; NaN where there is none. */
	wallMs: number;
	/** Names of logged objects and their types. */
	media: ReadonlyMap<string, string>;
	hasOutput: boolean;
}

/**
 * What `wandb-metadata.json` says of the end; null while it says "running". With the state comes the code (wandb/run_manager.py): 254 of a process that
 * is lost, 255 of an interrupted one.
 */
function judge(metadata: JsonObject): Judgement | null {
	const {state} = metadata;
	const code = numberOf(metadata.exitcode);
	if (state === 'running' || code === null) return null;
	return judgeCode(code, `wandb-metadata.json: state ${textOf(state)}, exit code ${code}`);
}

/** All that the files say of the run apart from its points. */
export function factsOfOldRun(directory: string, layout: OldLayout, run: OldRun, files: FileAccess): Partial<RunFacts> {
	const {id, startedText} = readRunDirectory(`${directory}/`);
	const metadata = run.metadata ?? {};
	const machine = run.metadata === null ? null : environmentOf(run.metadata);
	const {parameters, own} = parametersOf(run.config ?? {});
	const {_wandb, ...summary} = run.summary ?? {};
	const heartbeatMs = utcOf(textOf(metadata.heartbeatAt) ?? '');
	const times = [run.wallMs, heartbeatMs ?? Number.NaN].filter(Number.isFinite);
	const newestMs = times.length === 0 ? null : Math.max(...times);
	const outcome = judge(metadata);
	const mode = textOf(metadata.mode);
	const words: [string, string | null][] = [
		['mode', mode === 'dryrun' ? 'offline' : mode === 'run' ? 'online' : mode],
		['directory made', startedText === null ? null : `${startedText}, local time of the writer`],
		['project', textOf(metadata.project)],
		['job type', textOf(metadata.jobType)],
		['python', textOf(metadata.python)],
		['wandb', textOf(own.cli_version)],
		['docker', textOf(metadata.docker)],
		['CUDA', textOf(metadata.cuda)],
	];
	const extra: JsonObject = {};
	for (const [title, value] of words) if (value !== null) extra[title] = value;
	if (machine !== null) Object.assign(extra, machineOf(machine));
	if (run.media.size > 0) extra.media = Object.fromEntries(run.media);
	const notes = textOf(metadata.notes);
	const failure = outcome?.status === 'failed' && run.hasOutput;
	return {
		id,
		idScope: textOf(metadata.project),
		name: textOf(metadata.name),
		startedText,
		startedAtMs: machine?.startedAtMs ?? null,
		endedAtMs: outcome === null ? null : newestMs,
		lastSignMs: newestMs,
		host: machine?.host || null,
		user: machine?.user || null,
		command: machine === null ? null : commandOf(machine, '', files),
		git: gitOf(machine?.git ?? null),
		config: parameters,
		summary,
		notes: notes === null ? [] : [notes],
		outcome,
		recorded: textOf(metadata.state),
		error: failure ? errorIn(readOutputEnd(layout.output, files), numberOf(metadata.exitcode) ?? 1) : null,
		writer: oldHabits,
		signFiles: [layout.history, layout.events, layout.output, layout.metadata],
		logFiles: run.hasOutput ? [layout.output] : [],
		extra,
	};
}
