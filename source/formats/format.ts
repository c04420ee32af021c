import type {Entry, FileAccess} from '../core/files/files.ts';
import type {MediaDecoder, MediaKind, MediaPlace} from '../core/media/media.ts';
import type {Problem, RunEvent, RunFacts} from '../core/run.ts';
import type {SliceCondition} from '../core/slice-question.ts';
import type {Claim, Listing, Seen} from './claim.ts';
import type {Given} from './given.ts';
import type {Kept} from './kept.ts';
import type {Logged} from './logged.ts';
import type {SeriesRule, SeriesSink} from './series-sink.ts';
import type {StoreMark} from './stores/store-mark.ts';

export type {Claim, Listing, Seen} from './claim.ts';
export type {SeriesRule, SeriesSink} from './series-sink.ts';

/** Takes where logged things lie, without reading them. */
export interface MediaSink {
	push(place: MediaPlace): void;
}

/** Where a source puts what it learns about one run. */
export interface RunSink {
	/** Merges what is given into the run's facts; call it only when something changed. */
	facts(patch: Partial<RunFacts>): void;
	series(name: string, rule?: SeriesRule): SeriesSink;
	/** A series of the machine or the tracker itself (CPU, GPU), kept apart from the metrics. */
	systemSeries(name: string): SeriesSink;
	/** A series of pictures, distributions or texts, of which only the places are kept; `decode` makes content of the bytes at one. */
	media(name: string, kind: MediaKind, decode: MediaDecoder): MediaSink;
	/** Declares what is known of a metric: direction, its own step metric, hidden. */
	defineMetric(name: string, about: MetricDefinition): void;
	event(event: RunEvent): void;
	/** Output that exists only inside the tracker's records; text files are named in `facts.logFiles` instead. */
	output(text: string, atMs: number | null): void;
	/** What is wrong with what was read, until a reset. */
	problem(problem: Problem): void;
	/** All that is wrong with files that are read whole, as they are now: what was told so before and is none of these is wrong no more. */
	faults(problems: readonly Problem[]): void;
	/** A further file of the run begins, which another writer may have begun. Left out by who does not part starts. */
	nextFile?(): void;
	/** What holds of the run so far, should the next row be one of another start in the same file; null where it is none. Left out likewise. */
	mayEnd?(facts: Partial<RunFacts> | null): void;
	/** Forgets points, events, output and problems, as after a replaced file. */
	reset(): void;
	/** The run is gone from the store. */
	remove(): void;
}

export interface MetricDefinition {
	goal?: 'minimize' | 'maximize';
	stepMetric?: string;
	hidden?: boolean;
	/** True for points that say nothing of how far the run is: what it was judged by in the end, those of other runs. */
	isUncounted?: boolean;
	/** True for points that a run only repeats of its own runs, as a batch does of its trials: they are no result of its own. */
	isEcho?: boolean;
	summary?: string;
}

/** Gives the sink of a run of this source. A source that is one run uses the key ''. */
export interface SourceSink {
	run(key: string): RunSink;
	/** Optional: what an earlier start has kept of a run stands; nothing else is told of it. */
	stands?(key: string): void;
	/** A problem of the whole source, with no run to blame; it stands until the source is renewed. */
	problem(problem: Problem): void;
	/** What was said to be wrong with the whole source is looked for anew. */
	renew(): void;
}

export interface ReadOutcome {
	/** True when the budget ran out before the end. */
	more: boolean;
	bytesRead: number;
	/** Bytes known to be there and not read yet; at the end of a file, those of a record that is not whole. */
	bytesLeft: number;
}

/** The end of a file that was not read, because the record there is not whole. */
export interface UnreadEnd {
	file: string;
	bytes: number;
	/** True where it was read all the same, since nothing writes there any more, although its last number may be cut short. */
	isUnsure?: true;
}

/** What a check found; `about`: not an input of the run, but a record of it. */
export type FormatProblem = Problem & {about?: 'record'};

/** One opened run directory or store. Bad bytes never make it throw: it returns what is good and reports the rest as problems. */
export interface Source {
	/** Optional: true for a store of runs, where a new one may come at any time although all known ones are over. */
	readonly takesRuns?: boolean;
	/** Optional: true for a run that tells others something of them once it was read, such as a batch its trials: it is read at each start. */
	readonly tellsOthers?: boolean;
	/** Absolute paths whose change means that there is something to read. Asked again after each read. */
	watched(): string[];
	/** Optional: likewise, of files that are no sign of life: anybody may write to them at any time. */
	beside?(): readonly string[];
	/** Optional: from when on it says something else although no file has changed, milliseconds since the epoch; null for never. */
	turnsAtMs?(): number | null;
	/** Reads what is new, about `budgetBytes` of it. The first call also gives the facts. */
	read(sink: SourceSink, budgetBytes: number): ReadOutcome;
	/**
	 * Optional: all was read and nobody follows what comes, so that what only serves to read on can go. Whoever reads all the same reads from the
	 * start.
	 */
	release?(): void;
	/** Optional: the directory was looked at again and the claim on it names other files now. */
	extend?(claim: Claim): void;
	/**
	 * Optional: answers questions to the records behind the series, where those carry more keys than a step, or says why they cannot be asked. Reads
	 * again what it needs.
	 */
	slice?(question: RecordSlice): RecordSliceAnswer[] | string;
	/** Optional, where a run grows in many files: which of them hold the bytes that are left, when all was read. */
	unreadEnds?(): UnreadEnd[];
	/** Optional: checks that read far more than showing the run does, such as the hashes of its inputs; for when a person asks. */
	verify?(): FormatProblem[];
	/** Optional: true for a link in its directory that leads nowhere without anything being wrong, by its path and its target. */
	mayLeadNowhere?(path: string, target: string): boolean;
	/** Optional: what one of its runs kept of its code and its packages; for when runs are compared. */
	kept?(key: string): Kept;
	/** Optional, of a store: by what a later start knows again what was read; null where that cannot be told. */
	mark?(): StoreMark | null;
	/**
	 * Optional, before a store is read: such a mark, and the runs of which what was read then is kept. Those that are as they were are named by
	 * `SourceSink.stands`, and of the others as much is read as is needed.
	 */
	resume?(mark: StoreMark, kept: ReadonlySet<string>): void;
	/** Optional: reads the points of one of these after all; false where only all can be read. */
	recall?(sink: SourceSink, key: string): boolean;
	/** Optional, for large files: latest values from the end of the file, before anything else was read. */
	preview?(sink: SourceSink): void;
}

/** Of which key, of the records where some keys have some values, for each value of another key: "mean x of episode 2 by experiment". */
export interface RecordSlice {
	of: string;
	where?: Readonly<Record<string, number | string | boolean>>;
	and?: readonly SliceCondition[];
	by?: string;
}

export interface RecordSliceAnswer {
	/** Value of the `by` key; null where nothing is grouped, and for records that have no plain value there. */
	group: number | string | boolean | null;
	/** Finite numbers found; the others follow from these. */
	count: number;
	mean: number;
	min: number;
	max: number;
}

/** What a format that starts any program knows of the directories of its runs, where the program's own trackers write as well. */
export interface Host {
	/** Names of directories that are its own and hold nothing of theirs. */
	readonly own: ReadonlySet<string>;
	/** True for a directory, below that of a run, that is a run of the format itself: a copy of one, or one that was linked. */
	isRun(directory: string, files: FileAccess): boolean;
	/** All that it was given: source code, data; null where nobody knows. */
	givenTo(claim: Claim, files: FileAccess): Given | null;
	/** Optional, where a run may be started again in its directory: the file that is written at each start, and at no other time. */
	startFile?(directory: string): string;
	/** Optional: the run that has worked in a directory which is not the one that it is found by; null for nearly every directory. */
	workerIn?(directory: string, files: FileAccess): Claim | null;
}

/** Why nobody looks for runs in a directory. */
export interface WithoutRuns {
	why: string;
	/** True for a store that runs are looked for in: where nothing else is found, a person is told of it. */
	isStore?: true;
}

export interface Format {
	/** As in `format:` queries and JSON. */
	readonly id: string;
	/** As a person calls it. */
	readonly title: string;
	/** Where two formats claim one directory, the higher one lists the run, the other adds to it. */
	readonly rank: number;
	/** True where ids are unique only within their project or store, so that the same id elsewhere is another run and no attempt. */
	readonly localIds?: boolean;
	/** True where a run learns from what others of its project are found to be, so that its own files do not tell when it has changed. */
	readonly learnsFromOthers?: boolean;
	/** True where its times have no zone, so that the times of any other format in the run are surer. */
	readonly isZoneless?: boolean;
	/** True where a run is one file that is written anew as a whole each time. */
	readonly isWholeFile?: boolean;
	/** Names of directories that each hold one start of a training, where they lie within the directory of a run that another format lists. */
	readonly startFolder?: RegExp;
	/** True where its directory is one training, however often that was started: what a tracker has as several runs there are starts of it. */
	readonly isOneTraining?: boolean;
	/** True where each directory or file that it claims is a run by itself although none has an id: several in a host's run are runs of their own. */
	readonly partsRuns?: boolean;
	/**
	 * True where a run is what a program logged of itself, which another format may tell of too; so the only one in a store in the directory of a run is
	 * that run, as no trial of a study is.
	 */
	readonly logsPrograms?: boolean;
	/** What of the same run may be told elsewhere, and how that is known. */
	readonly logged?: Logged;
	/** True where a run is what a study had a program try, so that what else the program was set to is told by others. */
	readonly triesSettings?: boolean;
	/** True where a run returns its result once, at its end: the single numbers of that are what runs are compared by. */
	readonly returnsResults?: boolean;
	/** Keys of its summary that are none of what a run returned. */
	readonly notReturned?: ReadonlySet<string>;
	/** True where a run is a process that it started itself, with the words, the place and the end of that, whatever else the program writes elsewhere. */
	readonly startsPrograms?: boolean;
	/** True where a directory that it names anywhere below one of its runs is a run of its own and no part of that, however deep it lies. */
	readonly nests?: boolean;
	/**
	 * Set where a program that is started again writes on into the same files, so that each start is a run of its own: another one may begin with any row,
	 * or only with a further file.
	 */
	readonly partsStarts?: 'by row' | 'by file';
	/** True where `train/` and `validation/` beside each other are the curves of one run, each a directory of its own. */
	readonly splitsRuns?: boolean;
	/** True where its directories are whole: nothing that other formats find below adds to the run, so discovery does not look there. */
	readonly alone?: boolean;
	/** Names of directories right below its own that another tracker may have written in the same run, although it is alone. */
	readonly guests?: readonly string[];
	/** Set where other trackers add to its runs, in the directories of these: their layers are found there whatever `alone` says. */
	readonly host?: Host;
	/** True where it reads the output of a program, which a host has read already. */
	readonly isOutput?: boolean;
	/** True where it keeps what a program says in a file of its own, which a host has not read unless that was printed too. */
	readonly keepsLog?: boolean;
	/** True where its files are tables that a program writes by itself, also in a run of a format that is alone. */
	readonly isTable?: boolean;
	/** Optional: true for a file that is named as a store of runs of other programs, which it may be wherever it lies in the directory of a run. */
	isStoreName?(name: string): boolean;
	/** Optional: true for the path of a file that programs make of a store's runs, which may be told in that as well. */
	isExport?(path: string): boolean;
	/** Optional: true for what tells by its name alone that the directory in which it lies is a run of the format, also where it is that of a host's run. */
	isMark?(entry: Entry): boolean;
	/** Optional, of a format that is alone: files of such names right in the run's directory that its program has written there. */
	ownFiles?(listing: Listing, isWanted: (name: string) => boolean, files: FileAccess): Entry[];
	/** Looks at names first and opens files only when they could be its own: it is asked about every directory. */
	detect(listing: Listing, files: FileAccess): Claim[];
	/**
	 * Optional: what is wrong with a directory that is the format's own and can be no run any more. Nothing in there is one of another format. Null
	 * for nearly every directory.
	 */
	remains?(listing: Listing, files: FileAccess): Problem | null;
	/**
	 * Optional: why nobody looks into a directory that lies in one of its stores, or is one; null for nearly every directory. Looks at the path first: it is
	 * asked about every directory.
	 */
	withoutRuns?(directory: string, name: string, files: FileAccess): WithoutRuns | null;
	/**
	 * Optional: absolute paths of the stores, or directories, that list the run to which all of a directory belongs, such as its artifacts or a copy of
	 * it; none for nearly every directory. Where one of them is looked at too, nothing in there is a run of its own.
	 */
	listedIn?(listing: Listing, files: FileAccess): string[];
	/**
	 * Optional: absolute paths of files of the directory that say nothing yet and may once they grow, such as the empty log of a run that is
	 * loading. Their growth does not change the directory: whoever watches it must ask again when one of them changes.
	 * `claims`: all that there are on the directory, those of the format itself as its `detect` gave them.
	 */
	undecided?(listing: Listing, files: FileAccess, claims: readonly Claim[]): string[];
	/**
	 * `seen`: the claimed directory as it was when it was claimed, so that it need not be listed again; null where nobody knows, or a later
	 * change would not show. What has changed since is read once more.
	 */
	open(claim: Claim, files: FileAccess, seen?: Seen | null): Source;
}
