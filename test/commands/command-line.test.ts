import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmdirSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {runCommandLine} from '../../source/command-line.ts';
import {commands} from '../../source/commands/registry.ts';

/** What a command line says, without a terminal. */
async function say(context: TestContext, ...argv: string[]) {
	const [out, err]: [string[], string[]] = [[], []];
	const mocks = [
		context.mock.method(console, 'log', (text: string) => void out.push(text)),
		context.mock.method(console, 'error', (text: string) => void err.push(text)),
		context.mock.method(process.stderr, 'write', (text: string) => err.push(text.trimEnd()) > 0),
	];
	const status = await runCommandLine(argv, () => assert.fail('no screen without a terminal'));
	for (const mock of mocks) mock.mock.restore();
	return {status, out: out.join('\n'), err: err.join('\n')};
}

test('help is of the command that is named, wherever it is asked for, and of all where none is', async context => {
	const all = (await say(context, '--help')).out;
	for (const {usage, about} of commands) assert.ok(all.includes(usage) && all.includes(about), usage);
	for (const argv of [['-h'], ['help'], ['help', 'nothing'], ['--ascii', '--help']])
		assert.deepEqual(await say(context, ...argv), {status: 0, out: all, err: ''}, argv.join(' '));
	const best = (await say(context, 'best', '--help')).out;
	assert.match(best, /^xtui best METRIC.*\n.*\n\n {2}--/);
	assert.ok(!best.includes('--slice'));
	for (const argv of [
		['help', 'best'],
		['best', '-h'],
		['best', 'loss', '--help'],
	])
		assert.equal((await say(context, ...argv)).out, best, argv.join(' '));
	assert.equal((await say(context, 'completion', '--help')).out.split('\n').length, 2, 'usage alone where there are no flags');
	assert.match((await say(context, 'run', '--help')).out, /^xtui run /);
});

test('the version is told in both ways', async context => {
	const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
	for (const word of ['--version', 'version']) assert.deepEqual(await say(context, word), {status: 0, out: version, err: ''});
});

test('a flag or a word that a command does not take is refused, with where help is', async context => {
	for (const [argv, status, err] of [
		[['ls', '--nothing'], 2, 'xtui: there is no flag --nothing; see xtui --help'],
		[['ls', '-loss'], 2, "xtui: there is no flag -l; a query that begins with - is given as --where='-loss'"],
		[['ls', '-x'], 2, 'xtui: there is no flag -x; see xtui --help'],
		[
			['tag', 'a', '-bad'],
			2,
			"xtui: there is no flag -b; a text that begins with - is given as --value='-bad', a query as --where='-bad'",
		],
		[['ls', '--json', '--csv'], 2, 'xtui: --json and --csv say how the answer is written: give one of them'],
		[['best', '--limit', 'few'], 2, 'xtui: --limit takes a number'],
		[['keys', 'x'], 2, 'xtui: keys takes no words, and x is one; see xtui keys --help'],
		[['--readonly', 'tag', 'a', 'b'], 1, 'xtui: tag was refused: --readonly was given, so nothing is changed or started'],
	] as const)
		assert.deepEqual(await say(context, ...argv), {status, out: '', err}, argv.join(' '));
});

test('who is in a directory that is gone is told so', async context => {
	const before = process.cwd();
	const gone = mkdtempSync(path.join(os.tmpdir(), 'xtui-gone-'));
	context.after(() => process.chdir(before));
	process.chdir(gone);
	rmdirSync(gone);
	const adrift = 'the directory that you are in is gone';
	for (const [argv, err] of [
		[['ls'], `xtui: cannot look under .: ${adrift}; name a directory that exists and that you may read`],
		[['run', '--dry-run', 'true'], `xtui: ${adrift}: go to one that is there`],
	] as const)
		assert.deepEqual(await say(context, ...argv), {status: 1, out: '', err}, argv.join(' '));
});
