import type {Style} from '../style.ts';

/** How a run stands out in a plot: not at all, among the best, marked, or under the cursor. Later ones lie over earlier ones. */
export const standouts = ['plain', 'good', 'marked', 'chosen'] as const;
export type Standout = (typeof standouts)[number];

export type StandoutStyles = Readonly<Record<Standout, Style>>;

/** A run in a plot of a setting against the result. */
export interface PlotPoint {
	x: number;
	y: number;
	standout: Standout;
}
