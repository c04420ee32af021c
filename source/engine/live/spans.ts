import type {TrackedRun} from '../model/tracked-run.ts';
import type {CurveWish} from '../protocol.ts';
import {Lens} from './lens.ts';

/** The x that a curve has over all its points. */
interface Extent {
	axis: string;
	first: number;
	last: number;
}

/** Range of x that the curves of each chart span together: `SharedSpans`. */
export class SharedSpans {
	private readonly known = new Map<number, {state: string; extent: Extent | null}>();

	/** The wishes with the range that they are to be answered over: that of their chart, where they show everything. */
	apply(wishes: readonly CurveWish[], runs: ReadonlyMap<number, TrackedRun>, lensOf: (wish: CurveWish) => Lens): CurveWish[] {
		const spans = new Map<string, {from: number; to: number}>();
		const keys = wishes.map(wish => {
			const extent = this.extentOf(wish, runs, lensOf);
			if (extent === null) return null;
			const key = `${wish.chart}\0${extent.axis}`;
			const span = spans.get(key);
			spans.set(key, {
				from: Math.min(span?.from ?? extent.first, extent.first),
				to: Math.max(span?.to ?? extent.last, extent.last),
			});
			return key;
		});
		return wishes.map((wish, at) => ({...wish, ...(keys[at] === null ? {} : spans.get(keys[at]!))}));
	}

	keepOnly(wanted: ReadonlySet<number>): void {
		for (const wish of this.known.keys()) if (!wanted.has(wish)) this.known.delete(wish);
	}

	/** Null where the curve stands for itself or does not show everything. */
	private extentOf(wish: CurveWish, runs: ReadonlyMap<number, TrackedRun>, lensOf: (wish: CurveWish) => Lens): Extent | null {
		const run = runs.get(wish.run);
		if (wish.chart === undefined || wish.from !== null || wish.to !== null || run === undefined) return null;
		const state = Lens.stateOf(run, wish);
		const known = this.known.get(wish.wish);
		if (known?.state === state) return known.extent;
		const extent = lensOf(wish).extentOf(run, wish);
		this.known.set(wish.wish, {state, extent});
		return extent;
	}
}
