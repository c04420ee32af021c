import {guessDirection} from '../table/metrics/direction.ts';
import {type Blocks, createBlocks, lasting} from './blocks.ts';
import {DivergenceDetector, isToFall} from './divergence.ts';
import {type HealthKind, type HealthMark, healthKinds} from './mark.ts';
import {createNonfiniteDetector} from './nonfinite.ts';
import {addHeldOut, createHeldOut, findOverfitting, type HeldOut, pairHeldOut} from './overfitting.ts';
import {findPlateau} from './plateau.ts';
import {findSlowDivergence} from './slow-divergence.ts';
import {createThroughputDetector} from './throughput.ts';

/** Watches the series of one run. Incremental, in bounded memory; asks no clock. */
export interface Health {
	/** A point of a metric, in order of writing. */
	observe(metric: string, step: number, value: number): void;
	/** A step was seen at a moment, in seconds. */
	observeTime(seconds: number, step: number): void;
	/** What is wrong now, the worst first. A plateau is only a mark while the run goes on: pass `running`. */
	marks(running: boolean): HealthMark[];
}

interface Watched {
	sign: 1 | -1 | 0;
	blocks: Blocks;
	heldOut: HeldOut;
	nonfinite: ReturnType<typeof createNonfiniteDetector>;
	divergence: DivergenceDetector | null;
	slowDivergence: () => HealthMark | null;
	plateau: () => HealthMark | null;
	lastStep: number;
}

/** In fewer values of each metric nothing is found, but for what is not finite: the rule that needs the fewest is that of overfitting. */
export const leastValues = 6;

const mostMetrics = 200;
/** Pieces of a metric's course before it is said to be flat. */
const leastPieces = 12;

/** `directions` says whether a metric is better lower or higher where the tracker or the person said so; else its name tells. */
export function createHealth(directions?: ReadonlyMap<string, 'down' | 'up'>): Health {
	const metrics = new Map<string, Watched>();
	const throughput = createThroughputDetector();
	let pairs: Pair[] = [];
	let pairsOf = 0;

	const watch = (name: string): Watched => {
		const direction = directions?.get(name) ?? guessDirection(name);
		const sign = direction === 'down' ? 1 : direction === 'up' ? -1 : 0;
		const blocks = createBlocks();
		const watched: Watched = {
			sign,
			blocks,
			heldOut: createHeldOut(sign || 1),
			nonfinite: createNonfiniteDetector(name),
			divergence: sign === 1 && isToFall(name) ? new DivergenceDetector(name) : null,
			slowDivergence: lasting(blocks, () => findSlowDivergence(name, blocks)),
			plateau: lasting(blocks, () => (sign === 0 ? null : findPlateau(name, blocks, sign))),
			lastStep: Number.NEGATIVE_INFINITY,
		};
		metrics.set(name, watched);
		return watched;
	};

	return {
		observe(name, step, value) {
			let watched = metrics.get(name);
			if (!watched) {
				if (metrics.size >= mostMetrics) return;
				watched = watch(name);
			}
			// A restart from a checkpoint: what it does now replaces what it did.
			if (step < watched.lastStep) watched = watch(name);
			watched.lastStep = step;
			watched.nonfinite.observe(step, value);
			if (watched.sign === 0 || !Number.isFinite(value)) return;
			watched.blocks.add(step, value);
			watched.divergence?.observe(step, value);
			addHeldOut(watched.heldOut, step, value, watched.sign);
		},
		observeTime: throughput.observe,
		marks(running) {
			const found: HealthMark[] = [];
			for (const {nonfinite, divergence, slowDivergence} of metrics.values()) {
				add(found, nonfinite.mark());
				if (divergence) add(found, divergence.mark() ?? slowDivergence());
			}
			if (pairsOf !== metrics.size) {
				pairs = pairHeldOut(metrics.keys()).map(({train, heldOut}) => ({train, heldOut, seen: -1, mark: null}));
				pairsOf = metrics.size;
			}
			for (const pair of pairs) add(found, overfittingOf(pair, metrics));
			if (running) {
				add(found, flatRun(metrics));
				add(found, throughput.mark());
			}
			return found.length === 0 ? none : settle(found);
		},
	};
}

const none: HealthMark[] = [];

function add(found: HealthMark[], mark: HealthMark | null): void {
	if (mark) found.push(mark);
}

/** A training metric and the held-out one beside it, with what was found at so many values of the latter. */
interface Pair {
	train: string;
	heldOut: string;
	seen: number;
	mark: HealthMark | null;
}

/** Held-out values come seldom; what they say is the same until the next one, but for the training going on beside them. */
function overfittingOf(pair: Pair, metrics: ReadonlyMap<string, Watched>): HealthMark | null {
	const trained = metrics.get(pair.train)!;
	const held = metrics.get(pair.heldOut)!;
	const seen = held.heldOut.seen + trained.blocks.version;
	if (held.sign === 0 || seen === pair.seen) return pair.mark;
	pair.seen = seen;
	pair.mark = findOverfitting(pair.train, pair.heldOut, trained.blocks, held.heldOut, held.sign);
	return pair.mark;
}

/** A held-out loss that rises while training improves is overfitting, and only that. */
function settle(found: HealthMark[]): HealthMark[] {
	const overfits = new Set(found.flatMap(mark => (mark.kind === 'overfitting' ? [mark.metric] : [])));
	return onePerKind(found.filter(mark => mark.kind !== 'divergence' || !overfits.has(mark.metric)));
}

/** An accuracy may well stand at its top while the loss still falls: a run is flat when every loss (without any, every metric) is. */
function flatRun(metrics: ReadonlyMap<string, Watched>): HealthMark | null {
	let hasLoss = false;
	for (const {sign, blocks} of metrics.values()) if (sign === 1 && blocks.count >= leastPieces) hasLoss = true;
	let latest: HealthMark | null = null;
	for (const {sign, blocks, plateau} of metrics.values()) {
		if (sign === 0 || (hasLoss && sign !== 1) || blocks.count < leastPieces) continue;
		const mark = plateau();
		if (!mark) return null;
		if (!latest || mark.step > latest.step) latest = mark;
	}
	return latest;
}

/** Twenty losses that are NaN are one thing wrong: of each kind the earliest. */
function onePerKind(found: HealthMark[]): HealthMark[] {
	const first = new Map<HealthKind, HealthMark>();
	for (const mark of found) {
		const earlier = first.get(mark.kind);
		if (!earlier || mark.step < earlier.step) first.set(mark.kind, mark);
	}
	return healthKinds.flatMap(kind => first.get(kind) ?? []);
}
