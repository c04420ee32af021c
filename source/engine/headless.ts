import type {FileAccess} from '../core/files/files.ts';
import type {Format} from '../formats/format.ts';
import type {ReadingShelf} from './asleep/shelf.ts';
import {Engine} from './engine.ts';
import type {Folds} from './joining.ts';

/** Finds, reads and judges everything under the roots once, in this thread: the engine as the commands use it. `folds` as the screen does; `prepare` is called before. */
export function scanOnce(
	roots: readonly string[],
	files: FileAccess,
	formats: readonly Format[],
	now: () => number = Date.now,
	folds: Folds = false,
	shelf: ReadingShelf | null = null,
	prepare: (engine: Engine) => void = () => {},
): Engine {
	const engine = new Engine(files, formats, now, folds, shelf);
	engine.isFollowing = false;
	prepare(engine);
	engine.start(roots);
	while (!engine.work(() => false));
	engine.judge(now());
	if (lookAgain(engine)) {
		while (!engine.work(() => false));
		engine.judge(now());
	}
	return engine;
}

/** A run may have ended in order between the reading of its files and the look for its process. True where files have changed since. */
function lookAgain({registry}: Engine): boolean {
	let changed = false;
	for (const handle of registry.handles.values()) {
		const isCrashed = [...handle.runs.values()].some(({run}) => run.judgement.status === 'crashed');
		if (!isCrashed || handle.isAsleep || !handle.hasChanged()) continue;
		handle.dirty = true;
		changed = true;
	}
	return changed;
}
