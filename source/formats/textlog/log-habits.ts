import type {Pace, PaceNote} from './bars/late-rows.ts';

/** What a log shows of itself behind rows that were read otherwise: its file is read once more then, with that known. */
export type LogHabit =
	| 'global_step counts'
	| 'decimals are no steps'
	| 'leading numbers are no steps'
	| 'leading numbers are ranks'
	| 'rounds hold epochs'
	| 'rounds have clients'
	| 'rounds have many clients'
	| 'numbered lines count'
	| 'numbered lines are stages'
	| 'bars of dev are evaluations'
	| 'dicts count rows'
	| 'heads are of samples'
	| `${string} goes by the data before it`
	| `unnamed bars of ${number} are evaluations`
	| `${string} counts the rows`
	| `${string} is no count`
	| PaceNote;

/** What is known of a log before it is read, from an earlier reading of it. */
export interface LogHabits {
	has(habit: LogHabit): boolean;
	/** How far rows of transformers' Trainer are from each other where they come late, null where they do not. */
	pace: Pace | null;
	/** False for an output that is read once, as it comes: what its rows are is then settled by what is sure. */
	areRead: boolean;
	/** True for names of values whose comma does not part thousands. */
	partsDecimals(name: string): boolean;
	/** True where "Total steps: 10" counts the steps so far. */
	countsTotals: boolean;
}

export const unknownLog: LogHabits = {
	has: () => false,
	pace: null,
	areRead: false,
	partsDecimals: () => false,
	countsTotals: false,
};
