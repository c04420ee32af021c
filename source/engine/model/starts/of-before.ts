import type {FileAccess} from '../../../core/files/files.ts';
import type {Layer} from '../layer.ts';

/**
 * True for what was written last before the run was started as it is now: where Guild starts a run again in place, what an earlier attempt left lies
 * there still. Of a copy that has lost its times nobody knows.
 * @param layers all of the run, strongest first
 */
export function isOfBefore(layer: Layer, layers: readonly Layer[]): boolean {
	const [host] = layers;
	if (host === undefined || layer === host || !host.isHost) return false;
	const {startedAtMs} = host.factsNow;
	const {writtenAtMs} = layer;
	// What a tracker says itself may be by the clock of another zone.
	if (host.isStartedInPlace && layer.modifiedAtMs === 0) return false;
	// Files may have come from a clock that was behind, and have whole seconds: the start is one of them.
	return startedAtMs !== null && writtenAtMs > 0 && writtenAtMs < Math.min(startedAtMs, host.startWrittenAtMs);
}

/** Looks when the latest start of a run was written, where others have written to its directory as well. */
export function lookAtStart({layers, workPath}: {layers: readonly Layer[]; workPath: string}, files: FileAccess): void {
	const [host] = layers;
	const file = host === undefined || layers.length < 2 ? null : host.startFileIn(workPath);
	const atMs = file === null ? undefined : files.stat(file)?.modifiedAtMs;
	if (host === undefined || atMs === undefined || host.startWrittenAtMs === atMs) return;
	host.startWrittenAtMs = atMs;
	host.changeStart();
}

/** True for a source of which only the times of its files tell whether it is of an earlier start of the run that it adds to. */
export function mayBeOfBefore({runs}: {runs: ReadonlyMap<string, {run: {layers: readonly Layer[]}; layer: Layer}>}): boolean {
	const only = runs.size === 1 ? runs.get('') : undefined;
	const host = only?.run.layers[0];
	return host !== undefined && host !== only?.layer && host.isStartedInPlace;
}
