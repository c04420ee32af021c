import type {FileAccess} from '../../core/files/files.ts';
import type {Layer} from './layer.ts';

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
