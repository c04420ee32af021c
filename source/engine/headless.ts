import type {FileAccess} from '../core/files/files.ts';
import type {Format} from '../formats/format.ts';
import type {ReadingShelf} from './asleep/shelf.ts';
import {Engine} from './engine.ts';
import type {Folds} from './joining.ts';

/** Files that were written to this shortly before they were read may have been met while they were written. */
const freshMs = 1000;
/** How long such a writer is waited for: those write a file of a few hundred bytes whole. */
const pauseMs = 100;

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
	if (awaitWriters(engine, files, now())) while (!engine.work(() => false));
	engine.judge(now());
	if (lookAgain(engine)) {
		while (!engine.work(() => false));
		engine.judge(now());
	}
	return engine;
}

/**
 * Trackers that write a file in place (xman its `.data`) leave it empty for a moment. Where one with a fault was written to just now, they are
 * given time, once, and all that depends on it is read again. True where that is so.
 */
function awaitWriters({registry}: Engine, files: FileAccess, nowMs: number): boolean {
	const handles = [...registry.handles.values()].filter(({isAsleep}) => !isAsleep);
	const fresh = new Set<string>();
	for (const {problems, readAtMs} of handles) {
		for (const {file} of problems) {
			const writtenAtMs = files.stat(file)?.modifiedAtMs ?? 0;
			if (writtenAtMs > readAtMs - freshMs && writtenAtMs < nowMs + freshMs) fresh.add(file);
		}
	}
	if (fresh.size === 0) return false;
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
	for (const handle of handles) handle.dirty ||= handle.watched().some(path => fresh.has(path));
	return true;
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
