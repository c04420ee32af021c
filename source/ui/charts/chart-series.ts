import {bandOf, spanOf} from '../../draw/chart/band.ts';
import type {ChartSeries} from '../../draw/chart/chart.ts';
import {lookStyle, type RunLook} from '../../draw/palette.ts';
import {attributesOf, backgroundOf, faint, foregroundOf, makeStyle, roleStyle} from '../../draw/style.ts';
import type {Banded} from '../../store/shelves/banded.ts';
import {rangeOn} from '../../store/shelves/chart-settings.ts';
import type {CurvesFrame} from './charts-frame.ts';
import {axisOf, curvesIn} from './curves.ts';
import type {PlannedChart} from './plan-charts.ts';

/** What is drawn in a chart: the curves that have come, as lines of runs, as the two lines of a pair, or as one line with a band. */

export const trainStyle = roleStyle('run1');
export const validationStyle = roleStyle('run2');
const middleStyle = roleStyle('run1');
const spreadStyle = makeStyle(foregroundOf(middleStyle), backgroundOf(middleStyle), attributesOf(middleStyle) | faint);

/** `given` tells the looks of runs, else they are the run's own where there are several. The run in question comes last, on top. */
export function seriesOf(frame: CurvesFrame, chart: PlannedChart, given: ReadonlyMap<string, RunLook> | null): ChartSeries[] {
	const {band = null, pair = null} = chart;
	if (band !== null) return bandSeries(frame, chart, band);
	if (pair === null) return runSeries(frame, chart, given);
	return curvesIn(frame.state, chart.requests)
		.toReversed()
		.map(({request, curve}): ChartSeries => {
			const isTrain = request.metric === pair.train;
			const look = isTrain
				? {style: trainStyle, pattern: 'solid' as const, label: 'train'}
				: {style: validationStyle, pattern: 'dashed' as const, label: pair.word};
			return {sample: curve, smooth: curve.smooth, ...look};
		});
}

function runSeries(
	{state, memory, brush}: CurvesFrame,
	chart: PlannedChart,
	given: ReadonlyMap<string, RunLook> | null,
): ChartSeries[] {
	const several = given !== null || chart.requests.length > 1;
	const looks = given ?? memory.looksOf(chart.requests.map(request => String(request.run)));
	return curvesIn(state, chart.requests)
		.toReversed()
		.map(({request, curve}) => {
			const look = looks.get(String(request.run));
			const style = several && look !== undefined ? lookStyle(look) : roleStyle('run1');
			return {
				sample: curve,
				smooth: curve.smooth,
				style,
				pattern: (several ? look?.pattern : null) ?? 'solid',
				...(several && look !== undefined && !brush.color && {letter: look.letter}),
				label: state.rows.get(request.run)?.name ?? '',
			};
		});
}

/** Runs of one point each are no curve: their values are listed. */
function bandSeries(frame: CurvesFrame, chart: PlannedChart, {style}: Banded): ChartSeries[] {
	const {state} = frame;
	const samples = curvesIn(state, chart.requests).map(({curve}) => curve.smooth ?? curve);
	if (samples.every(({points}) => points < 2)) return runSeries(frame, chart, null);
	const range = rangeOn(state.view.range, axisOf(state, chart.requests));
	const {middle, spread} = bandOf(samples, range ?? spanOf(samples), chart.requests[0]!.width, style);
	return [
		{sample: spread, style: spreadStyle, behind: true},
		{sample: middle, style: middleStyle},
	];
}
