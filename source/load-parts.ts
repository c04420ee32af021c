import {realpathSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import v8 from 'node:v8';
import type {CommandInput} from './commands/command.ts';
import {startEngine} from './engine/remote.ts';
import {loadBundle} from './io/code-cache.ts';
import {isKept} from './io/kept/shelf-file.ts';

type Screen = Pick<typeof import('./screen.ts'), 'openScreen'>;

/** A screen that has something to show at once has one for itself, and so has the terminal: a third thread would slow both down. */
const fewCores = 2;

/**
 * Young garbage is collected without V8's helper threads: where trainings have all cores these wait for one, and the screen for them (0.9 s of a
 * second of typing beside eight busy programs, where it alone needs 0.09). A list of a thousand runs takes three percent less of the CPU.
 */
const calmGarbage = '--no-parallel-scavenge';

/** True where a list was kept for the first frame; it is only a guess, so that words that are no roots do no harm. */
function hasFirstRows(words: readonly string[]): boolean {
	try {
		return isKept('first', words.length === 0 ? [process.cwd()] : words.map(word => realpathSync(word)));
	} catch {
		return false;
	}
}

/**
 * Opens the screen, whose code is a bundle of its own that is run with code compiled at an earlier start: as modules it took a third of the
 * time to the first list. The engine's thread boots meanwhile. Ink is loaded from here, since code that was compiled earlier can import nothing.
 * @param directory where the program's bundles lie
 * @returns the exit status
 */
export function openScreen(directory: string, words: readonly string[], flags: CommandInput['flags']): Promise<number> {
	// Before any code that was compiled earlier is taken, see below.
	v8.setFlagsFromString(calmGarbage);
	// Where there are cores to spare, its curves come all the sooner.
	const waits = availableParallelism() <= fewCores;
	const engine = startEngine(path.join(directory, 'worker.cjs'), waits && hasFirstRows(words));
	const screen = loadBundle(path.join(directory, 'screen.cjs')) as Screen;
	return screen.openScreen(words, flags, engine, () => import('./ui/ink-layer.tsx'));
}

type Commands = Pick<typeof import('./main.ts'), 'main'>;

/** Bytes of bytecode that a function runs through before V8 optimizes it; 135,168 by default. Hot loops get there in milliseconds all the same. */
const commandBudget = 500_000;

/** Loads everything that needs no screen; each verb runs other code, and so keeps its own of what was compiled. */
export function loadCommands(directory: string, verb: string): Commands {
	const isCommand = /^[a-z-]+$/.test(verb);
	v8.setFlagsFromString(calmGarbage);
	// Later versions of V8 do not know the flag, and say so. A command is over before most of what V8 would optimize by then is worth it: later, a
	// quarter of the CPU of a long list is saved. Compiled code is taken again only under the flags that it was compiled with, so they come first.
	if (isCommand && process.versions.v8.startsWith('11.')) v8.setFlagsFromString(`--interrupt-budget=${commandBudget}`);
	return loadBundle(path.join(directory, 'main.cjs'), isCommand ? verb : '') as Commands;
}
