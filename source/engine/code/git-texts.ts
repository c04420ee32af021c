import {git, gitLine, gitWithInput} from '../../io/git.ts';

const commitForm = /^[0-9a-f]{7,64}$/;
const largestBytes = 1024 * 1024;
const mostPaths = 1000;
const lineFeed = 10;

/** Top directory of the repository in which all the commits are, looked for from several places; null where there is none on this machine. */
export async function findRepository(places: readonly string[], commits: readonly string[]): Promise<string | null> {
	if (!commits.every(commit => commitForm.test(commit))) return null;
	for (const place of new Set(places)) {
		const top = await gitLine(place, 'rev-parse', '--show-toplevel');
		if (top === null) continue;
		const known = await Promise.all(commits.map(commit => git(top, 'cat-file', '-e', `${commit}^{commit}`)));
		if (known.every(found => found !== null)) return top;
	}
	return null;
}

/** Paths that differ between two commits; null where git does not say. Only the commits are read, never the working files. */
export async function listChanged(top: string, before: string, after: string): Promise<string[] | null> {
	const words = ['-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color'];
	const listed = await git(top, 'diff-tree', ...words, before, after);
	return listed?.toString('utf8').split('\0').filter(Boolean) ?? null;
}

/** Texts of files as a commit has them; those that it does not have, and what is no file or longer than 1 MiB, are missing. */
export async function readTexts(top: string, commit: string, paths: readonly string[]): Promise<Map<string, string>> {
	// A line feed would end the question.
	const asked = paths.filter(path => !path.includes('\n')).slice(0, mostPaths);
	const answer = await gitWithInput(top, asked.map(path => `${commit}:${path}\n`).join(''), 'cat-file', '--batch');
	const texts = new Map<string, string>();
	let at = 0;
	for (const path of asked) {
		if (answer === null || at >= answer.length) break;
		const end = answer.indexOf(lineFeed, at);
		if (end < 0) break;
		const [, kind, size] = /^\S+ (\w+) (\d+)$/.exec(answer.toString('utf8', at, end)) ?? [];
		at = end + 1;
		if (size === undefined) continue;
		const bytes = Number(size);
		if (kind === 'blob' && bytes <= largestBytes) texts.set(path, answer.toString('utf8', at, at + bytes));
		at += bytes + 1;
	}
	return texts;
}
