/** The common model: what every format's reader fills in and everything else in xtui knows. No I/O, no clock. */

import type {Arrival} from './arrival.ts';
import type {Judgement} from './status.ts';
import {noHabits, type WriterHabits} from './writer-habits.ts';

/** A value as a tracker recorded it. Non-finite numbers are kept as numbers here and become text in JSON output. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

/** Something wrong with a file that the rest of the run survives. `file` is absolute. `isWarning`: it may have come about without any damage. */
export interface Problem {
	file: string;
	message: string;
	isWarning?: true;
}

/** True where two problems are one, told twice. */
export const isSameProblem = (a: Said, b: Said): boolean => a.file === b.file && a.message === b.message;

/** True where two lists tell of the same, in one order. */
export const areSameProblems = (a: readonly Said[], b: readonly Said[]): boolean =>
	a.length === b.length && a.every((problem, i) => isSameProblem(problem, b[i]!));

/** What is the same for problems that are one. */
export const problemKey = ({file, message}: Said): string => `${file}\0${message}`;

/** A problem, or what is reported as one of no file. */
type Said = {file: string | null; message: string};

export interface Command {
	argv: string[];
	cwd: string | null;
	env?: Record<string, string>;
	/** True where only the name of the program is recorded: its arguments, and what runs it, are not known. */
	isNameOnly?: boolean;
}

export interface GitState {
	commit: string | null;
	branch: string | null;
	dirty: boolean | null;
	remote: string | null;
}

/** The planned end of a run; `from` says where it was found: "config max_steps", "progress bar in train.log". */
export interface StepTotal {
	total: number;
	unit: string;
	from: string;
}

/** A progress bar or counter seen in the output: step `step` of `total`. */
export interface ProgressMark extends StepTotal {
	step: number;
	/** True where nothing may follow, though that is not sure or not quite the total: where the run is over, it has come to its end. */
	isLast?: boolean;
}

/** Steps and epochs that are over, counted from 1, as something other than points proves; null for what it does not tell. */
export interface Reached {
	steps: number | null;
	epochs: number | null;
}

/** Something that happened at a moment: an alert, a checkpoint, a restart. */
export interface RunEvent {
	atMs: number | null;
	step: number | null;
	kind: 'alert' | 'checkpoint' | 'restart' | 'note' | 'error';
	text: string;
}

export interface Fork {
	/** Id of the other run, in the same format. */
	run: string;
	step: number;
}

/** A file that a program wrote for another tracker, and that this one took a copy of while it grew. */
export interface CopiedFile {
	name: string;
	/** Directories of which it lies in one, each absolute or relative to where the program was started. */
	directories: string[];
}

/** What a person says of a run. */
export const verdicts = ['success', 'fail'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a reader learned about one run. What a format does not have stays null or empty, and is never guessed. */
export interface RunFacts {
	/** The format's own id, null to derive one from the path. */
	id: string | null;
	/**
	 * Within what the id is unique: "project", or "owner/project" where the owner is known, or the run's own directory where
	 * ids are made so that others may have the same; null where it is unique by itself, or nobody knows yet.
	 */
	idScope: string | null;
	name: string | null;
	group: string | null;
	/**
	 * Where the group lives: the project, store or directory that it is one of, mostly a path. Groups of one name that live elsewhere are others. Null
	 * where the name tells all, or that is not known.
	 */
	groupScope: string | null;
	/** What it does, as its tracker calls that: the operation, the stage, the kind of job. Runs that do something else tell nothing of its course. */
	work: string | null;
	/** Id of the parent run (batch, nested run). */
	parent: string | null;
	/** Directory of the run that this one only logs to another tracker, absolute or relative to somewhere above; the two are one row. */
	partOf: string | null;
	/** What the same program wrote for other trackers, so far as this one copied it. */
	copied: CopiedFile[];
	/** Id of the run that logged the same one before, in whose place it stands; null where it is the first, or logs no other one. */
	supersedes: string | null;
	/** The run that it goes on from, from a step of that on; null for one that began by itself. */
	forkedFrom: Fork | null;
	/** Absolute paths of runs whose results it was made from, where they lie now. */
	uses: string[];
	/** True where `uses` names what those were made from as well, all in one list. */
	usesAncestors: true | null;
	attempt: number | null;
	startedAtMs: number | null;
	/** When it came to a place, and an id, that another run may have had before; null where nobody knows, or nothing is given again. */
	arrived: Arrival | null;
	/** The start by a clock whose zone is unknown, as text that sorts by it: "2026-11-21 00:34:18". */
	startedText: string | null;
	endedAtMs: number | null;
	/** Newest time written inside the data: a heartbeat, the wall time of a point. */
	lastSignMs: number | null;
	host: string | null;
	user: string | null;
	pid: number | null;
	/** Start of that process in clock ticks since boot; guards against a reused pid. */
	pidStartTicks: number | null;
	bootId: string | null;
	command: Command | null;
	git: GitState | null;
	sourceDigest: string | null;
	config: JsonObject;
	/** What references in `config` to other keys of it ("${n}") stand for, by flat key; null where it has none. */
	references: JsonObject | null;
	summary: JsonObject;
	tags: string[];
	marks: string[];
	notes: string[];
	verdict: Verdict | null;
	error: string | null;
	/** Why its results count for nothing, by constraints that it breaks; null where it breaks none. */
	infeasible: string | null;
	total: StepTotal | null;
	/** True where its format says that it ends by something else than a number of steps or epochs, whatever its config calls so. */
	isOpenEnded: true | null;
	/** What one step is, where the format says so: "epoch" for a step column of that name. */
	stepUnit: string | null;
	/** Metrics that are counted by epochs where others of the run are by steps; null where all are counted alike. */
	byEpoch: readonly string[] | null;
	/** Number of the first step, and of the first epoch, where the format says so. The first point may be one of a later step. */
	firstStep: number | null;
	/** True where its tracker writes step 0 to what was logged without a step: points of that step alone count nothing. */
	isZeroUncounted: true | null;
	/** How far it came at least, by its checkpoints. */
	reached: Reached | null;
	/** Rows of which no value could be read; null where all were. */
	unreadRows: number | null;
	progress: ProgressMark | null;
	/** The end (or the waiting, or the deletion) as the files prove it; null where nothing is proven and life must be judged. */
	outcome: Judgement | null;
	/** The tracker's own word for the state, shown where it differs: "RUNNING". */
	recorded: string | null;
	/** Who set that word, where it was a person: it says what they think of the run, whatever became of it. */
	recordedBy: 'person' | null;
	writer: WriterHabits;
	/** Absolute paths whose modification time, or being held open, is a sign of life. */
	signFiles: string[];
	/** Absolute paths of text output, newest last. */
	logFiles: string[];
	/** Everything else worth showing, by title. */
	extra: JsonObject;
}

export function emptyFacts(): RunFacts {
	return {
		id: null,
		idScope: null,
		name: null,
		group: null,
		groupScope: null,
		work: null,
		parent: null,
		partOf: null,
		copied: [],
		supersedes: null,
		forkedFrom: null,
		uses: [],
		usesAncestors: null,
		attempt: null,
		startedAtMs: null,
		arrived: null,
		startedText: null,
		endedAtMs: null,
		lastSignMs: null,
		host: null,
		user: null,
		pid: null,
		pidStartTicks: null,
		bootId: null,
		command: null,
		git: null,
		sourceDigest: null,
		config: {},
		references: null,
		summary: {},
		tags: [],
		marks: [],
		notes: [],
		verdict: null,
		error: null,
		infeasible: null,
		total: null,
		isOpenEnded: null,
		stepUnit: null,
		byEpoch: null,
		firstStep: null,
		isZeroUncounted: null,
		reached: null,
		unreadRows: null,
		progress: null,
		outcome: null,
		recorded: null,
		recordedBy: null,
		writer: noHabits,
		signFiles: [],
		logFiles: [],
		extra: {},
	};
}
