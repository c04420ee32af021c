import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import type {CommandSpec} from '../../../source/commands/command.ts';
import {describeCommands} from '../../../source/commands/completion/model.ts';
import {completionScript, findShell, type ShellName, shellNames} from '../../../source/commands/completion/script.ts';

const commands: Pick<CommandSpec, 'name' | 'usage' | 'about' | 'flags'>[] = [
	{
		name: 'ls',
		usage: 'xtui ls [DIR…] [QUERY]',
		about: "List runs: it's [quick]",
		flags: [
			{name: 'json', kind: 'boolean', about: 'One JSON array (show: one object)'},
			{name: 'sort', kind: 'string', value: 'KEY', repeated: true, about: 'Sort by a field'},
			{name: 'limit', kind: 'number', value: 'N', about: 'At most N'},
			{name: 'goal', kind: 'string', value: 'min|max', about: 'Which way is better'},
		],
	},
	{name: 'show', usage: 'xtui show RUN', about: 'One run', flags: []},
	{name: 'completion', usage: 'xtui completion bash|zsh|fish|nushell', about: 'Completion', flags: []},
	{name: '__complete', usage: 'xtui __complete KIND WORD', about: 'Hidden', flags: []},
];
const model = describeCommands(commands, [{name: 'ascii', kind: 'boolean', about: 'ASCII'}]);

test('what words and values can be is read off the usage', () => {
	assert.deepEqual(
		model.commands.map(({name, words, choices}) => [name, words, choices]),
		[
			['ls', ['directory', 'query'], []],
			['show', ['run'], []],
			['completion', [], ['bash', 'zsh', 'fish', 'nushell']],
		],
	);
	assert.deepEqual(
		model.commands[0]!.flags.map(({takes}) => takes),
		[null, 'field', 'text', 'text'],
	);
	assert.deepEqual(
		model.commands[0]!.flags.map(({choices}) => choices),
		[[], [], [], ['min', 'max']],
	);
});

test('shells are found by what people call them', () => {
	assert.deepEqual(['nu', '/usr/bin/zsh', 'Fish', 'csh'].map(findShell), ['nushell', 'zsh', 'fish', null]);
});

test('every script names every verb, flag and description, and no verb that is hidden', () => {
	for (const shell of shellNames) {
		const script = completionScript(shell, model);
		for (const word of ['ls', 'show', 'completion', 'json', 'sort', 'limit', 'ascii'])
			assert.ok(script.includes(word), `${shell}: ${word}`);
		assert.ok(!script.includes('Hidden'), shell);
	}
});

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;
const syntaxChecks: [ShellName, string, string[]][] = [
	['bash', 'bash', ['-n']],
	['zsh', 'zsh', ['-n']],
	['fish', 'fish', ['-n']],
];
for (const [shell, program, flags] of syntaxChecks) {
	test(`${program} can read its script`, {skip: !hasShell(program)}, () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'xtui-completion-'));
		const file = path.join(folder, 'script');
		writeFileSync(file, completionScript(shell, model));
		const checked = spawnSync(program, [...flags, file], {encoding: 'utf8'});
		rmSync(folder, {recursive: true});
		assert.deepEqual([checked.status, checked.stderr], [0, '']);
	});
}

/** What bash would offer for a line with the cursor at its end. The program is a function that shows what it was asked. */
function completeInBash(line: string): string[] {
	const stub = 'xtui() { printf "%s\\tabout\\n" "$4ning" "$4 asked $2" "other"; }';
	const program = `${completionScript('bash', model)}\n${stub}\nCOMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'\nCOMP_LINE=$1 COMP_POINT=\${#1}\n_xtui\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
	const done = spawnSync('bash', ['-c', program, 'bash', line], {encoding: 'utf8'});
	assert.equal(done.stderr, '');
	return done.stdout.split('\n').filter(text => text !== '');
}

test('bash completes verbs, flags and what only the runs know', {skip: !hasShell('bash')}, () => {
	assert.deepEqual(completeInBash('xtui sh'), ['show']);
	assert.deepEqual(completeInBash('xtui ls --s'), ['--sort']);
	assert.deepEqual(completeInBash('xtui --as'), ['--ascii']);
	assert.deepEqual(completeInBash('xtui completion z'), ['zsh']);
	assert.ok(completeInBash('xtui ls --sort ac').includes('ac\\ asked\\ field'));
	assert.ok(completeInBash('xtui show a').includes('a\\ asked\\ run'));
	assert.deepEqual(completeInBash('xtui ls --limit '), []);
	assert.deepEqual(completeInBash('xtui ls --goal '), ['min', 'max']);
	assert.deepEqual(completeInBash('xtui ls --goal=ma'), ['max']);
	assert.ok(completeInBash('xtui ls xyz').includes('xyzning'));
});

test('bash replaces only what readline replaces, and quotes what needs it', {skip: !hasShell('bash')}, () => {
	assert.deepEqual(
		completeInBash('xtui ls status:run'),
		['running', 'run\\ asked\\ query'],
		'readline begins the word behind the colon',
	);
	assert.ok(
		completeInBash("xtui ls 'loss<0.3 status:run").includes('loss<0.3 status:running'),
		'inside quotes the word is whole',
	);
	assert.ok(completeInBash('xtui show x').includes('x\\ asked\\ run'));
	assert.ok(completeInBash('xtui ls --sort=a').includes('aning'));
});
