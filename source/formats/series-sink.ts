/** Takes points without an object per point. `wallMs` is NaN where the format has no time. */
export interface SeriesSink {
	/**
	 * Adds a point. Steps may repeat or go back: the series' own rule (see `SeriesRule`) decides. `exact` is the value where it is an integer
	 * beyond 2^53, so that extremes are told apart that a number cannot.
	 */
	push(step: number, wallMs: number, value: number, exact?: bigint): void;
	/** Takes back all points so far: the steps that the reader gave them have turned out to be none. Left out by who keeps no points. */
	takeBack?(): void;
	/** Another attempt begins at a step, whether or not it writes this series: points from there on are an earlier one's. Left out likewise. */
	restart?(step: number): void;
}

/**
 * - `replace`: a step that is not above the last one removes the points from that step on (they become an earlier attempt).
 * - `sort`: points are kept, ordered by step, ties in order of writing.
 * - `timed`: as `sort`, but ties are in order of their times.
 * - `written`: as `sort`, but first and last are those that were written first and last: for steps that begin anew within one series.
 */
export type SeriesRule = 'replace' | 'sort' | 'timed' | 'written';
