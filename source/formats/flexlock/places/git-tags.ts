import type {FileAccess} from '../../../core/files/files.ts';
import {type GitPlace, readCommit, repositoryOf} from '../../git/git-store.ts';
import {packedRefsIn, refsIn} from '../../git/refs.ts';
import {SharedByPath} from '../../shared-by-path.ts';

/** A tag that a person gave to a run with `flexlock tag`: its name, and the run's directory as it was then. */
interface GivenTag {
	name: string;
	path: string;
}

const tagRefs = 'refs/flexlock/tags';
const mostTags = 1000;

/**
 * Tags of the run in `directory`. flexlock keeps them in git, as commits under refs/flexlock/tags whose message names the run's directory.
 * @param recordedRoots where the repository was when the run was recorded
 */
export function tagsOf(files: FileAccess, directory: string, recordedRoots: readonly string[]): string[] {
	const place = repositoryOf(files, directory);
	if (place === null) return [];
	return knownTags(files, place)
		.filter(({path}) => path === directory || isMovedTo(files, path, {directory, place, recordedRoots}))
		.map(({name}) => name)
		.sort();
}

/** True where a path from before the repository was moved or copied is that of a directory in it now. */
function isMovedTo(
	files: FileAccess,
	path: string,
	{directory, place: {common, root}, recordedRoots}: {directory: string; place: GitPlace; recordedRoots: readonly string[]},
): boolean {
	const own = directory.slice(root.length);
	if (own === '' || !path.endsWith(own) || path.startsWith(`${root}/`)) return false;
	// Work trees of one repository share its tags: what is still there in another one has not moved.
	if (files.exists(path) && repositoryOf(files, path)?.common === common) return false;
	const before = path.slice(0, -own.length);
	if (recordedRoots.includes(before)) return true;
	// A longer end of the path may be another directory of the repository, such as one of a copy within it.
	const parts = before.split('/').filter(part => part !== '');
	return !parts.some((_, from) => files.exists(`${root}/${parts.slice(from).join('/')}${own}`));
}

const known = new SharedByPath<{state: string; tags: GivenTag[]}>();

/** The tags of a repository, read anew when one was added or taken away; all runs of a tree ask for them. */
function knownTags(files: FileAccess, place: GitPlace): GivenTag[] {
	const {common} = place;
	const stats = [`${common}/${tagRefs}`, packedRefsIn(place)].map(path => files.stat(path));
	if (stats.every(stat => stat === null)) return [];
	const state = stats.map(stat => (stat === null ? '-' : `${stat.modifiedAtMs}:${stat.inode}`)).join();
	const repositories = known.of(files);
	const before = repositories.get(common);
	if (before?.state === state) return before.tags;
	const tags = listTags(files, place);
	repositories.set(common, {state, tags});
	return tags;
}

function listTags(files: FileAccess, place: GitPlace): GivenTag[] {
	const tags: GivenTag[] = [];
	for (const [name, hash] of refsIn(tagRefs, place, files)) {
		const path = /^Path: (.+)$/m.exec(readCommit(files, place, hash)?.message ?? '')?.[1];
		if (path !== undefined) tags.push({name, path: path.replace(/\/+$/, '')});
		if (tags.length >= mostTags) break;
	}
	return tags;
}
