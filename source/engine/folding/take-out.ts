import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {partAfterAll} from '../reading/part-starts.ts';
import type {Registry} from '../registry.ts';

/** Makes a run a layer of another one, which lives as it does. */
export function takeIn(run: TrackedRun, whole: TrackedRun, registry: Registry): void {
	registry.join(run, whole);
	whole.takeLife(run, false);
}

/** Makes a run of its own again of what was joined to another one, or forgets it where it is gone. */
export function takeOut(layers: readonly Layer[], target: TrackedRun, registry: Registry): void {
	const left = layers.filter(layer => target.layers.includes(layer));
	if (left.length === 0) return;
	let own: TrackedRun | null = null;
	for (const layer of left) {
		if (layer.removed) target.dropLayer(layer);
		else own = registry.part(target, layer, own);
	}
	if (own !== null) {
		own.parentId = null;
		target.parts.delete(own);
		partAfterAll(own, registry.handles.values());
	}
	registry.dropRemoved(target);
}
