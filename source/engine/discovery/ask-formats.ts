import {dirname} from 'node:path';
import type {Entry, FileAccess} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim, Format, Listing, WithoutRuns} from '../../formats/format.ts';
import {mayBeTrainingTable} from '../../formats/plain/training-table.ts';
import {readerFailure} from '../reading/reader-failure.ts';
import type {Shared} from './hosts.ts';
import {nothingUndecided, stampAll} from './known.ts';
import type {RankedClaim} from './resolve.ts';
import {WithoutGiven} from './without-given.ts';

/** Undecided files of one directory that are looked at again; a directory full of them is no run. */
const mostUndecided = 32;

/** Asks the formats what they know of a directory. One that throws hides no runs but its own, and that is said. */
export class AskFormats {
	private readonly byRank: readonly Format[];
	/** Those that answer a question that most have no answer to: it is asked of every directory. */
	private readonly withRemains: readonly Format[];
	private readonly withWorkers: readonly Format[];
	private readonly withListings: readonly Format[];
	private readonly withMarks: readonly Format[];
	private readonly withEmpty: readonly Format[];
	/** True for a file that may be a store of runs by its name. */
	readonly isStoreName: (name: string) => boolean;

	constructor(
		private readonly formats: readonly Format[],
		private readonly files: FileAccess,
		private readonly report: (problem: Problem) => void,
	) {
		this.isStoreName = name => formats.some(format => format.isStoreName?.(name) === true);
		this.byRank = [...formats].sort((a, b) => b.rank - a.rank);
		this.withRemains = formats.filter(({remains}) => remains !== undefined);
		this.withWorkers = formats.filter(({host}) => host?.workerIn !== undefined);
		this.withListings = formats.filter(({listedIn}) => listedIn !== undefined);
		this.withMarks = this.byRank.filter(({isMark}) => isMark !== undefined);
		this.withEmpty = formats.filter(({withoutRuns}) => withoutRuns !== undefined);
	}

	/** What is a run there, the strongest format first; `isAlone` where behind one of them no weaker format has a say but on tables and stores that it leaves to them. */
	findClaims(listing: Listing): {claims: RankedClaim[]; isAlone: boolean} {
		const claims: RankedClaim[] = [];
		const remains = this.findRemains(listing);
		if (remains !== null) {
			this.report(remains);
			return {claims, isAlone: true};
		}
		for (const format of this.byRank) {
			const asked = askedBy(format, listing, claims);
			const found = this.ask(format, listing.path, () => format.detect(asked, this.files)) ?? [];
			const {rank, isOutput = false, logged} = format;
			const isTable = format.isTable === true || logged?.isTable === true;
			// What stands behind a spread makes each object one of a shape of its own to V8, so that all that reads it is slow.
			for (const claim of found) claims.push({rank, alone: isLonely(format, claim), isTable, isOutput, ...claim});
			const isAlone = found.some(claim => claim.path === listing.path && isLonely(format, claim));
			if (isAlone)
				return {claims: [...claims, ...this.findOwn(format, listing), ...this.findMarked(format, claims, listing)], isAlone};
		}
		return {claims, isAlone: false};
	}

	private findRemains(listing: Listing): Problem | null {
		for (const format of this.withRemains) {
			const found = this.ask(format, listing.path, () => format.remains?.(listing, this.files)) ?? null;
			if (found !== null) return found;
		}
		return null;
	}

	/**
	 * What other trackers have in a directory of a run that any program may have written to; `tables` are those that a program writes by itself.
	 * @param files what they may know of it
	 */
	findShared(
		path: string,
		{within, entries, stores, tables}: Omit<Shared, 'except' | 'own'>,
		files: FileAccess = this.files,
	): RankedClaim[] {
		const claims: RankedClaim[] = [];
		for (const format of this.byRank) {
			if (format.host !== undefined || (format.isOutput === true && !claims.some(claim => this.keepsLog(claim, path)))) continue;
			const {isTable = false, isStoreName} = format;
			const others = isStoreName === undefined || stores.length === 0 ? entries : [...entries, ...stores];
			const listing = {path, within, entries: isTable ? tables : others, isOfRun: true, ...(isTable && {mayHoldData: true})};
			if (listing.entries.length === 0) continue;
			const found = this.ask(format, path, () => format.detect(listing, files)) ?? [];
			for (const claim of found)
				claims.push({rank: format.rank, alone: isLonely(format, claim), ...claim, ...(isTable && {isGuest: true})});
			if (found.some(claim => claim.path === path && isLonely(format, claim))) break;
		}
		return claims;
	}

	/** True where a tracker keeps a log of its own of what the program says: it goes on where the host that reads the output has been killed. */
	private keepsLog({format, path: claimed}: RankedClaim, path: string): boolean {
		return claimed === path && this.formatOf(format)?.keepsLog === true;
	}

	/** The run that has worked in a directory which is not its own, with the format that knows it; null for nearly every directory. */
	findWorker(directory: string): {claim: Claim; format: Format} | null {
		for (const format of this.withWorkers) {
			const claim = this.ask(format, directory, () => format.host?.workerIn?.(directory, this.files)) ?? null;
			if (claim !== null) return {claim, format};
		}
		return null;
	}

	/**
	 * The tables of metrics and the stores of runs that the program of a run wrote into its directory by itself, where the run's format knows which
	 * files are its own.
	 */
	private findOwn(alone: Format, {path, entries}: Listing): RankedClaim[] {
		const isWanted = (name: string) => mayBeTrainingTable(name) || this.isStoreName(name);
		const own = this.ask(alone, path, () => alone.ownFiles?.({path, entries}, isWanted, this.files)) ?? [];
		if (own.length === 0) return [];
		return this.byRank.flatMap(format => {
			const {isTable = false, isStoreName, rank} = format;
			if (rank >= alone.rank) return [];
			const named = own.filter(({name}) => (isTable ? mayBeTrainingTable(name) : isStoreName?.(name)));
			const listing = {path, within: dirname(path), entries: named, mayHoldData: true};
			if (listing.entries.length === 0) return [];
			const found = this.ask(format, path, () => format.detect(listing, this.files)) ?? [];
			return found
				.filter(claim => (claim.path === path) === isTable)
				.map(claim => ({rank, alone: false, isGuest: true, ...claim}));
		});
	}

	/** What other trackers have right in the directory of a host's run, where a name there says so; nothing for nearly every run. */
	private findMarked({host}: Format, [alone]: readonly RankedClaim[], {path, entries}: Listing): RankedClaim[] {
		if (host === undefined || alone === undefined) return [];
		const isLeft = ({isLink}: Entry) => isLink !== true;
		const marking = this.withMarks.filter(({isMark}) => entries.some(entry => isLeft(entry) && isMark?.(entry)));
		if (marking.length === 0) return [];
		const given = host.givenTo(alone, this.files);
		const own = given === null ? null : new WithoutGiven(this.files, path, given);
		const shared = (own?.leaveNamed(path, entries) ?? entries).filter(entry => isLeft(entry) && !host.own.has(entry.name));
		const claims: RankedClaim[] = [];
		for (const format of this.byRank) {
			const {isMark, rank, isOutput} = format;
			const marks = marking.includes(format) ? shared.filter(entry => isMark?.(entry)) : [];
			const isMarked = (own?.leave(path, marks) ?? marks).length > 0;
			if (!isMarked && (isOutput !== true || !claims.some(claim => this.keepsLog(claim, path)))) continue;
			const listing = {path, within: dirname(path), entries: shared, isOfRun: true};
			const found = this.ask(format, path, () => format.detect(listing, own ?? this.files)) ?? [];
			for (const claim of found) if (claim.path === path) claims.push({rank, alone: false, isGuest: true, ...claim});
		}
		return claims;
	}

	/** What a format says of a directory of one of its stores in which no run lies; null for nearly every directory. */
	findEmpty(directory: string, name: string): WithoutRuns | null {
		for (const format of this.withEmpty) {
			const found = this.ask(format, directory, () => format.withoutRuns?.(directory, name, this.files)) ?? null;
			if (found !== null) return found;
		}
		return null;
	}

	/** The store below the same root that lists the run to which all of a directory belongs; null for none. */
	findStore(listing: Listing, root: string): string | null {
		for (const format of this.withListings) {
			const stores = this.ask(format, listing.path, () => format.listedIn?.(listing, this.files)) ?? [];
			const store = stores.find(each => isWithin(each, root));
			if (store !== undefined) return store;
		}
		return null;
	}

	/** States of files that may make a run of the directory once they hold more. `claims`: all that there are on it. */
	findUndecided(listing: Listing, claims: readonly RankedClaim[]): Map<string, string> {
		return this.stampUndecided(this.formats, listing, claims, format => askedBy(format, listing, claims));
	}

	/** The same of stores in the directory of a run that any program may have written to. */
	findUndecidedStores(
		path: string,
		{within, entries, stores}: Omit<Shared, 'except' | 'own' | 'tables'>,
		claims: readonly RankedClaim[],
	) {
		const listing = {path, within, entries: [...entries, ...stores], isOfRun: true};
		const formats = this.formats.filter(({host, isStoreName}) => host === undefined && isStoreName !== undefined);
		return listing.entries.length === 0 ? nothingUndecided : this.stampUndecided(formats, listing, claims, () => listing);
	}

	private stampUndecided(
		formats: readonly Format[],
		{path}: Listing,
		claims: readonly RankedClaim[],
		listingFor: (format: Format) => Listing,
	): Map<string, string> {
		const found = formats.flatMap(
			format => this.ask(format, path, () => format.undecided?.(listingFor(format), this.files, claims)) ?? [],
		);
		return stampAll([...new Set(found)].slice(0, mostUndecided), this.files);
	}

	/** Names of directories in which other trackers may have written in a run of a format that is alone otherwise. */
	findGuests(entries: readonly Entry[], {format}: Claim): string[] {
		const guests = this.formatOf(format)?.guests ?? [];
		if (guests.length === 0) return [];
		const isGuest = ({name, kind, isLink}: Entry) => kind === 'directory' && isLink !== true && guests.includes(name);
		return entries.filter(isGuest).map(({name}) => name);
	}

	formatOf(id: string): Format | undefined {
		return this.formats.find(format => format.id === id);
	}

	private ask<T>(format: Format, file: string, question: () => T): T | undefined {
		try {
			return question();
		} catch (error) {
			this.report(readerFailure(format, file, error));
			return undefined;
		}
	}
}

/** True for a claim behind which no weaker format has a say. */
const isLonely = ({alone = false}: Format, {ownsFolders}: Claim): boolean => alone && ownsFolders === undefined;

/** The directory as a format is asked about it: with whether it is a run's already, by stronger claims on it. */
function askedBy({rank}: Format, listing: Listing, claims: readonly RankedClaim[]): Listing {
	const isClaimed = claims.some(claim => claim.path === listing.path && claim.rank > rank);
	return isClaimed ? {...listing, within: dirname(listing.path), isOfRun: true} : listing;
}
