import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';

/**
 * The only one of a tracker's runs that all others were opened within, as folds are within a cross-validation; null where there are several such, or it was
 * deleted, so that none of them is the whole.
 */
export function rootOf(layers: readonly Layer[]): Layer | null {
	const byId = new Map<string, Layer>();
	for (const layer of layers) if (layer.factsNow.id !== null) byId.set(layer.factsNow.id, layer);
	const outer = layers.filter(({factsNow: {parent}}) => parent === null || !byId.has(parent));
	const [root, ...others] = outer;
	if (root === undefined || others.length > 0 || layers.length < 2) return null;
	return root.factsNow.parent === null && root.factsNow.outcome?.status !== 'deleted' ? root : null;
}

/**
 * Lets runs that were opened within one that is a layer of another run by now lie below that: their tracker only knows the id of the layer.
 */
export function nestBelowJoined({runs}: Registry): void {
	const inner = [...runs.values()].filter(({facts}) => facts.parent !== null);
	if (inner.length === 0) return;
	const byId = new Map<string, TrackedRun>();
	for (const run of runs.values())
		for (const {format, factsNow} of run.layers.slice(1))
			if (factsNow.id !== null && factsNow.id !== run.id) byId.set(`${format}\0${factsNow.id}`, run);
	for (const run of inner) {
		const parent = byId.get(`${run.format}\0${run.facts.parent}`);
		run.setJoinedParent(parent === undefined || parent === run ? null : parent.id);
	}
}
