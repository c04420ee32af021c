import {Column} from './column.ts';
import {Growth} from './growth.ts';
import {Pyramid} from './pyramid.ts';
import type {PointValues, Series} from './series.ts';
import {makeSmoother, type Smoother, type Smoothing} from './smoothing.ts';

/** TensorBoard smooths a sample of a series, of about so many points. */
const sampledPoints = 1000;

/** Points that stand for one of TensorBoard's sample: a power of two, so that a growing series is seldom smoothed anew. */
const pointsPerSample = (length: number): number => 2 ** Math.max(0, Math.floor(Math.log2(length / sampledPoints)));

/** The same weight smooths a long series as much as TensorBoard would: each point counts for its part of a sampled one. */
function perPoint(smoothing: Smoothing, points: number): Smoothing {
	return smoothing.kind === 'window' ? smoothing : {...smoothing, weight: smoothing.weight ** (1 / points)};
}

/**
 * The values of a series smoothed, one for each of its points, kept up as it grows. Their x are those of the series, which `sampleSeries`
 * takes from there.
 */
export class Smoothed implements PointValues {
	values = new Column();
	pyramid = new Pyramid(this.values);
	private readonly growth: Growth;
	private points: number;
	private smooth: Smoother;

	constructor(
		readonly series: Series,
		private readonly smoothing: Smoothing,
	) {
		this.growth = new Growth(series);
		this.points = pointsPerSample(series.length);
		this.smooth = makeSmoother(perPoint(smoothing, this.points));
	}

	/** Takes in the points that are new. */
	follow(): this {
		const points = pointsPerSample(this.series.length);
		if (this.growth.look() || points !== this.points) this.begin(points);
		const {values, pyramid, smooth, series} = this;
		while (values.length < series.length) {
			values.push(smooth(series.values.at(values.length)));
			pyramid.grow();
		}
		return this;
	}

	private begin(points: number): void {
		this.points = points;
		this.smooth = makeSmoother(perPoint(this.smoothing, points));
		this.values = new Column();
		this.pyramid = new Pyramid(this.values);
	}
}
