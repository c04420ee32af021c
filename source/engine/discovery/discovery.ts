import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Entry, FileAccess} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {Problem} from '../../core/run.ts';
import type {Format} from '../../formats/format.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {ProblemBook} from '../problem-book.ts';
import type {Registry} from '../registry.ts';
import {Hosts} from './hosts.ts';
import {KnownDirectories, type Memory} from './known.ts';
import {Look} from './look.ts';
import {type Found, type PassedDirectory, type Verdict, type Visit, Walk} from './walk.ts';

/** Who tells what is wrong at a path: who walks there, or who looks into it. */
const tellerOf = (by: 'walk' | 'look', directory: string): string => `${by}:${directory}`;
const ofDirectory = /^(?:walk|look):/;

/** Finds runs under the roots, and again whatever is new in a directory that changed. */
export class Discovery {
	private readonly known = new KnownDirectories();
	private readonly walk: Walk<TrackedRun | null>;
	private readonly look: Look;
	private readonly hosts: Hosts;
	/** Who tells what is wrong while a directory is looked at. */
	private looking = '';
	private readonly roots = new Set<string>();
	scanned = false;

	constructor(
		private readonly files: FileAccess,
		formats: readonly Format[],
		private readonly registry: Registry,
		private readonly problems: ProblemBook,
		/** Milliseconds since the epoch. */
		private readonly now: () => number,
		memory: Memory | null,
	) {
		this.hosts = new Hosts(files, name => formats.some(format => format.isStoreName?.(name) === true));
		const tell = (teller: string, problem: Problem) => {
			this.hosts.trip(problem.file);
			problems.add(teller, problem);
		};
		const tellLook = (problem: Problem) => tell(this.looking, problem);
		const search = {forget: (gone: string) => this.forget(gone), add: (visit: Visit<TrackedRun | null>) => this.walk.add(visit)};
		this.look = new Look(files, formats, registry, this.known, this.hosts, search, tellLook, now, memory);
		this.walk = new Walk(
			files,
			(visit, found) => {
				problems.set(tellerOf('walk', visit.path), []);
				return this.lookAt(visit, found);
			},
			problem => tell(tellerOf('walk', problem.file), problem),
			now,
			(visit, stat) => this.look.recall(visit, stat),
			(directory, name) => this.look.findEmpty(directory, name),
		);
	}

	/** Looks at a directory; what was wrong there before stands no longer. */
	private lookAt(visit: Visit<TrackedRun | null>, found: Found): Verdict<TrackedRun | null> {
		this.looking = tellerOf('look', visit.path);
		this.problems.set(this.looking, []);
		return this.look.visit(visit, found);
	}

	/** Looks at these directories first: their runs are shown already. */
	prefer(paths: readonly string[]): void {
		this.walk.prefer(paths);
	}

	start(root: string): void {
		this.scanned = false;
		this.roots.add(root);
		this.walk.add({path: root, root, depth: 0, owner: null});
	}

	/** Directories in which words of people about runs lie, found since they were last asked for. */
	takeHomes(): string[] {
		return this.look.takeHomes();
	}

	get directories(): number {
		return this.known.size;
	}

	/** Roots that were there and are not any more. */
	get goneRoots(): string[] {
		return [...this.roots].filter(root => this.known.isGone(root, this.files));
	}

	/** Directories that were not looked into, with the reason. */
	get passed(): readonly PassedDirectory[] {
		return this.walk.passed;
	}

	/** Directories that are no run: new runs appear in these. */
	get interior(): string[] {
		return this.known.interior;
	}

	/** True where a directory is looked at again when it changes. */
	isKnown(directory: string): boolean {
		return this.known.has(directory);
	}

	/** Directories found and not looked at yet, and what is found by links. */
	get waiting(): number {
		return this.walk.waiting + this.look.linked.size;
	}

	rescanAll(): void {
		this.walk.retry();
		for (const directory of [...this.known.keys()]) this.rescan(directory);
	}

	/** Walks on until `isLate`; true when everything was looked at. */
	work(isLate: () => boolean): boolean {
		if (!this.walk.work(isLate)) return false;
		this.look.linked.settle((link, why) => this.walk.pass(link, {why}));
		this.scanned = true;
		this.hosts.settle();
		return true;
	}

	/** True where entries were made or removed in a directory since it was looked at, or an undecided file was written to. */
	hasChanged(directory: string): boolean {
		return this.known.hasChanged(directory, this.files);
	}

	/** True where a directory, or something that was listed there, is not there now: to look again would close what was found in it. */
	misses(directory: string): boolean {
		const known = this.known.get(directory);
		if (known === undefined || known.names.size === 0) return known !== undefined && this.isMissing(directory);
		const names = new Set(this.files.names(directory));
		for (const name of known.names.keys()) if (!names.has(name)) return true;
		return false;
	}

	/** True of what is not there, but for a root, which is known to be gone. */
	private isMissing(directory: string): boolean {
		return !existsSync(directory) && !this.known.isGone(directory, this.files);
	}

	/** Looks at one directory again: new claims are opened, new directories walked, and what is gone is closed. */
	rescan(directory: string): void {
		const known = this.known.get(directory);
		if (known === undefined) return;
		// What is a file by now is no directory that cannot be listed for a moment.
		if (!existsSync(directory) || this.isFile(directory)) {
			this.forget(directory);
			return;
		}
		// Asked for before the listing: what changes in between is seen the next time.
		const atMs = this.now();
		const stat = this.files.stat(directory);
		const entries = this.files.list(directory);
		if (stat === null || entries === null) return;
		const kinds = new Map(entries.map(({name, kind}) => [name, kind]));
		const isSame = (kind: Entry['kind'], now: Entry['kind'] | undefined) =>
			now !== undefined && (now === 'directory') === (kind === 'directory');
		const gone = [...known.names].filter(([name, kind]) => !isSame(kind, kinds.get(name)));
		for (const [name] of gone) this.forget(path.join(directory, name));
		const changed = gone.map(([name]) => name).filter(name => kinds.has(name));
		const {owner, descend, except} = this.lookAt(
			{path: directory, root: known.root, depth: known.depth, owner: known.owner},
			{
				entries,
				stat,
				atMs,
				hasLost: gone.length > 0 || known.hasLost === true,
				changed: new Set(changed.map(name => path.join(directory, name))),
			},
		);
		if (!descend) return;
		// What was found below before anything told that it belongs to a run here is found anew as a part of that, and so is what it was left with.
		const isTaken = known.keeper !== owner;
		const toWalk = entries.filter(
			({name, kind}) => except?.has(name) !== true && (!known.names.has(name) || (isTaken && kind === 'directory')),
		);
		if (isTaken) {
			for (const {name} of toWalk) {
				this.forget(path.join(directory, name));
				this.known.get(directory)?.names.set(name, 'directory');
			}
		}
		this.walk.addBelow(toWalk, {path: directory, root: known.root, depth: known.depth, owner});
	}

	/** Looks into the directory of a run after all: it has changed since an earlier start has looked there. */
	doubt(directory: string): void {
		if (this.known.get(directory)?.isRecalled === true) this.rescan(directory);
	}

	private isFile(directory: string): boolean {
		return this.files.stat(directory)?.kind === 'file';
	}

	private forget(gone: string): void {
		this.registry.closeBelow(gone);
		this.walk.forget(gone);
		this.problems.dropWhere(teller => ofDirectory.test(teller) && isWithin(teller.slice(teller.indexOf(':') + 1), gone));
		// What added to a run that is found by another file from now on will add to that.
		for (const work of this.hosts.takeLeft(claim => this.registry.isOpen(claim))) this.forget(work);
		this.known.drop(gone);
	}
}
