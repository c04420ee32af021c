import {oncePerState} from '../../../core/series/once-per-state.ts';
import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../layer.ts';

/** Gives the series of a layer that are looked at. */
export type PickSeries = (layer: Layer) => ReadonlyMap<string, Series>;

/** Where a name's points come from, as long as no other format has clearly more of them. */
export interface Owner {
	layer: Layer;
	series: Series;
}

/** What Guild or Gage took from the output is named after the directory in which it is kept, where another series stands in for it: `.guild#loss`. */
export const keptName = ({layer}: Owner, name: string): string => `.${layer.format}#${name}`;

/**
 * True where a weaker format tells a metric better: the stronger one lost points (what is written every hundred steps lacks the last of them when
 * its writer is killed), or it counts its own rows, where the weaker one has the steps of the training (wandb below Lightning does), and nearly all of its
 * points: a table that was copied earlier lacks the newest ones.
 * @param slack by how much, of the points of the stronger one, the other has to be ahead: as long as a run goes on, each is at times
 */
export function tellsBetter(other: Series, own: Series, slack: number): boolean {
	if (other.lastStep < own.lastStep) return false;
	if (other.length > own.length * (1 + slack) + Math.sign(slack)) return true;
	if (other.length * 1.1 + 1 >= own.length && other.lastStep > own.lastStep * 1.25 + 1) return true;
	// What goes on is foreseen by the times of its points.
	return slack > 0 && own.walls === null && other.walls !== null && other.length * 1.25 + 1 >= own.length;
}

/** How many values a series has one after the other: bars show each until there is a new one. */
const countChanges = oncePerState(({values, length}) => {
	let changes = 0;
	for (let i = 0, last: number | null = null; i < length; i++) {
		const value = values.at(i);
		if (value !== last && !Object.is(value, last)) changes++;
		last = value;
	}
	return changes;
});

/**
 * True where a tracker was told all values that `xtui run` has of the output, which rounds them, each at its moment: to the last step, which may be counted
 * from 0 or 1.
 */
export const isExact = (other: Series, {layer, series: own}: Owner): boolean =>
	layer.isStarter && other.walls !== null && other.lastStep >= own.lastStep - 1 && other.length >= countChanges(own);
