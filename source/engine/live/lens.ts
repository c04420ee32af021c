import {axisKey, axisOfMetric, type CurveAxis, findEpochMetric, stepAxis} from '../../core/series/axis.ts';
import {alongMetric, alongTime, type Derived} from '../../core/series/derived.ts';
import {type Axis, type Sample, sampleSeries, xOf} from '../../core/series/sample.ts';
import type {PointValues, Series} from '../../core/series/series.ts';
import {Smoothed} from '../../core/series/smoothed.ts';
import type {Smoothing} from '../../core/series/smoothing.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Curve, CurveWish} from '../protocol.ts';

/** How one wish looks at a metric: along which x, smoothed how. Keeps what it derived, so that growth costs only what is new. */
export class Lens {
	private along: {of: Series; x: Series | null; derived: Derived} | null = null;
	private smooth: Smoothed | null = null;

	/** Changes whenever the answer may: with points of the metric or of what it is drawn over. */
	static stateOf(run: TrackedRun, wish: CurveWish): string {
		const series = seriesOf(run, wish);
		const name = nameOfX(run, wish);
		const x = name === null ? undefined : run.metrics.get(name);
		return `${stateOf(series)}:${name ?? ''}:${stateOf(x)}`;
	}

	/** Which x there are, over all points; null as long as the run has no such metric. */
	extentOf(run: TrackedRun, wish: CurveWish): {axis: string; first: number; last: number} | null {
		const curve = this.look(run, {...wish, width: 0, smoothing: null});
		return curve === null || Number.isNaN(curve.first) ? null : {axis: axisKey(curve.axis), first: curve.first, last: curve.last};
	}

	/** Null as long as the run has no such metric. */
	look(run: TrackedRun, wish: CurveWish): Omit<Curve, 'wish'> | null {
		const logged = seriesOf(run, wish);
		if (logged === undefined) return null;
		logged.settle();
		const {series, axis, kind} = this.choose(run, wish, logged);
		const x = xOf(series, kind);
		const end = x.length - 1;
		const zeroMs = kind === 'relative' && end >= 0 ? Math.min(startOf(run), x.at(0)) : null;
		const {means = false} = wish;
		const sampleOf = (shown: PointValues): Sample =>
			sampleSeries(series, kind, wish.width, wish.from, wish.to, {zeroMs, means, shown});
		const place = (value: number) => (zeroMs === null ? value : (value - zeroMs) / 1000);
		return {
			...sampleOf(series),
			axis,
			first: end < 0 ? Number.NaN : place(x.at(0)),
			last: end < 0 ? Number.NaN : place(x.at(end)),
			smooth: wish.smoothing === null ? null : sampleOf(this.smoothOf(series, wish.smoothing)),
		};
	}

	private choose(run: TrackedRun, wish: CurveWish, logged: Series): {series: Series; axis: CurveAxis; kind: Axis} {
		if (wish.x === 'relative' || wish.x === 'time') {
			if (logged.walls === null) return {series: logged, axis: stepAxis, kind: 'step'};
			const series = logged.wallsAscend ? logged : this.follow(logged, null, () => alongTime(logged));
			return {series, axis: {kind: wish.x, name: ''}, kind: wish.x};
		}
		const name = nameOfX(run, wish);
		const x = name === null ? undefined : run.metrics.get(name);
		if (name === null || x === undefined || x === logged) return {series: logged, axis: stepAxis, kind: 'step'};
		const axis = wish.x === 'epoch' ? {kind: 'value' as const, name: 'epoch'} : axisOfMetric(name);
		return {series: this.follow(logged, x, () => alongMetric(logged, x)), axis, kind: 'step'};
	}

	private follow(of: Series, x: Series | null, make: () => Derived): Series {
		if (this.along?.of !== of || this.along.x !== x) this.along = {of, x, derived: make()};
		return this.along.derived.follow();
	}

	private smoothOf(series: Series, smoothing: Smoothing): Smoothed {
		if (this.smooth?.series !== series) this.smooth = new Smoothed(series, smoothing);
		return this.smooth.follow();
	}
}

const seriesOf = (run: TrackedRun, {metric, system}: CurveWish): Series | undefined =>
	(system ? run.systemMetrics : run.metrics).get(metric);

/** The metric that the wish wants as x, null for steps and times. Machines' series have no part in the run's metrics. */
function nameOfX(run: TrackedRun, {metric, system, x}: CurveWish): string | null {
	if (system) return null;
	if (x.startsWith('metric:')) return x.slice('metric:'.length);
	if (x === 'epoch') return findEpochMetric(run.metrics.keys());
	return x === 'step' ? (run.stepMetricOf(metric) ?? null) : null;
}

/** When the first point of the run was written, milliseconds: all its charts count from there. Infinity without times. */
function startOf(run: TrackedRun): number {
	let startMs = Number.POSITIVE_INFINITY;
	for (const {walls} of run.metrics.values()) {
		const firstMs = walls === null || walls.length === 0 ? Number.NaN : walls.at(0);
		if (firstMs < startMs) startMs = firstMs;
	}
	return startMs;
}

function stateOf(series: Series | undefined): string {
	return series === undefined ? 'none' : `${series.length}:${series.pushes}`;
}
