import os from 'node:os';
import type {CommandInput} from './commands/command.ts';
import {checkRoots} from './commands/roots.ts';
import {type RemoteEngine, startEngine} from './engine/remote.ts';
import {openTerminal} from './terminal/terminal.ts';
import {runScreen} from './ui/start.ts';

/**
 * Opens the screen on the roots and stays until the person quits.
 * @returns the exit status
 */
export async function openScreen(
	words: readonly string[],
	flags: CommandInput['flags'],
	engine: RemoteEngine = startEngine(),
): Promise<number> {
	const {roots, failures} = checkRoots(words);
	for (const failure of failures) process.stderr.write(`${failure}\n`);
	if (roots.length === 0) {
		await engine.close();
		return 1;
	}
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
