import {sampleSeries, sampleSpark} from '../../core/series/sample.ts';
import type {Series} from '../../core/series/series.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Curve, CurveWish, Spark} from '../protocol.ts';

type Runs = ReadonlyMap<number, TrackedRun>;

/** Answers wishes for curves and sparklines, each again only when its run changed or the wish is new. */
export class CurveDesk {
	private wishes: CurveWish[] = [];
	private curveAt = new Map<number, string>();
	private visible: {runs: readonly number[]; metrics: readonly string[]; width: number} = {runs: [], metrics: [], width: 0};
	private sparkAt = new Map<string, string>();

	setWishes(wishes: CurveWish[]): void {
		this.wishes = wishes;
		const wanted = new Set(wishes.map(({wish}) => wish));
		for (const wish of this.curveAt.keys()) if (!wanted.has(wish)) this.curveAt.delete(wish);
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
			const series = (wish.system ? run.systemMetrics : run.metrics).get(wish.metric);
			const at = `${stateOf(series)}:${wish.x}:${wish.width}:${wish.from}:${wish.to}`;
			if (this.curveAt.get(wish.wish) === at) continue;
			this.curveAt.set(wish.wish, at);
			if (series !== undefined) curves.push({wish: wish.wish, ...sampleSeries(series, wish.x, wish.width, wish.from, wish.to)});
		}
		return curves;
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

/** Changes whenever points were added or replaced. */
function stateOf(series: Series | undefined): string {
	if (series === undefined) return 'none';
	return `${series.length}:${series.pushes}`;
}
