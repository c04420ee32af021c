import path from 'node:path';
import {countAlike} from '../../core/files/paths.ts';
import {gather} from '../../core/table/gather.ts';
import type {Layer} from '../model/layer.ts';
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
	const wanted = new Set(inner.map(({format, facts}) => `${format}\0${facts.parent}`));
	const outer = [...runs.values()].flatMap(run =>
		run.layers
			.map(({format, below, factsNow}) => ({run, key: `${format}\0${factsNow.id}`, place: path.join(run.path, below)}))
			.filter(({key}) => wanted.has(key)),
	);
	const byKey = gather(outer, ({key}) => key);
	for (const run of inner) {
		const {format, facts} = run;
		const parents = (byKey.get(`${format}\0${facts.parent}`) ?? []).filter(parent => parent.run !== run);
		const parent = nearest(parents, run.path)?.run ?? null;
		run.setJoinedParent(parent === null || (parent.format === format && parent.id === facts.parent) ? null : parent.id);
	}
}

/** Of what has the same id, as copies have, what lies deepest in the same directory as a run; null where there is nothing. */
function nearest<Placed extends {place: string}>(several: readonly Placed[], of: string): Placed | null {
	let [found, most]: [Placed | null, number] = [null, -1];
	for (const each of several) {
		const common = countAlike(each.place.split('/'), of.split('/'));
		if (common > most) [found, most] = [each, common];
	}
	return found;
}
