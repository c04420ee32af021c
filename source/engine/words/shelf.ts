import path from 'node:path';
import type {Arrival} from '../../core/arrival.ts';
import type {FileAccess} from '../../core/files/files.ts';
import {journalDirectory, journalFileName} from '../../core/files/journal-file.ts';
import {isWithin} from '../../core/files/paths.ts';
import {placeId} from '../../core/files/place-id.ts';
import {type Problem, problemKey} from '../../core/run.ts';
import {formatBytes} from '../../core/text/units.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {
	foldJournal,
	isSaidElsewhere,
	isSaidOf,
	isSaidOfFiles,
	type JournalEntry,
	parseJournal,
	placesElsewhere,
} from '../../formats/native/index.ts';
import {withAllAbove} from '../../io/above.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

const lookEveryMs = 1000;
const mostBytes = 16 * 1024 * 1024;
const unknown = (whose: string) => `; tags, notes and what else was said of ${whose} are not known`;
const [ofRun, ofRuns] = [unknown('its run'), unknown('runs here')];

interface Read {
	signature: string;
	text: string;
	bornAtMs: number;
}

interface Shelved {
	/** '' where it could not be read, so that it is tried again. */
	signature: string;
	entries: JournalEntry[];
	/** When its file was made here, milliseconds since the epoch; 0 where nobody knows. */
	bornAtMs: number;
	/** Why nobody knows what it says, as a problem of the runs that it is about. */
	unread: Problem | null;
}

/**
 * What people said of the runs of other trackers, from the `.xtui/journal` of the roots, of what lies below them and above them. The same
 * journal in several places counts as its union.
 */
export class JournalShelf {
	/** Directories that hold a `.xtui`. */
	private readonly homes = new Set<string>();
	/** By name of the file; in it by the directory it belongs to. */
	private readonly journals = new Map<string, Map<string, Shelved>>();
	private lookedAtMs = Number.NEGATIVE_INFINITY;
	private appliedVersion = -1;
	private isEmpty = true;

	constructor(
		private readonly files: FileAccess,
		/** Told all that is wrong with a journal, whenever it was read. */
		private readonly report: (file: string, problems: readonly Problem[]) => void,
	) {}

	/** A root, which may get a journal at any time, and what lies above it. */
	addRoot(root: string): void {
		for (const directory of withAllAbove(root)) this.homes.add(directory);
	}

	/** A directory in which a `.xtui` was seen. */
	addHome(directory: string): void {
		this.homes.add(directory);
	}

	/**
	 * Looks for new words, at most once a second, and gives them to the runs.
	 * @param version changes whenever a run came or learnt something
	 * @returns true where a run says something else now
	 */
	update(runs: Iterable<TrackedRun>, version: number, nowMs: number): boolean {
		let changed = false;
		if (nowMs - this.lookedAtMs >= lookEveryMs) {
			this.lookedAtMs = nowMs;
			for (const home of this.homes) if (this.look(home)) changed = true;
		}
		if (this.isEmpty || (!changed && version === this.appliedVersion)) return false;
		this.appliedVersion = version;
		let applied = false;
		for (const run of runs) if (this.apply(run)) applied = true;
		return applied;
	}

	private look(home: string): boolean {
		const directory = path.join(home, journalDirectory);
		const names = new Set<string>();
		let changed = false;
		const {result: entries, shut} = this.hear(home, () => this.files.list(directory));
		this.report(directory, shut === null ? [] : [shut]);
		// What was read of it before is as true as it was.
		if (shut !== null) return false;
		for (const {name, kind} of entries ?? []) {
			if (!name.endsWith('.jsonl')) continue;
			names.add(name);
			if (this.lookAt(home, name, path.join(directory, name), kind === 'file')) changed = true;
		}
		for (const [name, byHome] of this.journals) {
			if (names.has(name) || !byHome.delete(home)) continue;
			this.report(path.join(directory, name), []);
			changed = true;
		}
		return changed;
	}

	private lookAt(home: string, name: string, file: string, isFile: boolean): boolean {
		const byHome = this.journals.get(name) ?? new Map<string, Shelved>();
		const before = byHome.get(home);
		const {result: read, shut} = this.hear(home, () => this.read(file, isFile, before?.signature));
		if (read === 'as before') return false;
		const unread = typeof read === 'string' ? (shut ?? {file, message: `${read}${ofRun}`}) : null;
		if (unread !== null && before?.unread?.message === unread.message) return false;
		const {entries, badLines} =
			typeof read === 'string' ? {entries: before?.entries ?? [], badLines: []} : parseJournal(read.text);
		const problems = badLines.map(line => ({file, message: `Line ${line} is no journal entry and was skipped`}));
		this.report(file, unread === null ? problems : [unread]);
		const {signature, bornAtMs} = typeof read === 'string' ? {signature: '', bornAtMs: before?.bornAtMs ?? 0} : read;
		byHome.set(home, {signature, entries, bornAtMs, unread});
		this.journals.set(name, byHome);
		this.isEmpty = false;
		return true;
	}

	/** What a journal says, and by what it is known again; else why there is nothing to take from it. */
	private read(file: string, isFile: boolean, known: string | undefined): Read | string {
		if (!isFile) return 'Is no regular file';
		const stat = this.files.stat(file);
		const signature = `${stat?.size}:${stat?.modifiedAtMs}:${stat?.inode}`;
		if (signature === known) return 'as before';
		if (stat !== null && stat.size > mostBytes) return `Is larger than ${formatBytes(mostBytes)}, and was not read`;
		const bytes = this.files.readWhole(file, mostBytes);
		return bytes === null ? 'Cannot be read' : {signature, text: decodeText(bytes), bornAtMs: stat?.bornAtMs ?? 0};
	}

	/** Does something, and tells what refused itself meanwhile in the `.xtui` of a home. */
	private hear<Result>(home: string, act: () => Result): {result: Result; shut: Problem | null} {
		let shut: Problem | null = null;
		const place = path.join(home, path.dirname(journalDirectory));
		const take = (file: string, isDirectory: boolean, why: string) => {
			if (!isWithin(file, place)) return;
			const message = `${isDirectory ? 'Cannot look into this directory' : 'Cannot be read'}: ${why}${isDirectory ? ofRuns : ofRun}`;
			shut ??= {file, message};
		};
		const {files} = this;
		return {result: files.hearShut === undefined ? act() : files.hearShut(take, act), shut};
	}

	private apply(run: TrackedRun): boolean {
		const entries: JournalEntry[] = [];
		const unread: Problem[] = [];
		for (const {name, place, isOf} of journalsOf(run, this.files)) {
			for (const [home, shelved] of this.journals.get(name) ?? []) {
				const below = path.relative(home, place);
				if (below.startsWith('..')) continue;
				const isMeant = (entry: JournalEntry) =>
					(entry.run === undefined || entry.run === below) && isOf(entry, shelved.bornAtMs);
				entries.push(...shelved.entries.filter(isMeant));
				if (shelved.unread !== null) unread.push(shelved.unread);
			}
		}
		const keys = [...entries.map(({key}) => key), ...unread.map(problemKey)].join();
		return run.say(entries.length === 0 ? null : foldJournal(entries), keys, unread);
	}
}

/** A journal in which something may have been said of a run. */
interface Journal {
	name: string;
	/** Where the run lay that it is about. */
	place: string;
	/** @param bornAtMs when its file was made here, milliseconds since the epoch; 0 where nobody knows */
	isOf(entry: JournalEntry, bornAtMs: number): boolean;
}

const saidOf =
	(arrived: Arrival | null): Journal['isOf'] =>
	(entry, bornAtMs) =>
		isSaidOf(entry, arrived, bornAtMs);

/** True for words that put one record away, or bring it back: what others have of the same run stays where it is. */
const putsAway = ({op}: JournalEntry): boolean => op === 'archive' || op === 'delete' || op === 'restore';

/**
 * The journals of a run: its own, those of where its file was a run otherwise, and those of what has become a part of it, of which something may have been said as long as that was a run by itself.
 * A native run holds its own journal, and its reader has read it.
 */
function journalsOf(run: TrackedRun, files: FileAccess): Journal[] {
	const [first] = run.layers;
	const isSaid = saidOf(first?.factsNow.arrived ?? null);
	const bornAtMsOf = (path: string) => files.stat(path)?.bornAtMs ?? 0;
	const {format, path: at} = run;
	const isOf: Journal['isOf'] = (entry, bornAtMs) =>
		isSaid(entry, bornAtMs) &&
		(first === undefined || isSaidOfFiles(entry, {format, path: at, facts: first.factsNow}, bornAtMsOf));
	const own = run.format === 'xtui' ? [] : [{name: journalFileName(run.format, run.id), place: run.path, isOf}];
	const elsewhere = first === undefined ? [] : placesElsewhere(first.format, run.path, first.factsNow);
	const others = elsewhere.map((place): Journal => {
		const isMeant = (entry: JournalEntry) => isSaidElsewhere(entry, place, bornAtMsOf(run.path));
		return {name: place.name, place: place.path, isOf: isMeant};
	});
	const parts = run.layers.slice(1).flatMap(({format, below, factsNow}) => {
		const isElsewhere = below.startsWith('../');
		const place = path.join(run.path, below);
		const id = factsNow.id ?? (isElsewhere ? placeId(place) : null);
		if (id === null || format === 'xtui' || (format === run.format && id === run.id)) return [];
		const isSaid = saidOf(factsNow.arrived ?? null);
		// What lies elsewhere and was put away as a row by itself is not all that there is of the run.
		const isMeant: Journal['isOf'] = (entry, bornAtMs) => !(isElsewhere && putsAway(entry)) && isSaid(entry, bornAtMs);
		return [{name: journalFileName(format, id), place, isOf: isMeant}];
	});
	return [...own, ...others, ...parts];
}
