import {type FileAccess, stateText} from '../../../core/files/files.ts';
import {readEnd} from '../../../core/files/read-end.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunDirectory} from '../run-directory.ts';

/** While it waits for the server, wandb goes on telling of that. */
const tailBytes = 64 * 1024;

/** How a run ended by wandb's own logs, and where that stands. */
export interface ToldExit {
	code: number;
	/** Null where they do not say. */
	runtimeSeconds: number | null;
	why: string;
}

/** What was found last, since the facts of a run that goes on are asked for with every row, and its logs say nothing new meanwhile. */
const known = new WeakMap<RunDirectory, {state: string; exit: ToldExit | null}>();

/**
 * The exit of a run whose log has no record of it, since that was left behind or lost its end: wandb's process writes down each that it is told of
 * (up to 0.16), the program's side the one that it sends. Null where neither does.
 */
export function readToldExit(directory: RunDirectory, files: FileAccess): ToldExit | null {
	const state = [directory.internalLog, directory.debugLog].map(path => stateText(files.stat(path))).join();
	const before = known.get(directory);
	if (before?.state === state) return before.exit;
	const exit = findExit(directory, files);
	known.set(directory, {state, exit});
	return exit;
}

function findExit({internalLog, debugLog, id}: RunDirectory, files: FileAccess): ToldExit | null {
	const handled = readTail(internalLog, files);
	const code = lastNumber(handled, /handling exit code: (\d+)/g);
	if (code !== null) {
		return {code, runtimeSeconds: lastNumber(handled, /handling runtime: (\d+)/g), why: `debug-internal.log: exit code ${code}`};
	}
	if (id === null) return null;
	// A notebook ends the run before in the log of the next one.
	const own = id.replace(/[^\w-]/g, String.raw`\$&`);
	const sent = lastNumber(
		readTail(debugLog, files),
		new RegExp(String.raw`finishing run (?:\S*/)?${own}\s*\n.*got exitcode: (\d+)`, 'g'),
	);
	return sent === null ? null : {code: sent, runtimeSeconds: null, why: `debug.log: exit code ${sent}`};
}

function readTail(path: string, files: FileAccess): string {
	const bytes = readEnd(path, files, tailBytes);
	return bytes === null ? '' : decodeText(bytes);
}

function lastNumber(text: string, pattern: RegExp): number | null {
	const found = [...text.matchAll(pattern)].at(-1)?.[1];
	return found === undefined ? null : Number(found);
}
