import os from 'node:os';
import type {CommandInput} from './commands/command.ts';
import {checkRoots} from './commands/roots.ts';
import {startEngine} from './engine/remote.ts';
import {openTerminal} from './terminal/terminal.ts';
import {runScreen} from './ui/start.ts';

/**
 * Opens the screen on the roots and stays until the person quits. The engine's thread is started first, since it boots while the first frame
 * is drawn.
 * @returns the exit status
 */
export async function openScreen(words: readonly string[], flags: CommandInput['flags']): Promise<number> {
	const {roots, failures} = checkRoots(words);
	for (const failure of failures) process.stderr.write(`${failure}\n`);
	if (roots.length === 0) return 1;
	const engine = startEngine();
	const terminal = openTerminal({
		input: process.stdin,
		output: process.stdout,
		env: process.env,
		mouse: flags.mouse !== false,
		ascii: flags.ascii === true,
	});
	try {
		return await runScreen({roots, terminal, engine, settings: {home: os.homedir()}});
	} finally {
		terminal.close();
		await engine.close();
	}
}
