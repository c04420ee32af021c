import type {GitState} from '../../core/run.ts';
import {git, gitLine as line} from '../../io/git.ts';

/** State of the repository that a directory lies in. */
export interface Repository {
	/** Absolute path of its top directory. */
	top: string;
	state: GitState;
}

const patchBytes = 16 * 1024 * 1024;
/** The address of a repository without what logs in there. */
const withoutCredentials = (address: string): string => address.replace(/^(\w[\w+.-]*:\/\/)[^/@]*@/, '$1');

/** Commit, branch, uncommitted changes and address; null outside of a repository. */
export async function readRepository(cwd: string): Promise<Repository | null> {
	const top = await line(cwd, 'rev-parse', '--show-toplevel');
	if (top === null) return null;
	const [commit, branch, changes, remote] = await Promise.all([
		line(cwd, 'rev-parse', '--verify', '-q', 'HEAD'),
		line(cwd, 'symbolic-ref', '--short', '-q', 'HEAD'),
		git(cwd, 'status', '--porcelain', '--untracked-files=no', '--ignore-submodules=dirty'),
		line(cwd, 'remote', 'get-url', 'origin'),
	]);
	return {
		top,
		state: {
			commit,
			branch,
			dirty: changes === null ? null : changes.length > 0,
			remote: remote === null ? null : withoutCredentials(remote),
		},
	};
}

/** The uncommitted changes as a patch that `git apply` takes; null where there are none or more than 16 MiB. */
export async function readPatch({top, state}: Repository): Promise<Buffer | null> {
	if (!state.dirty || state.commit === null) return null;
	const patch = await git(top, 'diff', '--binary', '--no-color', '--no-ext-diff', '--no-textconv', 'HEAD');
	return patch === null || patch.length === 0 || patch.length > patchBytes ? null : patch;
}

/**
 * What has happened to the code since a run, in words; empty where nothing has or it cannot be told. It only compares names of commits: in a
 * directory that a record names, git must not look into files, for which a repository may name programs.
 */
export async function describeSince(cwd: string, then: GitState | null): Promise<string[]> {
	if (then === null || then.commit === null) return [];
	const said: string[] = [];
	const commit = await line(cwd, 'rev-parse', '--verify', '-q', 'HEAD');
	if (commit !== null && commit !== then.commit && !/^0+$/.test(then.commit)) {
		const count = /^[0-9a-f]{7,64}$/.test(then.commit) ? await line(cwd, 'rev-list', '--count', `${then.commit}..HEAD`) : null;
		said.push(
			`commit ${then.commit.slice(0, 10)} → ${commit.slice(0, 10)}${count === null || count === '0' ? '' : ` (${count} new)`}`,
		);
	}
	if (then.dirty) said.push('it ran with uncommitted changes, which are not put back');
	return said;
}
