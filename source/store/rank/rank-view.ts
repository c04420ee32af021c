import type {YardstickPart} from '../../core/rank/yardstick.ts';

const rankPlots = ['scatter', 'parallel'] as const;
export type RankPlot = (typeof rankPlots)[number];

/** What the person has chosen on the screen of ranks. */
export interface RankView {
	/** Metric that runs are ranked by, null for the most telling one. */
	metric: string | null;
	part: YardstickPart;
	/** Repetitions with other seeds take one place. */
	together: boolean;
	/** Run under the cursor, null for the first. */
	cursor: number | null;
	/** Setting that the plot is of, null for the one that decides most. */
	setting: string | null;
	plot: RankPlot;
}

export const plainRank: RankView = {metric: null, part: 'best', together: false, cursor: null, setting: null, plot: 'scatter'};
