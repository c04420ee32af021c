import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../../model/layer.ts';
import {commonPlaces, indexed, keyOf} from './curves.ts';
import {isOfPlan} from './metric-kinds.ts';

/** Trackers are told one after the other, and one of them may write to a database in between. */
const apartMs = 100;
/** What Trackio stamps is a batch of rows, as it sends that (trackio/run.py, BATCH_SEND_INTERVAL of half a second). */
const batchMs = 1000;
const batched = 'trackio';
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
	const mostMs = one.format === batched || other.format === batched ? batchMs : apartMs;
	const byKey = indexed(other.metrics, keyOf);
	for (const [name, series] of one.metrics) {
		const match = byKey.get(keyOf(name));
		if (match === undefined || isOfPlan(keyOf(name))) continue;
		const found = distances(series, match).sort((a, b) => a - b);
		if (found.length >= fewest && found[found.length >> 1]! <= mostMs) return true;
	}
	return false;
}
