// Runs what was built once over the tests' small runs and keeps, beside it, the code that V8 compiled meanwhile (source/io/code-cache.ts), so
// that the first start on this machine is as quick as every other. It is good for this version of Node alone, and no part of the package.

import {execFile} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';

const runs = 'test/fixtures';
/** What a screen begins with on most trees; code that it does not run would only be read in vain. */
const seen = ['test/fixtures/wandb', 'test/fixtures/tfevents'];
/** What people begin with. */
const commandsOn = ([one, other]) => [
	['show', one, runs],
	['compare', one, other, runs],
	['export', runs],
	['best', 'loss', runs],
];
const limitMs = 20_000;

/** Opens the screen in a pseudo-terminal until it has kept what it compiled. */
async function openScreen(program, env, kept) {
	const {spawn} = await import('@lydell/node-pty');
	const screen = spawn(process.execPath, [program, ...seen], {cols: 160, rows: 48, env: {...env, TERM: 'xterm-256color'}});
	const ended = new Promise(resolve => screen.onExit(resolve));
	screen.onData(text => {
		// The program asks the terminal what it is, and ends its questions with this one.
		if (text.includes('\u001B[c')) screen.write('\u001B[?62;22c');
	});
	const isKept = name => readdirSync(kept).some(file => file.startsWith(`${name}-`) && file.endsWith('.bin'));
	const endMs = Date.now() + limitMs;
	while (Date.now() < endMs && !(isKept('screen') && isKept('engine'))) await sleep(50);
	screen.write('q');
	await Promise.race([ended, sleep(2000)]);
	screen.kill('SIGKILL');
}

/** Adds `compiled/` to a built program. Where this machine has no pseudo-terminal, it has the commands alone. */
export async function compileProgram(outdir) {
	const cache = mkdtempSync(path.join(os.tmpdir(), 'xtui-compile-'));
	const kept = path.join(cache, 'xtui');
	const program = path.resolve(outdir, 'cli.js');
	const env = {...process.env, XDG_CACHE_HOME: cache, XDG_CONFIG_HOME: cache, XDG_STATE_HOME: cache};
	mkdirSync(kept);
	try {
		const screen = openScreen(program, env, kept).catch(error =>
			console.warn(`The screen's code is compiled at its first start: ${error.message}`),
		);
		// What they say and how they end is the tests' concern.
		const say = words =>
			promisify(execFile)(process.execPath, [program, ...words], {env, maxBuffer: 1e8}).catch(({stdout}) => ({stdout}));
		// Only the first start of a verb keeps what it compiled: the one that people see.
		await say(['ls', runs]);
		const {stdout} = await say(['ls', '--ids', runs]);
		for (const words of commandsOn(stdout.split('\n'))) await say(words);
		await screen;
		const names = readdirSync(kept).filter(name => name.endsWith('.bin'));
		for (const name of names) cpSync(path.join(kept, name), path.join(outdir, 'compiled', name));
	} finally {
		rmSync(cache, {recursive: true, force: true});
	}
}
