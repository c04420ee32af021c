import type {FileAccess} from '../../core/files.ts';
import {readLooseCommit} from '../../encodings/git-object.ts';
import {decodeFile} from '../../encodings/text.ts';
import {SharedByPath} from '../shared-by-path.ts';

/** A tag that a person gave to a run with `flexlock tag`: its name, and the run's directory as it was then. */
interface GivenTag {
	name: string;
	path: string;
}

const deepest = 4;
const mostTags = 1000;

/**
 * Tags of the run in `directory`. flexlock keeps them in git, as commits under refs/flexlock/tags whose message names the run's directory;
 * those that git has packed away since are not seen.
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

const known = new SharedByPath<{modifiedAtMs: number; tags: GivenTag[]}>();

/** The tags of a repository, read anew when one was added or taken away; all runs of a tree ask for them. */
function knownTags(files: FileAccess, git: string): GivenTag[] {
	const stat = files.stat(`${git}/refs/flexlock/tags`);
	if (stat === null) return [];
	const repositories = known.of(files);
	const before = repositories.get(git);
	if (before?.modifiedAtMs === stat.modifiedAtMs) return before.tags;
	const tags = listTags(files, git);
	repositories.set(git, {modifiedAtMs: stat.modifiedAtMs, tags});
	return tags;
}

function listTags(files: FileAccess, git: string): GivenTag[] {
	const refs = `${git}/refs/flexlock/tags`;
	const tags: GivenTag[] = [];
	for (const ref of namesBelow(files, refs)) {
		const hash = textOf(files.readWhole(`${refs}/${ref}`, 200)).trim();
		if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(hash)) continue;
		const object = files.readWhole(`${git}/objects/${hash.slice(0, 2)}/${hash.slice(2)}`, 1024 * 1024);
		const path = object === null ? undefined : /^Path: (.+)$/m.exec(readLooseCommit(object)?.message ?? '')?.[1];
		if (path !== undefined) tags.push({name: ref, path: path.replace(/\/+$/, '')});
		if (tags.length >= mostTags) break;
	}
	return tags;
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
