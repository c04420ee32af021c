/** What is asked for, shown and answered where runs are acted on. Plain data: it crosses threads and processes. */

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGKILL';

/** An act with everything that was chosen for it; which runs it is done to is said apart. */
export type ActSpec =
	| {act: 'restart'; options: RestartChoice}
	| {act: 'stop'; signals: readonly Signal[]; graceMs: number}
	/** `moves`: the directory is moved whole, too, where its tracker has no trash itself. */
	| {act: 'archive' | 'delete'; moves: boolean}
	| {act: 'restore' | 'purge'}
	| {act: 'tag' | 'untag' | 'mark' | 'note'; value: string}
	/** All tags at once: those that a run lacks are given, those left out are taken away. */
	| {act: 'retag'; tags: readonly string[]; of: readonly string[]}
	| {act: 'verdict'; verdict: 'success' | 'fail' | null; resolution: string; force: boolean}
	| {act: 'undo'}
	| {act: 'create'; words: string; name: string; cwd: string}
	/** Words as they were typed, or as they are set. `isTogether`: once for all runs instead of once for each. */
	| {act: 'command'; words: string | readonly string[]; isTogether: boolean};

export interface RestartChoice {
	/** `name=value`, each. */
	changes: readonly string[];
	/** In the same directory, where the tracker's own way is that. */
	inPlace: boolean;
	/** Null: beside the run where that is native, else `runs` under its root. */
	runsDirectory: string | null;
	recordsSecrets: boolean;
	/** Where to run it instead of where it ran, as after a move; null for where it ran. */
	cwd: string | null;
	/** Which source: null for the tracker's usual way, which is the present one but for Guild. */
	source: 'recorded' | 'latest' | null;
	/** From its newest checkpoint, where the command has a flag for that. */
	fromCheckpoint: boolean;
	/** Although a restart of it still runs. */
	force: boolean;
}

/** One thing to know before an act: what it is about, and exactly how it would be. */
export interface ActLine {
	label: string;
	text: string;
}

/** A line as the command line shows it. */
export const spellLine = ({label, text}: ActLine): string => `  ${label.padEnd(8)}${text}`;

/** Where a start makes no new run: the `first` one of what its tracker has only prepared, or `again` in the run's own directory. */
export type OwnStart = 'first' | 'again';

/** What would be done to one run, or why it is not done. */
export interface RunPlan {
	/** Null for what is done to no run that is there: a new one. */
	run: {id: string; name: string; path: string} | null;
	lines: ActLine[];
	refusal: string | null;
	/** Of a start that makes no new run; left out for any other act. */
	start?: OwnStart;
}

/** A flag of the recorded command, for a form. */
export interface KnownFlag {
	name: string;
	/** Null for a flag that stands alone. */
	value: string | null;
}

/** What an act would do, and what can be chosen for it. */
export interface ActPlan {
	runs: RunPlan[];
	/** Of one run only: the flags that a restart can change. */
	flags: KnownFlag[];
	/** What all runs together come to, where that is more than one. */
	total: ActLine | null;
	/** What can be switched on for it, beyond what is usual. */
	offers: readonly ActOffer[];
}

/** Something that can be switched on, and what it is called. */
export interface ActOffer {
	id: 'inPlace' | 'force' | 'moves' | 'recorded' | 'latest' | 'checkpoint';
	label: string;
}

export const forceOffer: ActOffer = {id: 'force', label: 'despite that (--force)'};

/** What came of an act on one run. */
export interface ActOutcome {
	run: {id: string; name: string; path: string} | null;
	isDone: boolean;
	message: string;
	/** The run that was made by it, where that is known. */
	made: string | null;
}
