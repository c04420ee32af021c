import type {EarlierAttempts} from './earlier-attempts.ts';
import type {TotalsState} from './totals.ts';

/**
 * All that a series holds, as plain data: a series of this state goes on as the one would that it was taken from. What follows from the points
 * alone is left out.
 */
export interface SeriesState {
	rule: 'replace' | 'sort' | 'timed' | 'written';
	steps: Float64Array;
	values: Float64Array;
	walls: Float64Array | null;
	/** What the order of writing has left behind; see `Series`. */
	pushes: number;
	reorders: number;
	timesAscend: boolean;
	sorted: boolean;
	totals: TotalsState;
	ends: [number, number, number, number] | null;
	earlier: EarlierAttempts['state'];
}
