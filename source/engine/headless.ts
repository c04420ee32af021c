import type {FileAccess} from '../core/files.ts';
import type {Format} from '../formats/format.ts';
import type {ReadingShelf} from './asleep/shelf.ts';
import {Engine} from './engine.ts';

/** Finds, reads and judges everything under the roots once, in this thread: the engine as the commands use it. `folds` as the screen does. */
export function scanOnce(
	roots: readonly string[],
	files: FileAccess,
	formats: readonly Format[],
	now: () => number = Date.now,
	folds = false,
	shelf: ReadingShelf | null = null,
): Engine {
	const engine = new Engine(files, formats, now, folds, shelf);
	engine.isFollowing = false;
	engine.start(roots);
	while (!engine.work(() => false));
	engine.judge(now());
	return engine;
}
