import {rmSync} from 'node:fs';
import path from 'node:path';
import {runQuietly} from '../../io/run-quietly.ts';
import {makeDirectory} from '../../io/write/make-directory.ts';
import type {RecordedSource} from '../plan.ts';

const limitMs = 120_000;

/**
 * Puts the files of a commit, and the changes that were kept, into a directory. The repository itself is not touched: its index stays, no work
 * tree is registered, no hook is run.
 * @throws what git says
 */
export async function checkOut({top, commit, patch}: RecordedSource, into: string): Promise<void> {
	makeDirectory(into);
	const index = `${into}.index`;
	const env = {GIT_INDEX_FILE: index, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0'};
	const git = async (cwd: string, words: string[], more: Record<string, string> = {}) => {
		const options = {cwd, env: {...env, ...more}, timeoutMs: limitMs};
		const {code, stderr} = await runQuietly(
			['git', '-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', ...words],
			options,
		);
		if (code !== 0) throw new Error(`the source of ${commit.slice(0, 10)} cannot be had: ${stderr.trim().split('\n').at(-1)}`);
	};
	try {
		await git(top, ['read-tree', commit]);
		await git(top, ['checkout-index', '--all', '--force', `--prefix=${into}/`]);
		// Without a repository above it, paths of the patch are those of this directory.
		if (patch !== null)
			await git(into, ['apply', '--whitespace=nowarn', patch], {GIT_CEILING_DIRECTORIES: path.dirname(into), GIT_INDEX_FILE: ''});
	} finally {
		rmSync(index, {force: true});
	}
}
