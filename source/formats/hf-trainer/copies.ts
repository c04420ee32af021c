import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf, nameOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import type {Listing} from '../format.ts';
import {parseJsonObject} from '../whole-file.ts';
import {isPart, listStates} from './layout.ts';
import {historyOf, isLastRow, stepOf} from './state.ts';

const mostBytes = 64 * 1024 * 1024;
/** Newest states of a training that are asked: the newest one may be cut. */
const mostAsked = 3;

function readState(path: string, files: FileAccess): JsonObject | null {
	const bytes = files.readWhole(path, mostBytes);
	return bytes === null ? null : parseJsonObject(bytes).value;
}

/** True where a state repeats word by word, from the start, what another one had logged (transformers/trainer_callback.py, TrainerState.log_history). */
function goesOnFrom(later: JsonObject, earlier: JsonObject): boolean {
	const [rows, before] = [historyOf(later), historyOf(earlier)];
	if (before.length === 0 || rows.length < before.length || stepOf(later) < stepOf(earlier)) return false;
	return before.every((row, i) => JSON.stringify(row) === JSON.stringify(rows[i]));
}

/**
 * The output directory right above of whose training a directory only keeps one moment: a checkpoint under another name, as of the best model. It
 * has one state and no checkpoints, nothing there says that a training ended, and the training above went on from it, or stopped there. Null for
 * any other directory.
 */
export function copiedFrom(listing: Listing, files: FileAccess): string | null {
	const {path} = listing;
	if (isPart(nameOf(path))) return null;
	const [own, ...others] = listStates(listing, files);
	if (own === undefined || own.step !== null || others.length > 0) return null;
	const above = directoryOf(path);
	const entries = above === '' ? null : files.list(above);
	const states = entries === null ? [] : listStates({path: above, entries}, files).slice(0, mostAsked);
	if (states.length === 0) return null;
	const state = readState(own.path, files);
	if (state === null || historyOf(state).some(isLastRow)) return null;
	const isMoment = states.some(place => {
		const later = readState(place.path, files);
		return later !== null && goesOnFrom(later, state);
	});
	return isMoment ? above : null;
}
