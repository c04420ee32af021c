import {runQuietly} from './run-quietly.ts';

const mostBytes = 16 * 1024 * 1024;
// Reading a repository must run nothing that the repository itself names, and fetch nothing from anywhere.
const calm = [
	'--no-pager',
	'-c',
	'core.fsmonitor=false',
	'-c',
	'core.hooksPath=/dev/null',
	'-c',
	'diff.external=',
	'-c',
	'protocol.allow=never',
];
const env = {GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C'};

/** Runs git in a directory and gives its output, 16 MiB at most; null where it fails or there is no git. */
export async function git(cwd: string, ...words: string[]): Promise<Buffer | null> {
	return gitWithInput(cwd, '', ...words);
}

/** The same with something to read on its standard input. */
export async function gitWithInput(cwd: string, input: string, ...words: string[]): Promise<Buffer | null> {
	const {code, stdout} = await runQuietly(['git', ...calm, ...words], {cwd, env, input, mostBytes: mostBytes + 1});
	return code === 0 ? stdout : null;
}

/** The first line that git says; null for none. */
export async function gitLine(cwd: string, ...words: string[]): Promise<string | null> {
	const text = (await git(cwd, ...words))?.toString('utf8').trim();
	return text ? text : null;
}
