import type {Entry, FileAccess, FileStat} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import {isUnfinished} from '../../core/files/shelf-names.ts';
import type {Problem} from '../../core/run.ts';
import type {WithoutRuns} from '../../formats/format.ts';
import {describeError, listDirectory} from '../../io/files.ts';

const skipped = new Set([
	'.git',
	'.hg',
	'.svn',
	'.dvc',
	'.cache',
	'.venv',
	'.tox',
	'.mypy_cache',
	'.pytest_cache',
	'.ruff_cache',
	'.ipynb_checkpoints',
	'.xtui',
	'node_modules',
	'__pycache__',
	// Where a Mac's archives keep the other halves of their files, under the same names.
	'__MACOSX',
	'site-packages',
]);
/** Trash and old revisions as desktops, Syncthing and Google Drive keep them, and the place behind its shortcuts, each of which is a link to it. */
const aside = /^\.(?:Trash(?:es|-\d+)?|stversions|file-revisions-by-id|shortcut-targets-by-id)$/;
/** Where rsync keeps what it has not copied whole yet. */
const halfCopied = new Set(['.rsync-partial', '.~tmp~']);
/** Of names that are no text: what could be a run's. */
const mayTell =
	/\ufffd.*(?:tfevents|\.(?:csv|tsv|jsonl?|ndjson|log|out|txt|db|sqlite3?|ya?ml|pickle|wandb|swanlab|zip)$)|tfevents.*\ufffd/is;
const notUtf8 = 'its name is no UTF-8, so that it cannot be named';
/**
 * Where trackers keep runs in such directories unless they are told otherwise: `guild init` makes a Guild home in the environment that it makes
 * (guild/init.py), and trackio has its databases where Hugging Face caches things (trackio/utils.py).
 */
const homesIn: ReadonlyMap<string, string> = new Map([
	['.venv', '.guild'],
	['.cache', 'huggingface/trackio'],
]);
const deepest = 40;
const mostPassed = 1000;

/** A directory that was not looked into, and why. */
export interface PassedDirectory extends WithoutRuns {
	path: string;
}

/** One directory waiting to be looked at. `owner` is whatever the visitor gave its parent. */
export interface Visit<Owner> {
	path: string;
	root: string;
	depth: number;
	owner: Owner;
	/** True where the directory is reached by a symbolic link. */
	isLink?: boolean;
}

/** A directory as it was found: its state was asked for before its entries, and `atMs` before both. */
export interface Found {
	entries: Entry[];
	stat: FileStat;
	atMs: number;
	/** True where something is gone that was there before. */
	hasLost?: boolean;
	/** Paths at which a directory lies now where a file was, or the other way round. */
	changed?: ReadonlySet<string>;
}

/** What becomes of a directory: the owner of what lies below, and whether to go there; `why` not, where it is passed over. */
export interface Verdict<Owner> {
	owner: Owner;
	descend: boolean;
	why?: string;
	/** Names below it that are not looked into all the same. */
	except?: ReadonlySet<string>;
}

export type Visitor<Owner> = (visit: Visit<Owner>, found: Found) => Verdict<Owner>;

/**
 * Walks directory trees breadth first, in slices, so that the nearest runs are seen first and nobody waits for the end. Links are followed
 * when all else was looked at, so that what lies in the tree is listed where it lies, whichever name comes first; so are artifacts, which a
 * store that lies deeper may list. A directory that was reached before (a loop, a second link) is not entered again.
 */
export class Walk<Owner> {
	private queue: Visit<Owner>[] = [];
	private head = 0;
	private last: Visit<Owner>[] = [];
	private ahead: Visit<Owner>[] = [];
	private preferred: ReadonlyMap<string, number> = new Map();
	private readonly seen = new Map<string, string>();
	/** Directories that could not be listed. */
	private readonly refused = new Map<string, Visit<Owner>>();
	directories = 0;
	/** Directories that were passed over, up to a thousand. */
	readonly passed: PassedDirectory[] = [];

	constructor(
		private readonly files: FileAccess,
		private readonly visitor: Visitor<Owner>,
		private readonly report: (problem: Problem) => void,
		private readonly now: () => number,
		/** True where somebody knows what a directory holds, so that it need not be looked into. */
		private readonly recall: (visit: Visit<Owner>, stat: FileStat) => boolean,
		/** What a format says of a directory of one of its stores, by path and name, where no run lies there. */
		private readonly findEmpty: (directory: string, name: string) => WithoutRuns | null,
	) {}

	/** Looks at these before all others and in their order, once it comes by them: somebody has them before their eyes. */
	prefer(paths: readonly string[]): void {
		this.preferred = new Map(paths.map((path, i) => [path, i]));
	}

	add(visit: Visit<Owner>): void {
		if (visit.isLink === true || visit.path.endsWith('/artifacts')) this.last.push(visit);
		else (this.preferred.has(visit.path) ? this.ahead : this.queue).push(visit);
	}

	get waiting(): number {
		return this.ahead.length + this.queue.length - this.head + this.last.length;
	}

	/** Looks at what is below a directory too, but for what holds no runs by its name: of such a one only a person can ask for, as a root. */
	addBelow(entries: Iterable<Entry>, visit: Omit<Visit<Owner>, 'isLink'>): void {
		for (const {name, kind, isLink} of entries) {
			if (kind !== 'directory') continue;
			// Paths of a listing are normal: joining them anew would cost as much as looking into them.
			const child = `${visit.path === '/' ? '' : visit.path}/${name}`;
			const byName = whyPassed(name);
			const passed = byName === null ? this.findEmpty(child, name) : {why: byName};
			const below = {root: visit.root, owner: visit.owner, ...(isLink && {isLink})};
			const home = passed === null ? null : this.homeIn(child, name);
			if (this.isUnnamed(child, name)) {
				this.pass(child, {why: notUtf8});
				this.report({file: child, message: `Not looked into: ${notUtf8}. Rename it to see what it holds`});
			} else if (passed === null) this.add({path: child, depth: visit.depth + 1, ...below});
			else if (home === null) this.pass(child, passed);
			else {
				this.add({path: `${child}/${home}`, depth: visit.depth + 2, ...below});
				this.pass(child, {why: `${passed.why} but in ${home}`});
			}
		}
	}

	/** True for a name with bytes that are no text, in the place of which there are signs of that: nothing is there by the name as it reads. */
	private isUnnamed(child: string, name: string): boolean {
		return name.includes('\ufffd') && this.files.stat(child) === null;
	}

	/** The path of the tracker's directory in one that is passed over for its name; null where there is none. */
	private homeIn(directory: string, name: string): string | null {
		const home = homesIn.get(name);
		return home !== undefined && this.files.stat(`${directory}/${home}`)?.kind === 'directory' ? home : null;
	}

	/** Looks at directories until `isLate` says so; true when none is left. */
	work(isLate: () => boolean): boolean {
		while (this.waiting > 0) {
			const first = this.ahead.pop();
			if (first !== undefined) this.look(first);
			else if (this.head < this.queue.length) this.look(this.queue[this.head++]!);
			else this.look(this.last.shift()!);
			if (isLate()) break;
		}
		if (this.waiting > 0) return false;
		this.queue = [];
		this.head = 0;
		return true;
	}

	/** Looks once more at what could not be listed: nothing tells when it can be. */
	retry(): void {
		for (const visit of this.refused.values()) this.add(visit);
	}

	/** The first one last. */
	private sortAhead(): void {
		if (this.ahead.length < 2) return;
		const placeOf = ({path}: Visit<Owner>) => this.preferred.get(path) ?? 0;
		this.ahead.sort((a, b) => placeOf(b) - placeOf(a));
	}

	/** Forgets that a directory was seen, so that it can be entered anew after it was made again, and what waits to be looked at there. */
	forget(directory: string): void {
		if (this.waiting > 0) {
			const isElsewhere = ({path}: Visit<Owner>) => !isWithin(path, directory);
			this.queue = this.queue.slice(this.head).filter(isElsewhere);
			this.head = 0;
			this.last = this.last.filter(isElsewhere);
			this.ahead = this.ahead.filter(isElsewhere);
		}
		for (const [identity, known] of this.seen) if (isWithin(known, directory)) this.seen.delete(identity);
		for (const refused of this.refused.keys()) if (isWithin(refused, directory)) this.refused.delete(refused);
	}

	/** Notes that a directory was not looked into. */
	pass(directory: string, passed: WithoutRuns): void {
		if (this.passed.length < mostPassed && !this.passed.some(other => other.path === directory))
			this.passed.push({path: directory, ...passed});
	}

	/** False for a directory that was moved since it was seen: it is where it is now. */
	private isStill(directory: string, identity: string): boolean {
		const found = this.files.stat(directory);
		return found !== null && `${found.device}:${found.inode}` === identity;
	}

	private look(visit: Visit<Owner>): void {
		const atMs = this.now();
		const stat = this.files.stat(visit.path);
		if (stat === null) return;
		const identity = `${stat.device}:${stat.inode}`;
		const known = this.seen.get(identity);
		if (known !== undefined && known !== visit.path && this.isStill(known, identity)) {
			this.pass(visit.path, {why: `the same directory as ${known}`});
			return;
		}
		this.seen.set(identity, visit.path);
		if (this.recall(visit, stat)) {
			this.directories++;
			return;
		}
		let entries: Entry[];
		try {
			entries = listDirectory(visit.path);
		} catch (error) {
			this.report({file: visit.path, message: `Cannot look into this directory: ${describeError(error)}`});
			this.refused.set(visit.path, visit);
			return;
		}
		this.refused.delete(visit.path);
		this.directories++;
		for (const {name, kind} of entries) {
			if (kind !== 'file' || !name.includes('\ufffd') || !mayTell.test(name)) continue;
			const file = `${visit.path}/${name}`;
			if (this.isUnnamed(file, name)) this.report({file, message: `Not read: ${notUtf8}. Rename it to see what it holds`});
		}
		const {owner, descend, why, except} = this.visitor(visit, {entries, stat, atMs});
		if (why !== undefined) this.pass(visit.path, {why});
		if (!descend) return;
		if (visit.depth >= deepest) {
			this.report({file: visit.path, message: `Not looked at below here: ${deepest} levels deep already`});
			return;
		}
		this.addBelow(except === undefined ? entries : entries.filter(({name}) => !except.has(name)), {...visit, owner});
		this.sortAhead();
	}
}

/** Why nobody looks for runs in a directory of this name; null where one does. */
function whyPassed(name: string): string | null {
	if (skipped.has(name)) return 'directories of this name hold no runs';
	if (aside.test(name)) return 'what lies there was deleted, or shows where it belongs by a link to it';
	return isUnfinished(name) || halfCopied.has(name)
		? 'a copy or a removal that is under way, or was cut off: the run is whole elsewhere'
		: null;
}
