import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {start} from './pty.ts';
import {runCommand} from './run-command.ts';

/** A tree with some runs, a place for the index, and a program that is called xtui. */
function makeTree(context: TestContext) {
	const home = mkdtempSync(path.join(os.tmpdir(), 'xtui-shell-'));
	context.after(() => rmSync(home, {recursive: true, force: true}));
	const root = path.join(home, 'runs');
	const env = {
		HOME: home,
		XDG_CACHE_HOME: path.join(home, 'cache'),
		XDG_STATE_HOME: path.join(home, 'state'),
		PATH: `${home}:${process.env.PATH}`,
	};
	const run = (id: string, lr: number) => {
		mkdirSync(path.join(root, id), {recursive: true});
		writeFileSync(path.join(root, id, 'xtui-run.json'), JSON.stringify({xtui: 1, id, name: `name-of-${id}`, config: {lr}}));
		writeFileSync(path.join(root, id, 'metrics.jsonl'), '{"step": 1, "loss": 2}\n');
		writeFileSync(path.join(root, id, 'exit.json'), JSON.stringify({ended_at: 1, exit_code: 0, signal: null}));
	};
	for (const [at, id] of ['alpha', 'bravo', 'charlie'].entries()) run(id, at / 10);
	mkdirSync(path.join(root, 'two words'));
	writeFileSync(path.join(home, 'xtui'), `#!/bin/sh\nexec ${process.execPath} ${path.resolve('dist/cli.js')} "$@"\n`);
	chmodSync(path.join(home, 'xtui'), 0o755);
	const ask = (kind: string, word: string, cwd = root, line: readonly string[] = []) =>
		runCommand(['__complete', kind, '--', word, ...line], cwd, env)
			.stdout.split('\n')
			.filter(text => text !== '')
			.map(text => text.split('\t')[0]);
	return {home, root, env, run, ask};
}

test('completion answers from the index that the last start left, and never offers a run that is gone', context => {
	const {root, env, run, ask} = makeTree(context);
	assert.deepEqual(ask('run', 'a'), ['alpha'], 'without an index the runs are read');
	assert.ok(readdirSync(path.join(env.XDG_CACHE_HOME, 'xtui', 'runs')).length > 0);
	rmSync(path.join(root, 'bravo'), {recursive: true});
	run('delta', 5);
	assert.deepEqual(ask('run', '').sort(), ['alpha', 'charlie'], 'what is gone is left out; what is new is not known yet');
	assert.deepEqual(ask('run', 'd'), []);
	assert.equal(runCommand(['ls'], root, env).status, 0);
	assert.deepEqual(ask('run', 'd'), ['delta'], 'any start of xtui renews it');
	run('echo', 6);
	assert.equal(runCommand(['__index', root], root, env).status, 0);
	assert.deepEqual(ask('run', 'e'), ['echo'], 'so does what is started where it has grown old');
	assert.deepEqual(ask('query', 'lr=').sort(), ['lr=0', 'lr=0.2', 'lr=5', 'lr=6']);
});

test('the directories on the line say where to look, and an index above knows the runs below', context => {
	const {home, root, env, ask} = makeTree(context);
	assert.equal(runCommand(['ls'], root, env).status, 0);
	assert.deepEqual(ask('run', 'al', home, ['ls', root]), ['alpha']);
	assert.deepEqual(ask('run', '', path.join(root, 'alpha')), ['alpha']);
	assert.deepEqual(ask('run', '', home, ['ls', path.join(home, 'nowhere')]), []);
});

test('where no directory is named the settings say where to look, also after they have changed', context => {
	const {home, root, ask} = makeTree(context);
	const settings = path.join(home, '.config', 'xtui', 'settings.yaml');
	mkdirSync(path.dirname(settings), {recursive: true});
	for (const [roots, ids] of [
		[root, ['alpha', 'bravo', 'charlie']],
		[path.join(root, 'bravo'), ['bravo']],
	] as const) {
		writeFileSync(settings, `roots: [${roots}]\n`);
		for (const time of ['the first', 'the second'])
			assert.deepEqual(ask('run', '', home).sort(), ids, `${time} time below ${roots}`);
	}
});

test('a verb that shells ask does not know is refused, and answers are one a line', context => {
	const {root, env} = makeTree(context);
	assert.equal(runCommand(['__complete', 'other', '--', 'x'], root, env).status, 2);
	assert.match(runCommand(['__complete', 'metric', '--', 'lo'], root, env).stdout, /^loss\t3 runs\n$/);
});

const shells: {name: string; argv: (script: string, home: string) => string[]}[] = [
	{name: 'bash', argv: script => ['bash', '--noprofile', '--rcfile', script, '-i']},
	{name: 'zsh', argv: () => ['zsh', '-i']},
	{name: 'fish', argv: () => ['fish', '-i']},
	{name: 'nushell', argv: (_, home) => ['nu', '--config', path.join(home, 'config.nu')]},
];
const hasShell = (name: string): boolean => spawnSync(name === 'nushell' ? 'nu' : name, ['-c', 'true']).status === 0;

for (const {name, argv} of shells) {
	test(`a person completes verbs, flags, runs and queries in ${name}`, {skip: !hasShell(name)}, async context => {
		const {home, root, env} = makeTree(context);
		const {stdout} = runCommand(['completion', name], root, env);
		const script = path.join(home, `xtui.${name}`);
		const prompts = {bash: 'PS1="ready> "', zsh: 'PS1="ready> "; autoload -U compinit; compinit -u'}[name] ?? '';
		writeFileSync(script, `${prompts}\n${stdout}`);
		writeFileSync(path.join(home, '.zshrc'), `${prompts}\n${stdout}`);
		mkdirSync(path.join(home, '.config', 'fish', 'completions'), {recursive: true});
		writeFileSync(path.join(home, '.config', 'fish', 'completions', 'xtui.fish'), stdout);
		writeFileSync(path.join(home, '.config', 'fish', 'config.fish'), "function fish_prompt; echo -n 'ready> '; end\n");
		const look =
			'$env.PROMPT_COMMAND = ""; $env.PROMPT_COMMAND_RIGHT = ""; $env.PROMPT_INDICATOR = "ready> "; $env.config.show_banner = false';
		writeFileSync(path.join(home, 'config.nu'), `${look}\nsource ${script}\n`);
		const drive = start(argv(script, home), {
			cols: 120,
			rows: 30,
			cwd: root,
			env: {...env, XDG_CONFIG_HOME: path.join(home, '.config')},
		});
		context.after(() => drive.stop());
		await drive.waitFor('ready>', 30_000);
		for (const [typed, completed] of [
			['xtui comple', 'completion'],
			['xtui show alp', 'show alpha'],
			['xtui ls --wher', 'ls --where'],
			['xtui ls --sort -lo', 'ls --sort -loss'],
			['xtui ls status:fin', 'ls status:finished'],
			['xtui . status:fin', '. status:finished'],
			['xtui los', 'loss'],
			...(name === 'nushell' ? [] : [['xtui best --goal ma', 'best --goal max'] as const]),
			["xtui . 'lr<1 status:fin", ". 'lr<1 status:finished"],
			['xtui ls tw', name === 'nushell' ? "ls 'two words/'" : 'ls two\\ words'],
		] as const) {
			drive.press(typed, 'tab');
			// nushell lists several answers in a menu, behind another prompt.
			await drive.waitFor(
				screen => screen.some(line => /^(?:ready>|\|) /.test(line) && line.includes(`xtui ${completed}`)),
				30_000,
			);
			drive.press(name === 'nushell' ? 'ctrl-c' : 'ctrl-u');
			await drive.waitFor(screen => screen.findLast(line => line !== '') === 'ready>', 30_000);
		}
		drive.press('exit', 'enter');
		await drive.exit;
	});
}
