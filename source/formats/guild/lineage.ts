import type {Entry, FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {isDefaultBatch, parseOperation} from './attributes/operation.ts';
import {remainsOf, targetOf} from './files/links.ts';
import {fileNames, idForm} from './layout.ts';

/**
 * Which run of a home belongs to which batch or pipeline. The children do not know it: their parents have links to them, also those in the
 * trash, where Guild moves a batch as soon as it is over unless it was told to keep it.
 */
export class Lineage {
	/** By child, in the order of their turning up: the newest counts, also where an earlier one is read again and says what it said before. */
	private readonly parents = new Map<string, string[]>();
	/** By id and by where the run lies: the same id may be in the trash once more. */
	private readonly listeners = new Map<string, Map<string, (parent: string) => void>>();
	/** Names of all runs, where anybody asked for one by a part of its id, and the times of the directories that they are in. */
	private hasReadAhead = false;
	private known: {ids: string[]; times: string} | null = null;

	constructor(
		private readonly files: FileAccess,
		private readonly home: string,
	) {
		const trash = trashOf(home);
		for (const {name, kind} of files.list(trash) ?? []) {
			const path = `${trash}/${name}`;
			const isBatch = kind === 'directory' && files.stat(`${path}/${fileNames.own}/${fileNames.prototype}`) !== null;
			if (isBatch) this.announce(name, trialsIn(files, path));
		}
	}

	/**
	 * Says what the batches and pipelines of the home have links to, for a run that is looked at without the others: where the whole home is listed,
	 * each of them says so itself.
	 */
	readAhead(): void {
		if (this.hasReadAhead || sawRunsOf(this.files, this.home)) return;
		this.hasReadAhead = true;
		for (const name of this.files.names(`${this.home}/runs`) ?? []) {
			if (!idForm.test(name)) continue;
			const path = `${this.home}/runs/${name}`;
			const children = childrenIn(this.files, path);
			if (children.length > 0 && isParent(this.files, path)) this.announce(name, children);
		}
	}

	/** Says which runs a batch or a pipeline has links to. */
	announce(parent: string, children: Iterable<string>): void {
		for (const child of children) {
			const known = this.parents.get(child);
			if (child === parent || known?.includes(parent)) continue;
			if (known === undefined) this.parents.set(child, [parent]);
			else known.push(parent);
			for (const listener of this.listeners.get(child)?.values() ?? []) listener(parent);
		}
	}

	/** The one id of this home that begins so, those in the trash too; null where none does, or several do. */
	idBeginning(prefix: string): string | null {
		if (idForm.test(prefix)) return prefix;
		const found = new Set(this.allIds().filter(id => id.startsWith(prefix)));
		return found.size === 1 ? [...found][0]! : null;
	}

	private allIds(): string[] {
		const {files, home} = this;
		const places = [`${home}/runs`, trashOf(home)];
		const times = places.map(path => files.stat(path)?.modifiedAtMs).join();
		if (this.known?.times !== times)
			this.known = {ids: places.flatMap(path => files.names(path) ?? []).filter(name => idForm.test(name)), times};
		return this.known.ids;
	}

	parentOf(id: string): string | null {
		return this.parents.get(id)?.at(-1) ?? null;
	}

	/** `listener` is called when a parent of the run becomes known later. */
	listen(id: string, place: string, listener: (parent: string) => void): void {
		const known = this.listeners.get(id);
		if (known === undefined) this.listeners.set(id, new Map([[place, listener]]));
		else known.set(place, listener);
	}
}

/** Ids of a batch's trials: the names of its links, which lead nowhere in the trash. */
function trialsIn(files: FileAccess, path: string): string[] {
	const isTrial = ({name, kind}: Entry) => idForm.test(name) && (kind !== 'file' || remainsOf(files, `${path}/${name}`) !== null);
	return (files.list(path) ?? []).filter(isTrial).map(({name}) => name);
}

/** Ids that the links of a run lead to, whatever they are called. */
function childrenIn(files: FileAccess, path: string): string[] {
	return (files.list(path) ?? []).flatMap(({name, kind, isLink}) => {
		if (isLink) return targetOf(files, `${path}/${name}`) ?? [];
		return (kind === 'file' ? remainsOf(files, `${path}/${name}`) : null) ?? [];
	});
}

/** True for a batch or a pipeline: other runs may have links to runs too, to what they need of them. */
function isParent(files: FileAccess, path: string): boolean {
	const own = `${path}/${fileNames.own}`;
	const textOf = (name: string) => decodeFile(files.readWhole(`${own}/${name}`, 64 * 1024) ?? new Uint8Array(0));
	if (files.stat(`${own}/${fileNames.prototype}`) !== null || /\bguild\.steps_main\b/.test(textOf(`${fileNames.attributes}/cmd`)))
		return true;
	const operation = parseOperation(textOf(fileNames.operation));
	return operation !== null && isDefaultBatch(operation);
}

const seenRuns = new SharedByPath<true>();

/** Notes that the runs of a home were listed, so that all of them are opened. */
export function noteRuns(files: FileAccess, directory: string): void {
	if (directory.endsWith('/runs')) seenRuns.of(files).set(directory, true);
}

const sawRunsOf = (files: FileAccess, home: string): boolean => seenRuns.of(files).has(`${home}/runs`);

const lineages = new SharedByPath<Lineage>();

const trashOf = (home: string): string => `${home}/trash/runs`;

/** The lineage of a home, shared by all its runs. */
export function lineageOf(files: FileAccess, home: string): Lineage {
	// What lies there is read once for all, but each of the runs depends on it.
	files.depend?.(trashOf(home));
	return lineages.at(home, files, (path, by) => new Lineage(by, path));
}
