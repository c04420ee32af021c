import type {Entry, FileAccess, FileStat} from '../../../core/files/files.ts';
import type {Seen} from '../../format.ts';
import {deepestInRun, mostDirectoriesInRun} from '../../host-limits.ts';
import {listEventFiles, withoutCopies} from '../../tfevents/event-files.ts';
import {readShort, remainsOf, targetOf} from '../files/links.ts';
import {fileNames, ownId} from '../layout.ts';

/** A directory with event files, and what its series are called. */
export interface EventPlace {
	path: string;
	/** Stands before each tag: '' for the run itself and its `.guild`, else `logs/train#`. */
	prefix: string;
	files: string[];
	/** True where it belongs to another run that is linked into this one. */
	isLinked: boolean;
}

/** What was found below a run. */
export interface Surroundings {
	places: EventPlace[];
	/** Directories that were listed, with their times: a change of one of them means to look again. */
	directories: Map<string, number>;
	/** Names in `.guild`. */
	ownNames: Set<string>;
	/** Ids of runs that are linked here, by the name of the link. */
	links: Map<string, string>;
}

const mostEntries = 5000;
const passedOver = new Set(['.git', '__pycache__', 'node_modules', '.ipynb_checkpoints']);
const passedOverOwn = new Set<string>([fileNames.attributes, fileNames.prototype]);

/**
 * Finds event files below a run as Guild does (guild/tfevent.py): in all its directories, following links only where they lead to runs.
 * @param isParent true where a small file may be all that is left of a link; a batch shows by its prototype that it may
 * @param seen the run's own directory as it was a while ago, where anybody knows
 */
export function findSurroundings(files: FileAccess, runPath: string, isParent: boolean, seen: Seen | null = null): Surroundings {
	return new Finder(files, runPath, isParent, seen).found;
}

class Finder {
	/** Its own directory, asked for before it is listed, so that a change in between shows the next time. */
	private readonly ownStat: FileStat | null;
	private readonly own: Entry[];
	private readonly isParent: boolean;
	readonly found: Surroundings = {places: [], directories: new Map(), ownNames: new Set(), links: new Map()};
	private readonly above: string[] = [];

	constructor(
		private readonly files: FileAccess,
		private readonly runPath: string,
		isParent: boolean,
		private readonly seen: Seen | null,
	) {
		const own = `${runPath}/${fileNames.own}`;
		this.ownStat = files.stat(own);
		this.own = files.list(own) ?? [];
		this.isParent = isParent || this.own.some(({name}) => name === fileNames.prototype);
		this.found.ownNames = new Set(this.own.map(({name}) => name));
		this.look(runPath, '', 0, false);
	}

	private look(path: string, name: string, depth: number, isLinked: boolean): void {
		const {files, found} = this;
		if (found.directories.size >= mostDirectoriesInRun || depth > deepestInRun) return;
		const isOwn = name === fileNames.own;
		const seen = path === this.seen?.path ? this.seen : null;
		const stat = isOwn ? this.ownStat : (seen?.stat ?? files.stat(path));
		const identity = stat === null || stat.inode === 0 ? path : `${stat.device}:${stat.inode}`;
		// A link back to a run above, as a pipeline's step may have, would lead round for ever.
		if (stat === null || this.above.includes(identity)) return;
		const entries = isOwn ? this.own : (seen?.entries ?? files.list(path) ?? []);
		if (entries.length > mostEntries) return;
		found.directories.set(path, stat.modifiedAtMs);
		const events = withoutCopies(listEventFiles(path, entries), files);
		const prefix = name === '' || isOwn ? '' : `${name}#`;
		if (events.length > 0) found.places.push({path, prefix, files: events, isLinked});
		this.above.push(identity);
		for (const entry of entries) this.enter(path, name, entry, depth, isLinked);
		this.above.pop();
	}

	private enter(path: string, name: string, entry: Entry, depth: number, isLinked: boolean): void {
		const {files} = this;
		const below = `${path}/${entry.name}`;
		const belowName = name === '' ? entry.name : `${name}/${entry.name}`;
		if (entry.kind === 'directory') {
			if (passedOver.has(entry.name) || (path.endsWith(`/${fileNames.own}`) && passedOverOwn.has(entry.name))) return;
			if (entry.name === fileNames.own) {
				this.look(below, belowName, depth + 1, isLinked);
				return;
			}
			const isRun = files.stat(`${below}/${fileNames.own}/${fileNames.operation}`) !== null;
			if (isRun && depth === 0) this.found.links.set(entry.name, idOf(files, below) ?? targetOf(files, below) ?? entry.name);
			if (isRun || entry.isLink !== true) this.look(below, belowName, depth + 1, isLinked || isRun);
		} else if (this.isParent && depth === 0) this.followRemains(below, entry);
	}

	/** A link that leads nowhere, because its run was deleted, or that became a file with its target as text. */
	private followRemains(path: string, {name, kind}: Entry): void {
		const {files, found, runPath} = this;
		if (kind === 'other') {
			// A batch names its links by the ids of its trials, a pipeline by the names of its steps.
			found.links.set(name, targetOf(files, path) ?? name);
			return;
		}
		const id = remainsOf(files, path);
		if (id === null) return;
		found.links.set(name, id);
		this.look(`${runPath.slice(0, runPath.lastIndexOf('/'))}/${id}`, name, 1, true);
	}
}

function idOf(files: FileAccess, runPath: string): string | null {
	return ownId(readShort(files, `${runPath}/${fileNames.own}/${fileNames.attributes}/id`)?.trim());
}
