import type {Claim} from '../../formats/format.ts';

export interface RankedClaim extends Claim {
	rank: number;
	alone: boolean;
	/** True where its format reads tables that programs write. */
	isTable?: boolean;
	/** True where its format reads what programs print. */
	isOutput?: boolean;
}

export interface Resolved {
	/** Claims that make up the run of this directory, strongest first; empty where it is none. */
	here: RankedClaim[];
	/** Claims that are runs (or stores of runs) of their own. */
	apart: RankedClaim[];
	/** Claims of which a stronger format owns every file: they would tell the same again. */
	superseded: RankedClaim[];
	/** True where what lies below adds to the run of this directory. */
	owns: boolean;
	/** False where nothing below is worth a look. */
	descend: boolean;
}

/** Leaves the files that a format owns to it: weaker ones read only what is left of theirs. */
function shareFiles(sorted: readonly RankedClaim[]): {kept: RankedClaim[]; superseded: RankedClaim[]} {
	const owned = new Map<string, number>();
	const kept: RankedClaim[] = [];
	const superseded: RankedClaim[] = [];
	for (const claim of sorted) {
		const files = claim.files.filter(file => (owned.get(file) ?? claim.rank) <= claim.rank);
		if (files.length === 0 && claim.files.length > 0) superseded.push(claim);
		else kept.push(files.length === claim.files.length ? claim : {...claim, files, path: pathOf(claim, files)});
		if (claim.ownsFiles) for (const file of files) owned.set(file, claim.rank);
	}
	return {kept, superseded};
}

/** A run of several files is at the first of them, as far as these are left to it. */
const pathOf = ({path, files: all}: Claim, files: readonly string[]): string =>
	all.includes(path) && !files.includes(path) ? files[0]! : path;

/**
 * Settles who lists a directory: the strongest claim on the directory itself names the run and the weaker ones add to it; a claim on a
 * single file adds to it too where it is weaker, but for files of too many kinds and several outputs beside a lone table; else it is a store or run of
 * its own. What a format owns, no weaker one reads again.
 */
export function resolveClaims(directory: string, claims: RankedClaim[]): Resolved {
	return claims.length < 2 ? resolveOne(directory, claims) : resolveAll(directory, claims);
}

/** Of so many names that differ in more than their numbers no run has as many files: a folder for the logs of all that was done. */
const mostKinds = 8;

/** Files that are weaker than the run of their directory and no part of it. */
function strangersOf(directory: string, claims: readonly RankedClaim[], strongest: RankedClaim | undefined): Set<RankedClaim> {
	if (strongest === undefined || strongest.alone || strongest.ownsSubtree) return new Set();
	const files = claims.filter(({path, rank}) => path !== directory && rank < strongest.rank);
	if (new Set(files.map(({path}) => path.replaceAll(/\d+/g, ''))).size >= mostKinds) return new Set(files);
	const isLoneTable = strongest.isTable === true && strongest.files.length === 1;
	return new Set(isLoneTable ? severalOutputs(directory, claims) : []);
}

/** The outputs of several programs, or starts: of a table beside them only its values tell which has written it. */
function severalOutputs(directory: string, claims: readonly RankedClaim[]): RankedClaim[] {
	const outputs = claims.filter(({isOutput}) => isOutput === true);
	return outputs.length > 1 && outputs.every(({path}) => path !== directory) ? outputs : [];
}

/** Most directories have one claim, or none: nothing has to give way. */
function resolveOne(directory: string, claims: RankedClaim[]): Resolved {
	const [only] = claims;
	const isHere = only?.path === directory;
	const owns = isHere && only.ownsSubtree;
	const descend = !(owns && only.alone);
	return {here: isHere ? claims : [], apart: isHere ? [] : claims, superseded: [], owns, descend};
}

function resolveAll(directory: string, claims: RankedClaim[]): Resolved {
	const {kept: sorted, superseded} = shareFiles([...claims].sort((a, b) => b.rank - a.rank));
	const strongest = sorted.find(claim => claim.path === directory);
	const alone = strongest?.alone ?? false;
	const strangers = strangersOf(directory, sorted, strongest);
	const here: RankedClaim[] = [];
	const apart: RankedClaim[] = [];
	for (const claim of sorted) {
		const weaker = strongest !== undefined && claim.rank < strongest.rank;
		if (alone && weaker && claim.isGuest !== true) continue;
		if (claim.path === directory || (weaker && !strangers.has(claim))) here.push(claim);
		else apart.push(claim);
	}
	const owns = here.some(claim => claim.ownsSubtree);
	return {here, apart, superseded, owns, descend: !(alone && owns)};
}
