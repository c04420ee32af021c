import type {Layer} from './layer.ts';

/**
 * True for what was written last before the run was started as it is now: where Guild starts a run again in place, what an earlier attempt left lies
 * there still. Of a copy that has lost its times nobody knows.
 * @param layers all of the run, strongest first
 */
export function isOfBefore(layer: Layer, layers: readonly Layer[]): boolean {
	const [host] = layers;
	if (layer.below === '' || host?.isHost !== true) return false;
	const {startedAtMs} = host.factsNow;
	const {writtenAtMs} = layer;
	return startedAtMs !== null && writtenAtMs > 0 && writtenAtMs < startedAtMs;
}
