import type {Series} from '../../../../core/series/series.ts';
import type {Layer} from '../../../model/layer.ts';
import {commonPlaces, indexed, keyOf} from './curves.ts';
import {isOfPlan} from './metric-kinds.ts';

/** Trackers are told one after the other, and one of them may write to a database in between. */
const apartMs = 100;
const fewest = 3;

/** How far apart equal values of two curves were logged, in their order, milliseconds. */
function distances(one: Series, other: Series): number[] {
	const found: number[] = [];
	const [ours, theirs] = [one.walls, other.walls];
	if (ours === null || theirs === null) return found;
	for (const [at, match] of commonPlaces(one, other)) {
		const distanceMs = Math.abs(ours.at(at) - theirs.at(match));
		if (!Number.isNaN(distanceMs)) found.push(distanceMs);
	}
	return found;
}

/** True where two trackers have the same values of a metric at the same moments: one process has told both. False where they have no times. */
export function haveSameMoments(one: Layer, other: Layer): boolean {
	const mostMs = Math.max(apartMs, one.logged.batchMs ?? 0, other.logged.batchMs ?? 0);
	const byKey = indexed(other.metrics, keyOf);
	for (const [name, series] of one.metrics) {
		const match = byKey.get(keyOf(name));
		if (match === undefined || isOfPlan(keyOf(name))) continue;
		const found = distances(series, match).sort((a, b) => a - b);
		if (found.length >= fewest && found[found.length >> 1]! <= mostMs) return true;
	}
	return false;
}
