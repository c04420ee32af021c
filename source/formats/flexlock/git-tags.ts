import type {FileAccess} from '../../core/files.ts';
import {readLooseCommit} from '../../encodings/git-object.ts';
import {decodeFile} from '../../encodings/text.ts';
import {SharedByPath} from '../shared-by-path.ts';

/** A tag that a person gave to a run with `flexlock tag`: its name, and the run's directory as it was then. */
interface GivenTag {
	name: string;
	path: string;
}

const tagRefs = 'refs/flexlock/tags';
const packedRefs = 'packed-refs';
const mostPackedBytes = 16 * 1024 * 1024;
const deepest = 4;
const mostTags = 1000;

/**
 * Tags of the run in `directory`. flexlock keeps them in git, as commits under refs/flexlock/tags whose message names the run's directory;
 * those whose commits git has put into a pack since are not seen.
 * @param root directory that holds the repository
 */
export function tagsOf(files: FileAccess, root: string | null, directory: string, saveDirectory: string | null): string[] {
	if (root === null) return [];
	return knownTags(files, `${root}/.git`)
		.filter(
			({path}) =>
				path === directory ||
				(saveDirectory !== null && (path === saveDirectory || path.endsWith(`/${saveDirectory.replace(/^\.\//, '')}`))),
		)
		.map(({name}) => name)
		.sort();
}

const known = new SharedByPath<{state: string; tags: GivenTag[]}>();

/** The tags of a repository, read anew when one was added or taken away; all runs of a tree ask for them. */
function knownTags(files: FileAccess, git: string): GivenTag[] {
	const stats = [`${git}/${tagRefs}`, `${git}/${packedRefs}`].map(path => files.stat(path));
	if (stats.every(stat => stat === null)) return [];
	const state = stats.map(stat => (stat === null ? '-' : `${stat.modifiedAtMs}:${stat.inode}`)).join();
	const repositories = known.of(files);
	const before = repositories.get(git);
	if (before?.state === state) return before.tags;
	const tags = listTags(files, git);
	repositories.set(git, {state, tags});
	return tags;
}

function listTags(files: FileAccess, git: string): GivenTag[] {
	const tags: GivenTag[] = [];
	for (const [ref, hash] of hashesOf(files, git)) {
		if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(hash)) continue;
		const object = files.readWhole(`${git}/objects/${hash.slice(0, 2)}/${hash.slice(2)}`, 1024 * 1024);
		const path = object === null ? undefined : /^Path: (.+)$/m.exec(readLooseCommit(object)?.message ?? '')?.[1];
		if (path !== undefined) tags.push({name: ref, path: path.replace(/\/+$/, '')});
		if (tags.length >= mostTags) break;
	}
	return tags;
}

/** Hashes of the tags by name. What lies in a file of its own is newer than what `git pack-refs` has put into one file with all others. */
function hashesOf(files: FileAccess, git: string): Map<string, string> {
	const packed = textOf(files.readWhole(`${git}/${packedRefs}`, mostPackedBytes));
	const hashes = new Map<string, string>();
	for (const [, hash, name] of packed.matchAll(/^([0-9a-f]{40,64}) refs\/flexlock\/tags\/(.+)$/gm)) hashes.set(name!, hash!);
	for (const name of namesBelow(files, `${git}/${tagRefs}`))
		hashes.set(name, textOf(files.readWhole(`${git}/${tagRefs}/${name}`, 200)).trim());
	return hashes;
}

function* namesBelow(files: FileAccess, directory: string, prefix = '', depth = 0): Generator<string> {
	if (depth > deepest) return;
	for (const {name, kind} of files.list(directory) ?? []) {
		if (kind === 'file') yield `${prefix}${name}`;
		else if (kind === 'directory') yield* namesBelow(files, `${directory}/${name}`, `${prefix}${name}/`, depth + 1);
	}
}

function textOf(bytes: Uint8Array | null): string {
	return bytes === null ? '' : decodeFile(bytes);
}
