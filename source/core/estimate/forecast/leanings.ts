/** What is known of a run besides how its forecasters did. */
export interface Traits {
	/** Logarithm of what is ahead over what was seen. */
	ahead: number;
	/** How much faster it became with the latest change of its pace (a logarithm) times how clear that is (likewise); 0 if it did not. */
	faster: number;
	/** Logarithm of how far its pace strays from a steady growth, over what the noise of its rows explains; 0 at e times that. */
	unrest: number;
}

/**
 * What each forecaster counts besides its record, as a logarithm, and how that changes with the traits; in their order. Far ahead the mean
 * over everything is the safest, near the end the latest trend. A run that became faster stays so: a start is over, or a neighbour has
 * gone. A pace that strays more than its rows are noisy comes and goes: trends fitted to it lead astray. Found by gradient descent over the
 * simulated runs of test/bench/estimate, with whole kinds of runs left out to see that it carries over; unrest counts a fifth less than what
 * was found, which is the same on all of those and surer on recorded runs.
 */
const usual = [1.44, -0.09, -0.83, 0.54, -0.45, 0.6, -1.29, -0.04, 0.43];
const byAhead = [1.9, 0.84, -0.24, -1.42, -0.05, -1, -0.06, -0.17, 0.21];
const byFaster = [-1.14, 0.1, -0.01, 0.51, -0.09, -0.05, -0.01, -0.04, 0.73];
const byUnrest = [0.54, 0.06, -0.05, 0.63, -0.99, -0.34, -0.46, 0.29, 0.31];

/** The logarithm of what a forecaster counts for a run with these traits. */
export function leaning(expert: number, {ahead, faster, unrest}: Traits): number {
	return usual[expert]! + byAhead[expert]! * ahead + byFaster[expert]! * faster + byUnrest[expert]! * unrest;
}
