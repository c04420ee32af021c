import path from 'node:path';
import type {FileAccess} from '../../core/files/files.ts';
import {journalDirectory, journalFileName} from '../../core/files/journal-file.ts';
import type {Problem} from '../../core/run.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {foldJournal, type JournalEntry, parseJournal} from '../../formats/native/index.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

const lookEveryMs = 1000;
const mostBytes = 16 * 1024 * 1024;

interface Shelved {
	signature: string;
	entries: JournalEntry[];
}

function ancestorsOf(directory: string): string[] {
	const found = [directory];
	for (let at = directory; path.dirname(at) !== at; ) {
		at = path.dirname(at);
		found.push(at);
	}
	return found;
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
		for (const directory of ancestorsOf(root)) this.homes.add(directory);
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
		for (const {name, kind} of this.files.list(directory) ?? []) {
			if (kind !== 'file' || !name.endsWith('.jsonl')) continue;
			names.add(name);
			if (this.lookAt(home, name, path.join(directory, name))) changed = true;
		}
		for (const [name, byHome] of this.journals) {
			if (names.has(name) || !byHome.delete(home)) continue;
			this.report(path.join(directory, name), []);
			changed = true;
		}
		return changed;
	}

	private lookAt(home: string, name: string, file: string): boolean {
		const stat = this.files.stat(file);
		const signature = `${stat?.size}:${stat?.modifiedAtMs}:${stat?.inode}`;
		const byHome = this.journals.get(name) ?? new Map<string, Shelved>();
		if (byHome.get(home)?.signature === signature) return false;
		const bytes = this.files.readWhole(file, mostBytes);
		const {entries, badLines} = parseJournal(bytes === null ? '' : decodeText(bytes));
		const problems = badLines.map(line => ({file, message: `Line ${line} is no journal entry and was skipped`}));
		this.report(file, problems);
		byHome.set(home, {signature, entries});
		this.journals.set(name, byHome);
		this.isEmpty = false;
		return true;
	}

	private apply(run: TrackedRun): boolean {
		// A native run holds its own journal, and its reader has read it.
		const byHome = run.format === 'xtui' ? undefined : this.journals.get(journalFileName(run.format, run.id));
		const entries: JournalEntry[] = [];
		for (const [home, shelved] of byHome ?? []) {
			const below = path.relative(home, run.path);
			if (below.startsWith('..')) continue;
			entries.push(...shelved.entries.filter(entry => entry.run === undefined || entry.run === below));
		}
		const keys = entries.map(({key}) => key).join();
		return run.say(entries.length === 0 ? null : foldJournal(entries), keys);
	}
}
