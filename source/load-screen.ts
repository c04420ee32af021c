import path from 'node:path';
import type {CommandInput} from './commands/command.ts';
import {startEngine} from './engine/remote.ts';
import {loadBundle} from './io/code-cache.ts';

type Screen = Pick<typeof import('./screen.ts'), 'openScreen'>;

/**
 * Opens the screen, whose code is a bundle of its own that is run with code compiled at an earlier start: as modules it took a third of the
 * time to the first list. The engine's thread boots meanwhile. Ink is loaded from here, since code that was compiled earlier can import nothing.
 * @param directory where the program's bundles lie
 * @returns the exit status
 */
export function openScreen(directory: string, words: readonly string[], flags: CommandInput['flags']): Promise<number> {
	const engine = startEngine(path.join(directory, 'worker.cjs'));
	const screen = loadBundle(path.join(directory, 'screen.cjs')) as Screen;
	return screen.openScreen(words, flags, engine, () => import('./ui/ink-layer.tsx'));
}
