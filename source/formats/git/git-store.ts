import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import {commitOf, type GitCommit, readLoose, treeEntries} from '../../encodings/git/git-object.ts';
import {offsetInPack, type PackedObject, readPacked} from '../../encodings/git/git-pack.ts';
import {decodeFile} from '../../encodings/text/text.ts';

const mostBytes = 1024 * 1024;
const mostPacks = 200;
const furthestUp = 12;
/** How far git itself follows alternates. */
const deepestAlternates = 5;
const mostStores = 50;

/** A repository: where its files lie, and the directory that the paths in it begin from. */
export interface GitPlace {
	/** The directory that holds refs and objects, which the work trees of a repository share. */
	common: string;
	root: string;
}

/** The repository that a directory lies in: that of the nearest `.git` at or above it. Null where there is none. */
export function repositoryOf(files: FileAccess, directory: string): GitPlace | null {
	let root = directory;
	for (let up = 0; root !== '' && up <= furthestUp; up++) {
		const kind = files.exists(`${root}/.git`) ? files.stat(`${root}/.git`)?.kind : undefined;
		if (kind === 'directory') return {common: `${root}/.git`, root};
		// In a work tree beside the first one, and in a submodule, it is a file that says where (gitrepository-layout).
		if (kind === 'file') return linkedPlace(files, root);
		root = directoryOf(root);
	}
	return null;
}

function linkedPlace(files: FileAccess, root: string): GitPlace | null {
	const named = /^gitdir: (.+)$/m.exec(textOf(files, `${root}/.git`))?.[1];
	if (named === undefined) return null;
	const own = resolve(root, named);
	const common = textOf(files, `${own}/commondir`).trim();
	return {common: common === '' ? own : resolve(own, common), root};
}

/** A commit by its hash; null where there is none. */
export function readCommit(files: FileAccess, place: GitPlace, hash: string): GitCommit | null {
	const object = readObject(files, place, hash);
	return object?.kind === 'commit' ? commitOf(Buffer.from(object.content).toString('utf8')) : null;
}

/**
 * A file as a tree has it, 1 MiB at most; null where it is not in there.
 * @param tree hash of the tree of the whole repository
 * @param path from the root of that, with '/'
 */
export function readFileIn(files: FileAccess, place: GitPlace, tree: string, path: string): Uint8Array | null {
	let hash: string | undefined = tree;
	for (const name of path.split('/')) {
		const object: PackedObject | null = hash === undefined ? null : readObject(files, place, hash);
		if (object?.kind !== 'tree') return null;
		hash = treeEntries(object.content, tree.length / 2).get(name);
	}
	const blob = hash === undefined ? null : readObject(files, place, hash);
	return blob?.kind === 'blob' ? blob.content : null;
}

/** An object by its hash, whether it lies in a file of its own or `git gc` has put it into a pack. Null where it is neither. */
function readObject(files: FileAccess, {common}: GitPlace, hash: string): PackedObject | null {
	if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(hash)) return null;
	for (const store of objectStores(files, `${common}/objects`)) {
		const object = readFrom(files, store, hash);
		if (object !== null) return object;
	}
	return null;
}

/** The directory of a repository's objects, and those that it borrows from, such as by `git clone --shared` (gitrepository-layout). */
function objectStores(files: FileAccess, objects: string): string[] {
	const stores = new Map([[objects, 0]]);
	for (const [store, depth] of stores) {
		if (depth >= deepestAlternates) continue;
		for (const line of textOf(files, `${store}/info/alternates`).split(/\r?\n/)) {
			if (line === '' || line.startsWith('#') || stores.size >= mostStores) continue;
			const other = resolve(store, line);
			if (!stores.has(other)) stores.set(other, depth + 1);
		}
	}
	return [...stores.keys()];
}

function readFrom(files: FileAccess, objects: string, hash: string): PackedObject | null {
	const loose = files.readWhole(`${objects}/${hash.slice(0, 2)}/${hash.slice(2)}`, mostBytes);
	if (loose !== null) return readLoose(loose);
	const folder = `${objects}/pack`;
	const packs = (files.names(folder) ?? []).filter(name => name.endsWith('.idx')).slice(0, mostPacks);
	for (const name of packs) {
		const readIndex = (offset: number, length: number) => files.readRange(`${folder}/${name}`, offset, length);
		const offset = offsetInPack(readIndex, hash);
		if (offset === null) continue;
		const readPack = (at: number, length: number) => files.readRange(`${folder}/${name.slice(0, -4)}.pack`, at, length);
		const packed = readPacked(readPack, readIndex, offset, hash.length / 2);
		if (packed !== null) return packed;
	}
	return null;
}

function resolve(from: string, path: string): string {
	if (path.startsWith('/')) return path.replace(/(.)\/+$/, '$1');
	const parts = from.split('/');
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}
	return parts.join('/');
}

/** The text of a file of a repository; empty for one that is larger, or not there. */
export function textOf(files: FileAccess, path: string, mostBytes = 4096): string {
	const bytes = files.readWhole(path, mostBytes);
	return bytes === null ? '' : decodeFile(bytes);
}
