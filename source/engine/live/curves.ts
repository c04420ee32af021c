import {sampleSpark} from '../../core/series/sample.ts';
import type {Series} from '../../core/series/series.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Curve, CurveWish, Spark} from '../protocol.ts';
import {Lens} from './lens.ts';

type Runs = ReadonlyMap<number, TrackedRun>;

/** Answers wishes for curves and sparklines, each again only when its run changed or the wish is new. */
export class CurveDesk {
	private wishes: CurveWish[] = [];
	/** By what they look at, whatever the width: wishes of other sizes share them. */
	private lenses = new Map<string, Lens>();
	private curveAt = new Map<number, string>();
	private visible: {runs: readonly number[]; metrics: readonly string[]; width: number} = {runs: [], metrics: [], width: 0};
	private sparkAt = new Map<string, string>();

	setWishes(wishes: CurveWish[]): void {
		this.wishes = wishes;
		const wanted = new Set(wishes.map(({wish}) => wish));
		for (const wish of this.curveAt.keys()) if (!wanted.has(wish)) this.curveAt.delete(wish);
		const looks = new Set(wishes.map(lookOf));
		for (const look of this.lenses.keys()) if (!looks.has(look)) this.lenses.delete(look);
	}

	setVisible(runs: readonly number[], metrics: readonly string[], width: number): void {
		this.visible = {runs, metrics, width};
		const wanted = new Set(runs.flatMap(run => metrics.map(metric => `${run}\0${metric}`)));
		for (const key of this.sparkAt.keys()) if (!wanted.has(key)) this.sparkAt.delete(key);
	}

	takeCurves(runs: Runs): Curve[] {
		const curves: Curve[] = [];
		for (const wish of this.wishes) {
			const run = runs.get(wish.run);
			if (run === undefined) continue;
			const at = `${Lens.stateOf(run, wish)}:${wish.x}:${wish.width}:${wish.from}:${wish.to}`;
			if (this.curveAt.get(wish.wish) === at) continue;
			this.curveAt.set(wish.wish, at);
			const curve = this.lensOf(wish).look(run, wish);
			if (curve !== null) curves.push({wish: wish.wish, ...curve});
		}
		return curves;
	}

	private lensOf(wish: CurveWish): Lens {
		const look = lookOf(wish);
		const lens = this.lenses.get(look) ?? new Lens();
		this.lenses.set(look, lens);
		return lens;
	}

	takeSparks(runs: Runs): Spark[] {
		const sparks: Spark[] = [];
		for (const key of this.visible.runs) {
			const run = runs.get(key);
			if (run === undefined) continue;
			for (const metric of this.visible.metrics) {
				const series = run.metrics.get(metric);
				const at = `${stateOf(series)}:${this.visible.width}`;
				const place = `${key}\0${metric}`;
				if (series === undefined || this.sparkAt.get(place) === at) continue;
				this.sparkAt.set(place, at);
				sparks.push({run: key, metric, values: sampleSpark(series, this.visible.width)});
			}
		}
		return sparks;
	}
}

const lookOf = ({run, metric, system, x, smoothing}: CurveWish): string =>
	[run, system ? 1 : 0, metric, x, JSON.stringify(smoothing)].join('\0');

/** Changes whenever points were added or replaced. */
function stateOf(series: Series | undefined): string {
	if (series === undefined) return 'none';
	return `${series.length}:${series.pushes}`;
}
