import type {Effect} from './effect.ts';
import type {Parameter} from './parameter.ts';

/** How much one setting matters for the ranking of the runs. */
export interface Influence {
	parameter: Parameter;
	/** Share of the differences in rank that it has a part in, 0 … 1. With interactions, shares may add up to more than 1. */
	share: number;
	/** 90 % interval; null where there are too few runs for one. */
	interval: {low: number; high: number} | null;
	/** Chance that a setting which does not matter looks like this, all settings considered; null where there is an interval. */
	chance: number | null;
	/** Whether it matters: surely, perhaps, or nothing tells that it does. */
	certainty: 'clear' | 'perhaps' | 'none';
	effect: Effect;
}

/** Two settings that matter together otherwise than each by itself. */
export interface Interaction {
	keys: [string, string];
	/** Share of the differences in rank. */
	share: number;
	interval: {low: number; high: number};
}
