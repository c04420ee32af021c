import path from 'node:path';
import {isWithin} from '../../../core/files/paths.ts';
import {put} from '../../../core/table/gather.ts';
import {dataOf} from '../../../formats/plain/names/data-words.ts';
import type {Comparison} from '../../model/findings.ts';
import type {Layer} from '../../model/layer.ts';
import type {Registry} from '../../registry.ts';
import {atOneTime} from './evidence/at-one-time.ts';
import {contradicts} from './evidence/contradict.ts';
import {digestsOf, mayBeSame} from './evidence/digests.ts';
import {haveSameMoments} from './evidence/moments.ts';
import {Results} from './evidence/results.ts';
import {haveSameResults} from './evidence/same-results.ts';
import {areOfTwoPrograms} from './evidence/two-programs.ts';
import {areOf, type Joint, Joints} from './joints.ts';
import {compareRank, findTold, homesOf, isTable, onlyNearest, strongest, type Told} from './told-runs.ts';

/**
 * Makes one row of a training that a program logged to several trackers at once, of which none tells of the others: they began together, below the place
 * of one of them, and have the same results at the same moments. A table, as Lightning's, has no moments: its file was written while the other tracker was
 * told, or just after that. Where several would fit, those stay apart but for the nearest two of copies of a tree.
 */
export class LoggedTwice {
	/** Proved by the layers of the target. */
	private readonly joints = new Joints<readonly Layer[]>();
	/** What was found of two layers last. */
	private readonly known = new WeakMap<Layer, WeakMap<Layer, Comparison>>();
	private readonly proofs = new Results(prove, 'proofs');

	/** @param results what comparing curves has found so far */
	constructor(private readonly results: Results) {}

	/** Finds what belongs together, and parts what fits no more. */
	fold(registry: Registry): void {
		this.joints.part(joint => this.fits(joint), registry);
		// What is a part by now may be what proves the next one: of a clone its files alone say what came with them.
		while (this.join(registry));
	}

	/** True where it made one row of any. */
	private join(registry: Registry): boolean {
		let hasJoined = false;
		for (const [part, whole] of this.pair(findTold(registry))) {
			if (!registry.runs.has(whole.run.key) || !registry.runs.has(part.run.key)) continue;
			this.joints.join(part.run, whole.run, whole.layers, registry);
			hasJoined = true;
		}
		return hasJoined;
	}

	private fits({layers, target, proof}: Joint<readonly Layer[]>): boolean {
		return areOf([...layers, ...proof], target) && !tellsOfCopies(layers, proof) && this.compare(layers, proof) !== 'other';
	}

	/** What each belongs to; what is a part of one run has no parts itself. */
	private pair(all: readonly Told[]): [part: Told, whole: Told][] {
		const partners = new Map<Told, Told[]>();
		for (const [one, other] of atOneTime(all)) {
			if (!this.isSame(one, other)) continue;
			put(partners, one, other);
			put(partners, other, one);
		}
		const isOnly = (one: Told, other: Told): boolean =>
			onlyNearest(
				one,
				partners.get(one)!.filter(each => strongest(each).format === strongest(other).format),
			) === other;
		const taken = new Set<Told>();
		return [...partners.keys()].sort(compareRank).flatMap(whole =>
			partners.get(whole)!.flatMap((part): [Told, Told][] => {
				const fits = part.isBare && compareRank(whole, part) < 0 && isOnly(whole, part) && isOnly(part, whole);
				if (!fits || taken.has(part) || taken.has(whole)) return [];
				taken.add(part);
				return [[part, whole]];
			}),
		);
	}

	private isSame(one: Told, other: Told): boolean {
		if (one.run.root !== other.run.root || !(one.isBare || other.isBare)) return false;
		if (isWithin(one.run.path, other.run.path) || isWithin(other.run.path, one.run.path)) return false;
		const formats = new Set(one.run.layers.map(({format}) => format));
		if (other.run.layers.some(({format}) => formats.has(format))) return false;
		const isNear = (run: Told['run'], told: Told) => homesOf(told).some(home => isWithin(run.path, home));
		if (!isNear(one.run, other) && !isNear(other.run, one)) return false;
		if (tellsOfCopies(one.layers, other.layers) || one.layers.some(layer => contradicts(layer, other.layers))) return false;
		if (one.layers.some(ours => other.layers.some(theirs => areOfTwoPrograms(ours, theirs)))) return false;
		return this.compare(one.layers, other.layers) === 'same';
	}

	private compare(ours: readonly Layer[], theirs: readonly Layer[]): Comparison {
		const others = theirs.filter(isOfTraining);
		const found = ours.filter(isOfTraining).flatMap(one => others.map(other => this.compareTwo(one, other)));
		return found.includes('other') ? 'other' : found.includes('same') ? 'same' : 'unknown';
	}

	/** Runs that are over and whose points are not read are read once more where they may well be the same, and only once. */
	private compareTwo(one: Layer, other: Layer): Comparison {
		const byOther = this.known.get(one) ?? new WeakMap<Layer, Comparison>();
		this.known.set(one, byOther);
		if (one.asleep !== null || other.asleep !== null) {
			const before = byOther.get(other);
			if (before !== undefined) return before;
			if (!mayBeSame(digestsOf(one), digestsOf(other))) return 'unknown';
		}
		const told = this.results.compare(one, other);
		const found = told === 'same' ? this.proofs.compare(one, other) : told;
		byOther.set(other, found);
		return found;
	}
}

/** False for what Keras keeps of the validation, under the names that it has for the training. */
const isOfTraining = ({logged, below}: Layer): boolean => logged.isEvents !== true || dataOf(path.basename(below)) === '';

/** A table has no moments, and all digits. */
function prove(one: Layer, other: Layer): Comparison {
	const isProven = isTable(one) || isTable(other) ? haveSameResults(one, other, 'order') : haveSameMoments(one, other);
	return isProven ? 'same' : 'unknown';
}

/** True where one of them names the event files that it has copied, and the other one has such: the one alone says which these are. */
const tellsOfCopies = (one: readonly Layer[], other: readonly Layer[]): boolean =>
	nameCopies(one, other) || nameCopies(other, one);

const nameCopies = (telling: readonly Layer[], lying: readonly Layer[]): boolean =>
	telling.some(({factsNow}) => factsNow.copied.length > 0) && lying.some(({logged}) => logged.isEvents === true);
