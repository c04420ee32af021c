/** What is known of a run besides how its forecasters did. */
export interface Traits {
	/** Logarithm of what is ahead over what was seen. */
	ahead: number;
	/** How much faster it became with the latest change of its pace, as a logarithm; 0 if it did not. */
	faster: number;
	/** Logarithm of how far its pace strays from a steady growth, over what the noise of its rows explains; 0 at e times that. */
	unrest: number;
}

/**
 * What each forecaster counts besides its record, as a logarithm, and how that changes with the traits; in their order. Far ahead the mean
 * over everything is the safest, near the end the latest trend. A run that became faster stays so: a start is over, or a neighbour has
 * gone. A pace that strays more than its rows are noisy comes and goes: trends fitted to it lead astray. Found by gradient descent over the
 * simulated runs of test/bench/estimate, with whole kinds of runs left out to see that it carries over.
 */
const usual = [1.46, -0.1, -0.83, 0.56, -0.41, 0.58, -1.3, -0.05, 0.4];
const byAhead = [1.78, 0.98, -0.26, -1.38, -0.06, -0.99, -0.04, -0.13, 0.1];
const byFaster = [-0.9, 0.15, -0.01, 0.61, -0.1, -0.08, 0, -0.01, 0.35];
const byUnrest = [0.62, 0.15, -0.06, 0.82, -1.27, -0.42, -0.58, 0.37, 0.38];

/** The logarithm of what a forecaster counts for a run with these traits. */
export function leaning(expert: number, {ahead, faster, unrest}: Traits): number {
	return usual[expert]! + byAhead[expert]! * ahead + byFaster[expert]! * faster + byUnrest[expert]! * unrest;
}
