import type {StepTotal} from '../run.ts';
import {formatCount} from '../text/numbers.ts';

/** Early stopping as a run's configuration has it, in the steps that the run counts. */
export interface Patience {
	/** Steps without an improvement after which it stops. */
	steps: number;
	/** Step of the best value so far. */
	bestStep: number;
	/** The metric that has to improve. */
	metric: string;
	/** Where the patience was found. */
	from: string;
}

export interface TotalClues {
	/** Step the run is at. */
	step: number;
	unit: string;
	/** Last steps of finished runs of the same sweep. */
	siblings: number[];
	/** Last steps of earlier finished runs of the same command, newest first. */
	history: number[];
	patience: Patience | null;
}

export interface InferredTotal extends StepTotal {
	/** True where the runs it was taken from all ended at the same step. */
	agreed: boolean;
	/** What has to hold for it to be the end; only of ends that may be put off. */
	condition?: string;
}

/**
 * The likely end of a run that does not say its own: where its siblings ended, where the same command ended before, or where early
 * stopping ends it if nothing improves any more. Null where nothing tells, or where the run is beyond all that. Each says what it is.
 */
export function inferTotal({step, unit, siblings, history, patience}: TotalClues): InferredTotal | null {
	const bySiblings = fromEnds(siblings, step, unit, 'sibling');
	const byHistory = fromEnds(history.slice(0, 8), step, unit, 'earlier run');
	if (bySiblings?.agreed) return bySiblings;
	if (!bySiblings && byHistory?.agreed) return byHistory;
	const unimproved = patience ? step - patience.bestStep : 0;
	if (patience && unimproved < patience.steps && unimproved >= 0.3 * patience.steps) {
		return {
			total: patience.bestStep + patience.steps,
			unit,
			from: `early stopping, best at ${unit} ${formatCount(patience.bestStep)}, ${patience.from}`,
			condition: `if ${patience.metric} does not improve`,
			agreed: false,
		};
	}
	return bySiblings ?? byHistory;
}

/** Ends that this run has passed already tell nothing; among the others the middle one. */
function fromEnds(ends: number[], step: number, unit: string, word: string): InferredTotal | null {
	const ahead = ends.filter(end => end >= step).sort((a, b) => a - b);
	// Most of them ended earlier: this run is not like them.
	if (ahead.length === 0 || ahead.length * 3 < ends.length) return null;
	const total = ahead[ahead.length >> 1]!;
	const isOne = ahead[0] === ahead.at(-1);
	const count = `${ahead.length} ${word}${ahead.length === 1 ? '' : 's'}`;
	const range = isOne ? '' : `, which ended between ${ahead[0]} and ${ahead.at(-1)}`;
	return {total, unit, from: `${count}${range}`, agreed: isOne && ahead.length === ends.length};
}
