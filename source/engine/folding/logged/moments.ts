import type {Series} from '../../../core/series/series.ts';
import {indexed, isSame, keyOf} from './curves.ts';
import {isOfPlan} from './metric-kinds.ts';

/** Trackers are told one after the other, and one of them may write to a database in between. */
const apartMs = 100;
const fewest = 3;
/** More points need not be compared. */
const mostPoints = 1000;

/** How far apart equal values of two curves were logged, in their order, milliseconds. */
function distances(one: Series, other: Series): number[] {
	const found: number[] = [];
	const [ours, theirs] = [one.walls, other.walls];
	if (ours === null || theirs === null) return found;
	for (let i = 0, at = 0; i < Math.min(one.length, mostPoints) && at < other.length; i++) {
		let match = at;
		while (match < other.length && !isSame(other.values.at(match), one.values.at(i))) match++;
		if (match === other.length) continue;
		const distanceMs = Math.abs(ours.at(i) - theirs.at(match));
		if (!Number.isNaN(distanceMs)) found.push(distanceMs);
		at = match + 1;
	}
	return found;
}

/** True where two trackers have the same values of a metric at the same moments: one process has told both. False where they have no times. */
export function haveSameMoments(one: ReadonlyMap<string, Series>, other: ReadonlyMap<string, Series>): boolean {
	const byKey = indexed(other, keyOf);
	for (const [name, series] of one) {
		const match = byKey.get(keyOf(name));
		if (match === undefined || isOfPlan(keyOf(name))) continue;
		const found = distances(series, match).sort((a, b) => a - b);
		if (found.length >= fewest && found[found.length >> 1]! <= apartMs) return true;
	}
	return false;
}
