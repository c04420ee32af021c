import type {FileAccess, Tail} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {sizeOf} from '../../core/files/size-of.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {
	Claim,
	FormatProblem,
	ReadOutcome,
	RunSink,
	SeriesRule,
	SeriesSink,
	Source,
	SourceSink,
	UnreadEnd,
} from '../format.ts';
import {namesIn} from '../names-in.ts';
import {LastLine} from './last-line.ts';
import {isClientName, phaseBeside} from './names/part-names.ts';
import {isPacked, PackedTail, unpackedName} from './packed.ts';
import {type GoesOn, partsOf, RotatedTail} from './rotated.ts';
import {fallingNote} from './rows/falling-steps.ts';
import {SettingsBeside, settingsFilesIn} from './settings-file.ts';
import type {LineKind} from './whole-line.ts';

/** Reads one file of a run, piece by piece, into the run's sink. */
export interface FileReader {
	/** Takes whole records off a chunk and says how many bytes they were. */
	consume(chunk: Uint8Array): number;
	/** Called after each round of reading, for facts that follow from what was read. */
	settle?(): void;
	/** Whether it counts its rows by epochs; where it is left out, nothing is said of what other files of the run count. */
	readonly countsEpochs?: boolean;
	/** True when it learnt something that makes what it read before wrong: the run is read anew, `notes` are kept. */
	readonly stale?: boolean;
}

export interface FileContext {
	path: string;
	run: RunSink;
	/** Where this file's points of that name go; null where another file of the run has given that name already. */
	series(name: string): SeriesSink | null;
	/** What was learnt of this file and holds when it is read anew. */
	notes: Set<string>;
	/** Settings of the run that a file beside this one has. */
	settings: JsonObject;
	/** Where another file tells how many steps an epoch has, what it tells so far; null for nothing. */
	epochLength?(): number | null;
}

export interface FilesOptions {
	open(context: FileContext): FileReader;
	facts(paths: string[], settings: JsonObject): Partial<RunFacts>;
	/** What becomes of a name that an earlier file of the run has: put under the file's own name, or left out. */
	clash: 'prefix' | 'drop';
	/** What stands before such a name; the file's own name without its extension where it is left out. */
	prefixOf?(path: string): string;
	/** How points with a repeated step count; 'replace' where it is left out. */
	rule?: SeriesRule;
	/** True where programs leave the settings of such a run in a file beside these. */
	hasSettings?: boolean;
	/** True where such files are moved away when they are long, and begun anew. */
	rotates?: boolean;
	/** Says of two such files whether one may go on from the other; where it is left out, their names and times say it. */
	goesOn?: GoesOn;
	/** What a line is, where a last one without a line feed is read in the end. */
	lines?: LineKind;
	/** Bytes that are read at once of what has much more: where a row takes long, values are there sooner and the engine listens more often. */
	turnBytes?: number;
	/** Latest values out of the end of the files. */
	preview?(context: FileContext, files: FileAccess): void;
}

/** More names than this are data that was taken for names. */
const mostMetrics = 10_000;

interface Opened {
	tail: Tail;
	reader: FileReader;
	/** Files that this one was before, oldest first. */
	parts: readonly string[];
	last: LastLine | null;
	/** What its metrics are called in the run. */
	names: ReadonlySet<string>;
	/** True where it was read and was not there any more when it was looked at last. */
	isMissing?: boolean;
}

/** A run made of files that grow by appending. A file that was replaced makes the whole run be read anew. */
export class FilesSource implements Source {
	private run: RunSink | null = null;
	private opened: Map<string, Opened> | null = null;
	private owners = new Map<string, string>();
	private readonly notes = new Map<string, Set<string>>();
	private paths: string[];
	private readonly settings: SettingsBeside;
	private saidUnits = '';
	/** True where a file turned out to have a name that one behind it was given: a fresh start gives it to the first. */
	private isMisnamed = false;

	constructor(
		private claim: Claim,
		private readonly files: FileAccess,
		private readonly options: FilesOptions,
	) {
		this.paths = claim.files;
		this.settings = new SettingsBeside(files);
	}

	watched(): string[] {
		return this.paths.flatMap(path => [...(this.opened?.get(path)?.parts ?? []), path]);
	}

	beside(): readonly string[] {
		return this.settings.paths;
	}

	extend(claim: Claim): void {
		this.claim = claim;
		const known = new Set(this.paths);
		// A file that comes before one that is read takes the bare names of its metrics.
		const onlyMore = this.paths.every((path, i) => claim.files[i] === path);
		this.paths = claim.files;
		if (this.opened === null || this.run === null || !onlyMore) {
			this.opened = null;
			return;
		}
		for (const path of claim.files) if (!known.has(path)) this.opened.set(path, this.openFile(path, this.run));
		const {signFiles, logFiles} = this.options.facts(this.paths, this.settings.values);
		this.run.facts({signFiles, ...(logFiles === undefined ? {} : {logFiles})});
	}

	read(sink: SourceSink, budgetBytes: number): ReadOutcome {
		const run = sink.run('');
		if (this.opened !== null && this.haveSettingsChanged()) this.opened = null;
		const outcome = this.readOnce(run, this.turnOf(budgetBytes));
		if (outcome !== null) return outcome;
		// From the start, at once, so that nobody sees the run empty in between; a file that changes again waits for the next time.
		this.opened = null;
		return this.readOnce(run, budgetBytes) ?? {more: true, bytesRead: 0, bytesLeft: this.bytesLeft()};
	}

	private turnOf(budgetBytes: number): number {
		const {turnBytes} = this.options;
		if (turnBytes === undefined) return budgetBytes;
		return this.bytesLeft() > budgetBytes ? Math.min(turnBytes, budgetBytes) : budgetBytes;
	}

	/** Reads on in all files; null where what was read of one does not hold any more. */
	private readOnce(run: RunSink, budgetBytes: number): ReadOutcome | null {
		this.opened ??= this.openAll(run);
		let left = budgetBytes;
		let more = false;
		for (const [path, opened] of this.opened) {
			const {tail, reader, last} = opened;
			if (left <= 0) more = true;
			if (more) break;
			const before = tail.offset;
			const consume = (chunk: Uint8Array) => reader.consume(chunk);
			const outcome = tail.read(last === null ? consume : chunk => last.consume(chunk, consume), left);
			if (outcome !== 'more' && outcome !== 'replaced' && outcome !== 'unreadable') last?.take(tail, consume);
			// Another one may take its place at once: what is gone at two looks is gone.
			const wasMissing = opened.isMissing === true;
			opened.isMissing = outcome === 'missing' && tail.offset > 0 && opened.parts.length === 0;
			if (outcome === 'replaced' || (wasMissing && opened.isMissing) || reader.stale || last?.hasGrown || this.isMisnamed)
				return null;
			if (outcome === 'unreadable') run.problem({file: path, message: 'Cannot be read: check its permissions'});
			left -= tail.offset - before;
			more = outcome === 'more';
			reader.settle?.();
		}
		this.tellUnits(run);
		return {more, bytesRead: budgetBytes - left, bytesLeft: this.bytesLeft()};
	}

	/** Where only some of the files count epochs, what one step is depends on the metric. */
	private tellUnits(run: RunSink): void {
		const counted = [...this.opened!.values()].filter(({reader, names}) => reader.countsEpochs !== undefined && names.size > 0);
		const byEpoch = counted.filter(({reader}) => reader.countsEpochs).flatMap(({names}) => [...names]);
		const isMixed = byEpoch.length > 0 && counted.some(({reader}) => !reader.countsEpochs);
		// Of files that count no epochs the format may say what they do count.
		if (byEpoch.length === 0 && this.saidUnits === '') return;
		const facts = isMixed ? {stepUnit: null, byEpoch} : {stepUnit: byEpoch.length > 0 ? 'epoch' : null, byEpoch: null};
		const text = JSON.stringify(facts);
		if (text !== this.saidUnits) run.facts(facts);
		this.saidUnits = text;
	}

	turnsAtMs(): number | null {
		let soonestMs: number | null = null;
		for (const {isMissing} of this.opened?.values() ?? []) if (isMissing === true) return 0;
		for (const {last} of this.opened?.values() ?? [])
			if (last !== null && last.dueAtMs !== null) soonestMs = Math.min(soonestMs ?? last.dueAtMs, last.dueAtMs);
		return soonestMs;
	}

	unreadEnds(): UnreadEnd[] {
		return [...(this.opened ?? [])].flatMap(([file, {tail, last}]): UnreadEnd[] => {
			if (last?.isUnsure) return [{file, bytes: last.bytes, isUnsure: true}];
			const bytes = tail.size - tail.offset - (last?.bytes ?? 0);
			return bytes > 0 ? [{file, bytes}] : [];
		});
	}

	verify = (): FormatProblem[] => this.settings.verify();

	preview(sink: SourceSink): void {
		const run = sink.run('');
		const owners = new Map<string, string>();
		for (const path of this.paths) if (!isPacked(path)) this.options.preview?.(this.contextOf(path, run, owners), this.files);
	}

	private openAll(run: RunSink): Map<string, Opened> {
		run.reset();
		this.owners = new Map();
		this.isMisnamed = false;
		this.saidUnits = '';
		this.settings.refresh(this.findSettings());
		run.facts({...this.options.facts(this.paths, this.settings.values)});
		this.run = run;
		return new Map(this.paths.map(path => [path, this.openFile(path, run)]));
	}

	private findSettings(): readonly string[] {
		const {path, files, isGuest} = this.claim;
		// Of several runs in one directory nothing says which one's they are.
		const isShared = files.includes(path) || isGuest === true;
		return this.options.hasSettings === true && !isShared ? settingsFilesIn(path, namesIn(path, this.files)) : [];
	}

	/** True where they say something else than when they were read. */
	private haveSettingsChanged(): boolean {
		if (this.options.hasSettings !== true) return false;
		const {beside, isGuest} = this.claim;
		return this.settings.refresh(beside !== undefined && isGuest !== true ? beside : this.settings.paths);
	}

	private openFile(path: string, run: RunSink): Opened {
		const names = new Set<string>();
		if (isPacked(path)) {
			const tail = new PackedTail(path, this.files, message => run.problem({file: path, message}));
			return {tail, reader: this.options.open(this.contextOf(path, run, this.owners, names)), parts: [], last: null, names};
		}
		const parts = this.options.rotates === true ? partsOf(path, this.files, this.options.goesOn) : [];
		const tail = parts.length === 0 ? this.files.tail(path) : new RotatedTail(path, parts, this.files);
		const {lines} = this.options;
		const last = lines === undefined || parts.length > 0 ? null : new LastLine(lines, this.files);
		return {tail, reader: this.options.open(this.contextOf(path, run, this.owners, names)), parts, last, names};
	}

	private contextOf(path: string, run: RunSink, owners: Map<string, string>, names = new Set<string>()): FileContext {
		const {rule, clash, prefixOf = stemOf} = this.options;
		const notes = this.notes.get(path) ?? new Set<string>();
		this.notes.set(path, notes);
		return {
			path,
			run,
			notes,
			settings: this.settings.values,
			series: name => {
				const owner = owners.get(name) ?? path;
				if (owners.size >= mostMetrics && !owners.has(name)) {
					run.problem({file: path, message: `Holds more than ${mostMetrics} metrics: the others are left out`});
					return null;
				}
				owners.set(name, owner);
				const order = notes.has(fallingNote) ? 'sort' : rule;
				if (owners === this.owners && this.paths.indexOf(path) < this.paths.indexOf(owner)) this.isMisnamed = true;
				if (owner !== path && clash === 'drop') return null;
				const prefix = () => phaseBeside(stemOf(path), stemOf(owner)) ?? prefixOf(path);
				const isBare = owner === path && (!isClientName(stemOf(path)) || this.paths.every(each => isClientName(stemOf(each))));
				const shown = isBare ? name : `${prefix()}/${name}`;
				names.add(shown);
				return run.series(shown, order);
			},
		};
	}

	private bytesLeft(): number {
		if (this.opened === null) return sizeOf(this.paths, this.files);
		let bytes = 0;
		for (const [path, {tail, last}] of this.opened) {
			const size = tail.size > 0 ? tail.size : (this.files.stat(path)?.size ?? 0);
			bytes += Math.max(0, size - tail.offset - (last?.bytes ?? 0));
		}
		return bytes;
	}
}

/** Formats know it from here, too. */
export {nameOf};

/** The time of the start behind an extension, "train.log-2024-03-01-10-20-30": other starts are other runs. */
const startedBehind = /-\d{4}(?:-\d\d){5}$/;

/** Name of a file without folders and the last extension, and without that of a compressed one behind it. */
export function stemOf(path: string): string {
	const name = unpackedName(nameOf(path));
	const dot = name.lastIndexOf('.');
	return dot > 0 && !startedBehind.test(name) ? name.slice(0, dot) : name;
}
