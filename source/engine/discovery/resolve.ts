import type {Claim} from '../../formats/format.ts';

export interface RankedClaim extends Claim {
	rank: number;
	alone: boolean;
}

export interface Resolved {
	/** Claims that make up the run of this directory, strongest first; empty where it is none. */
	here: RankedClaim[];
	/** Claims that are runs (or stores of runs) of their own. */
	apart: RankedClaim[];
	/** True where what lies below adds to the run of this directory. */
	owns: boolean;
	/** False where nothing below is worth a look. */
	descend: boolean;
}

/**
 * Settles who lists a directory: the strongest claim on the directory itself names the run and the weaker ones add to it; a claim on a
 * single file adds to it too where it is weaker, else it is a store or run of its own.
 */
export function resolveClaims(directory: string, claims: RankedClaim[]): Resolved {
	const sorted = [...claims].sort((a, b) => b.rank - a.rank);
	const strongest = sorted.find(claim => claim.path === directory);
	const alone = strongest?.alone ?? false;
	const here: RankedClaim[] = [];
	const apart: RankedClaim[] = [];
	for (const claim of sorted) {
		const weaker = strongest !== undefined && claim.rank < strongest.rank;
		if (alone && weaker) continue;
		if (claim.path === directory || weaker) here.push(claim);
		else apart.push(claim);
	}
	const owns = here.some(claim => claim.ownsSubtree);
	return {here, apart, owns, descend: !(alone && owns)};
}
