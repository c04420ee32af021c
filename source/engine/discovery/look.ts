import path from 'node:path';
import type {FileAccess, FileStat} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim, Format, Seen, WithoutRuns} from '../../formats/format.ts';
import {isTrainingTable} from '../../formats/plain/training-table.ts';
import type {Looked} from '../asleep/noting-files.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import type {Registry} from '../registry.ts';
import {aroundLeaf} from './around-leaf.ts';
import {AskFormats} from './ask-formats.ts';
import {findDamage} from './damage.ts';
import {type FoundClaims, findClaims} from './find-claims.ts';
import type {Hosts, Shared} from './hosts.ts';
import {isSettled, type Known, type KnownDirectories, type Memory, unlisted} from './known.ts';
import {LinkedClaims} from './linked-claims.ts';
import {OwnedAbove} from './owned-above.ts';
import {RenewedClaims} from './renewed-claims.ts';
import {type RankedClaim, type Resolved, resolveClaims} from './resolve.ts';
import type {Found, Verdict, Visit} from './walk.ts';

/** What looking at a directory asks of the search that it is part of. */
interface Search {
	/** Closes what was found in a directory or file, and forgets it. */
	forget(gone: string): void;
	/** Has a directory looked at. */
	add(visit: Visit<TrackedRun | null>): void;
}

/** What formats say of a directory. */
interface Asked extends FoundClaims {
	/** True where words of people about runs lie there. */
	isHome: boolean;
	shared: Shared | null;
	looked: Looked;
	/** True where nothing was wrong there. */
	isSound: boolean;
	isSettled: boolean;
	/** What its sources need not look at again. */
	seen: Seen | null;
}

interface Apart {
	visit: Visit<TrackedRun | null>;
	found: Found;
	asked: Asked;
	resolved: Resolved;
	/** What was open in the directory before. */
	openedHere: Known['claims'];
	keeper: TrackedRun | null;
}

interface Here extends Omit<Apart, 'keeper'> {
	owner: TrackedRun | null;
	below: ReadonlySet<string> | null;
	/** Folders that add to the run although it does not own them. */
	parts: readonly string[];
}

const standing = (run: TrackedRun | null): TrackedRun | null => (run?.removed ? null : run);

/** What a directory is: asks the formats, opens their claims as runs or parts of runs, and notes what is known of it. */
export class Look {
	private readonly ask: AskFormats;
	private readonly owned = new OwnedAbove();
	readonly linked: LinkedClaims;
	private readonly renewed: RenewedClaims;
	/** Directories in which words of people about runs lie, found since they were last asked for. */
	private homes: string[] = [];
	/** How often something was wrong. */
	private faults = 0;
	private readonly report: (problem: Problem) => void;

	constructor(
		private readonly files: FileAccess,
		formats: readonly Format[],
		private readonly registry: Registry,
		private readonly known: KnownDirectories,
		private readonly hosts: Hosts,
		private readonly search: Search,
		report: (problem: Problem) => void,
		/** Milliseconds since the epoch. */
		private readonly now: () => number,
		private readonly memory: Memory | null,
	) {
		this.report = problem => {
			this.faults++;
			report(problem);
		};
		this.ask = new AskFormats(formats, files, this.report);
		this.linked = new LinkedClaims(files, registry);
		this.renewed = new RenewedClaims(registry, files);
	}

	/** What a format says of a directory of one of its stores in which no run lies; null for nearly every directory. */
	findEmpty(directory: string, name: string): WithoutRuns | null {
		return this.ask.findEmpty(directory, name);
	}

	takeHomes(): string[] {
		const {homes} = this;
		this.homes = [];
		return homes;
	}

	/** Looks at a directory: its claims are opened. Says who owns what lies below, and whether to go there. */
	visit(visit: Visit<TrackedRun | null>, found: Found): Verdict<TrackedRun | null> {
		// Whether it belongs to a run that is found elsewhere is asked once more as soon as that may have become another.
		const looked: Looked = new Map();
		const store = visit.owner === null ? this.hosts.note(looked, () => this.findStore(visit, found)) : null;
		if (store === null) {
			const owner = visit.owner ?? this.hosts.note(looked, () => this.findWorker(visit));
			return this.look({...visit, owner}, found, looked);
		}
		const {path: directory, root, depth, owner} = visit;
		const {modifiedAtMs} = found.stat;
		if (found.hasLost) this.renewed.closeEmptied(directory, [], found.changed);
		this.known.set(directory, {root, depth, owner, modifiedAtMs, ...unlisted()});
		return {owner, descend: false, why: `belongs to a run in ${store}`};
	}

	private findStore({path: directory, root}: Visit<TrackedRun | null>, {entries}: Found): string | null {
		return this.ask.findStore({path: directory, entries}, root);
	}

	/** The run that has worked in a directory and is found by another path. */
	private findWorker({path: directory, root}: Visit<TrackedRun | null>): TrackedRun | null {
		const found = this.ask.findWorker(directory);
		if (found === null) return null;
		const {claim, format} = found;
		this.open(claim, null, root, null);
		const run = this.registry.runOf(claim);
		if (run === null || format.host === undefined) return run;
		run.workPath = directory;
		this.hosts.add(run, format.host, claim, directory);
		return run;
	}

	/** @param beforehand what was looked at to know that it belongs to no run that is found elsewhere */
	private look(visit: Visit<TrackedRun | null>, found: Found, beforehand: Looked): Verdict<TrackedRun | null> {
		const asked = this.askFor(visit, found, beforehand);
		const {claims, isAlone, undecided} = asked;
		const resolved = resolveClaims(visit.path, this.owned.leaveTo(claims, visit.path));
		const claimed = [...resolved.here, ...resolved.apart];
		if (found.hasLost) this.renewed.closeEmptied(visit.path, claimed, found.changed);
		const before = this.known.get(visit.path);
		const openedHere = before?.claims ?? [];
		this.renewed.handOver(openedHere, claimed, resolved.here.length > 0 ? (before?.run ?? null) : null);
		let run = standing(before?.run ?? null);
		const above = this.isNested(resolved.here, visit) ? null : visit.owner;
		if (!resolved.descend) this.forgetBelow(visit.path, before, found);
		const parts = resolved.owns || above !== null ? [] : resolved.here.flatMap(({partFolders}) => partFolders ?? []);
		let below: ReadonlySet<string> | null = null;
		if (resolved.here.length > 0) {
			// A claim that shares its directory with a run above it adds to that run; only a run of its own makes a new one.
			if (above === null) run ??= this.registry.makeRun(visit.root, visit.path);
			const owner = above ?? run;
			if (owner !== null) below = this.enterHost(owner, resolved.here[0]!, found, asked);
			this.openHere({visit, found, asked, resolved, openedHere, owner, below, parts});
		}
		// A store right in the directory of a run that owns what lies below belongs to it like one in a folder of its own.
		const keeper = above ?? (resolved.owns ? run : null);
		this.openApart({visit, found, asked, resolved, openedHere, keeper});
		// Only now, so that the run stays the same one.
		for (const claim of resolved.superseded) this.registry.closeClaim(claim);
		const left = this.renewed.closeReplaced(openedHere, claimed, file => isAlone || !undecided.has(file));
		this.known.set(visit.path, {
			root: visit.root,
			depth: visit.depth,
			owner: visit.owner,
			keeper,
			run: standing(run),
			descend: resolved.descend || below !== null,
			hasAll: !resolved.descend,
			names: new Map(found.entries.map(({name, kind}) => [name, kind])),
			claims: [...claimed.map(({format, path: at}) => ({format, path: at})), ...left],
			modifiedAtMs: asked.isSettled ? found.stat.modifiedAtMs : Number.NaN,
			undecided,
		});
		const own = resolved.here.flatMap(({ownsFolders}) => ownsFolders ?? []);
		const folders = [...own, ...parts, ...(below ?? []), ...(asked.shared?.except ?? [])];
		return {owner: keeper, descend: resolved.descend || below !== null, ...(folders.length > 0 && {except: new Set(folders)})};
	}

	/** Asks the formats for what a directory is, and reports what of it is damaged. */
	private askFor(visit: Visit<TrackedRun | null>, {entries, stat, atMs}: Found, beforehand: Looked): Asked {
		const isHome = entries.some(({name}) => name === '.xtui');
		if (isHome) this.homes.push(visit.path);
		const shared = visit.owner === null ? null : this.hosts.share(visit.owner, visit.path, entries);
		const around = this.hosts.belowOf(visit.owner);
		const looked = around?.looked ?? beforehand;
		const within = path.dirname(visit.owner?.path ?? visit.root);
		const all = {path: visit.path, within, entries, isOfRun: visit.owner !== null};
		const faultsBefore = this.faults;
		const told = this.hosts.note(looked, () => findClaims(all, shared, this.ask, this.files));
		const {claims, isAlone, listing, files} = told;
		around?.enter(visit.path, stat);
		if (claims.length > 0 || isHome) around?.fill();
		const tables = (shared?.tables ?? []).filter(({name}) => isTrainingTable(name));
		if (!isAlone)
			for (const problem of this.hosts.note(looked, () => findDamage(listing, tables, claims, this.files))) this.report(problem);
		const settled = isSettled(stat.modifiedAtMs, this.now());
		const seen = settled && files === undefined ? {path: visit.path, entries, stat, atMs} : null;
		return {isHome, shared, looked, isSound: this.faults === faultsBefore, isSettled: settled, seen, ...told};
	}

	/** What was found below before a run turned out to have all of it is no run of its own. */
	private forgetBelow(directory: string, before: Known | undefined, {entries}: Found): void {
		if (before?.descend !== true || before.hasAll) return;
		for (const {name, kind} of entries) if (kind === 'directory') this.search.forget(path.join(directory, name));
	}

	/** Takes note of a host's run, in whose directory other trackers may add to it; gives the folders there in which none may. */
	private enterHost(owner: TrackedRun, claim: RankedClaim, found: Found, {looked}: Asked): ReadonlySet<string> | null {
		const host = this.ask.formatOf(claim.format)?.host;
		return host === undefined ? null : this.hosts.enter(owner, host, claim, found, looked);
	}

	/** Opens the claims that make up the run of a directory, or add to the one above it. */
	private openHere({visit, found, asked, resolved, openedHere, owner, below, parts}: Here): void {
		const {isAlone, claims, seen, files, isHome} = asked;
		const guests = resolved.descend ? [] : this.ask.findGuests(found.entries, resolved.here[0]!);
		for (const name of [...guests, ...parts]) this.addPart(path.join(visit.path, name), visit, owner);
		const isApart = guests.length > 0 || isHome || visit.owner !== null;
		const isOnly = isAlone && claims.length === 1 && !resolved.descend && !isApart;
		const isNoted = !isOnly && !isApart && this.memory !== null && this.owned.isEmpty;
		const around = isNoted ? aroundLeaf(visit, found, asked, resolved) : null;
		for (const claim of resolved.here) {
			this.renewed.leaveOwner(claim, openedHere, owner);
			const handle = this.open(claim, seen, visit.root, owner, files);
			if (handle === null) continue;
			if (isOnly && below === null) handle.isSole = true;
			else handle.below = isOnly ? this.hosts.belowOf(owner) : around;
		}
	}

	/** Opens the claims that are runs of their own, or stores of runs. */
	private openApart({visit, found, asked: {seen, files}, resolved: {apart}, openedHere, keeper}: Apart): void {
		if (apart.length === 0) return;
		const linked = found.entries.filter(({isLink}) => isLink === true);
		const links = new Set(linked.map(({name}) => path.join(visit.path, name)));
		for (const claim of apart) {
			this.renewed.leaveOwner(claim, openedHere, keeper);
			const open = () => void this.open(claim, seen, visit.root, keeper, files);
			if (keeper === null && links.has(claim.path) && !this.registry.isOpen(claim)) this.linked.add(claim, open);
			else open();
		}
	}

	/** Has a directory looked at that adds to a run; what was found there before anything told so is found anew. */
	private addPart(directory: string, {root, depth}: Visit<TrackedRun | null>, owner: TrackedRun | null): void {
		const known = this.known.get(directory);
		if (known !== undefined && known.owner !== owner) {
			this.search.forget(directory);
			this.known.get(path.dirname(directory))?.names.set(path.basename(directory), 'directory');
		}
		this.search.add({path: directory, root, depth: depth + 1, owner});
	}

	/** True for a run in the directory of another one of a format whose runs are never part of each other. */
	private isNested(here: readonly RankedClaim[], {path: directory, owner}: Visit<TrackedRun | null>): boolean {
		if (owner === null || owner.path === directory) return false;
		return here.some(({format}) => this.ask.formatOf(format)?.nests === true && this.registry.isOpen({format, path: owner.path}));
	}

	/** Takes over what an earlier start has found in a directory; false where it has to be looked into. */
	recall({path: directory, root, depth, owner}: Visit<TrackedRun | null>, stat: FileStat): boolean {
		if (this.memory === null || owner !== null || !this.owned.isEmpty) return false;
		const claim = this.memory.recall(directory, stat, depth);
		if (claim === null) return false;
		const run = this.registry.makeRun(root, directory);
		const handle = this.open(claim, null, root, run);
		if (handle !== null) handle.isSole = true;
		const {modifiedAtMs} = stat;
		this.known.set(directory, {
			root,
			depth,
			owner,
			modifiedAtMs,
			isRecalled: true,
			...unlisted(),
			keeper: claim.ownsSubtree ? run : null,
			run,
			claims: [claim],
		});
		return true;
	}

	private open(claim: Claim, seen: Seen | null, root: string, owner: TrackedRun | null, files = this.files): SourceHandle | null {
		const format = this.ask.formatOf(claim.format);
		if (format === undefined) return null;
		const handle = this.registry.open(claim, format, root, owner, claim.path === seen?.path ? seen : null, files);
		return Object.assign(handle, {isSole: false, below: null});
	}
}
