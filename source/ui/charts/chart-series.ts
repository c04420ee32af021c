import type {BandGroup} from '../../core/rank/band-groups.ts';
import {type BandStyle, bandOf, extentOf, spanOf, sumUp} from '../../draw/chart/band.ts';
import type {ChartSeries} from '../../draw/chart/chart.ts';
import {lastOf} from '../../draw/chart/read-out.ts';
import {lookStyle, type RunLook, runSign} from '../../draw/palette.ts';
import {faint, roleStyle, withAttributes} from '../../draw/style.ts';
import {rangeOn} from '../../store/shelves/chart-settings.ts';
import {nameIn} from '../../store/texts/shown-name.ts';
import type {CurvesFrame} from './charts-frame.ts';
import {axisOf, curvesIn} from './curves.ts';
import type {ChartBands, ChartPair, PlannedChart} from './plan-charts.ts';

/** What is drawn in a chart: the curves that have come, as lines of runs, as the two lines of pairs, or as one line with a band. */

const trainStyle = roleStyle('run1');
const validationStyle = roleStyle('run2');
const middleStyle = roleStyle('run1');

type Looks = ReadonlyMap<string, RunLook>;

/** `looks` tells the runs' lines apart; null for curves of one run. The run in question comes last, on top. */
export function seriesOf(frame: CurvesFrame, chart: PlannedChart, looks: Looks | null): ChartSeries[] {
	const {band = null, pair = null} = chart;
	if (band !== null) return bandSeries(frame, chart, band.style);
	return pair === null ? runSeries(frame, chart, looks) : pairSeries(frame, chart, pair, looks);
}

/** How a run's line looks, by whatever tells it from the others: colour and pattern, and without colour a letter. */
function lookOf(looks: Looks | null, run: number, color: boolean): Pick<ChartSeries, 'style' | 'pattern' | 'letter'> {
	const look = looks?.get(String(run));
	if (look === undefined) return {style: roleStyle('run1'), pattern: 'solid'};
	return {style: lookStyle(look), pattern: look.pattern, ...(!color && {letter: look.letter})};
}

function runSeries({state, brush}: CurvesFrame, chart: PlannedChart, looks: Looks | null): ChartSeries[] {
	return curvesIn(state, chart.requests)
		.toReversed()
		.map(({request, curve}) => ({
			sample: curve,
			smooth: curve.smooth,
			...lookOf(looks, request.run, brush.color),
			label: nameIn(state, request.run),
		}));
}

/** Lines of training first, under those of validation, which have fewer points. Of several runs each has its colour for both. */
function pairSeries({state, brush}: CurvesFrame, chart: PlannedChart, pair: ChartPair, looks: Looks | null): ChartSeries[] {
	const all = curvesIn(state, chart.requests)
		.toReversed()
		.map(({request, curve}): ChartSeries & {isTrain: boolean} => {
			const isTrain = pair.isTrain(request);
			const own = looks === null ? {style: isTrain ? trainStyle : validationStyle} : lookOf(looks, request.run, brush.color);
			const word = isTrain ? 'train' : pair.word;
			const label = looks === null ? word : `${nameIn(state, request.run)} ${word}`;
			return {sample: curve, smooth: curve.smooth, ...own, pattern: isTrain ? 'solid' : 'dashed', label, isTrain};
		});
	return [...all.filter(({isTrain}) => isTrain), ...all.filter(({isTrain}) => !isTrain)];
}

/** Runs of one point each are no curve: their values are listed. */
function bandSeries(frame: CurvesFrame, chart: PlannedChart, style: BandStyle): ChartSeries[] {
	const {state, memory} = frame;
	const curves = curvesIn(state, chart.requests).map(({curve}) => curve);
	const samples = curves.map(curve => curve.smooth ?? curve);
	if (samples.every(({points}) => points < 2))
		return runSeries(
			frame,
			chart,
			memory.looksOf(
				chart.requests.map(({run}) => run),
				state,
			),
		);
	const range = rangeOn(state.view.range, axisOf(state, chart.requests));
	const {middle, spread} = bandOf(samples, range ?? spanOf(samples), chart.requests[0]!.width, style);
	const last = curves.map(lastOf).filter(value => !Number.isNaN(value));
	const newest = last.length === 0 ? null : sumUp(last, style);
	return [
		{sample: spread, style: withAttributes(middleStyle, faint), behind: true, newest},
		{sample: middle, style: middleStyle},
	];
}

/** A group as it is drawn: its middle, or of a lone run its curve; and the band around it. */
export interface GroupCurve {
	group: BandGroup;
	style: BandStyle;
	/** For legends. */
	sign: string;
	/** Range of x in which it says something. */
	first: number;
	last: number;
	spread: ChartSeries | null;
	line: ChartSeries;
}

/** The groups that have curves, each in the look of its first run. */
export function groupCurves(frame: CurvesFrame, chart: PlannedChart, {groups, style}: ChartBands, looks: Looks): GroupCurve[] {
	const {state, brush} = frame;
	const curves = curvesIn(state, chart.requests);
	const range = rangeOn(state.view.range, axisOf(state, chart.requests)) ?? spanOf(curves.map(({curve}) => curve));
	return groups.flatMap((group): GroupCurve[] => {
		const own = curves.filter(({request}) => group.runs.some(({key}) => key === request.run)).map(({curve}) => curve);
		const [first] = own;
		const look = {...lookOf(looks, group.runs[0]!.key, brush.color), label: group.label};
		if (first === undefined) return [];
		const told = {
			group,
			style,
			sign: look.letter ?? runSign(look.pattern ?? 'solid', brush.glyphs),
		};
		if (group.runs.length === 1) {
			const line = {sample: first, smooth: first.smooth, ...look};
			return [{...told, first: first.first, last: first.last, spread: null, line}];
		}
		const samples = own.map(curve => curve.smooth ?? curve);
		const {middle, spread} = bandOf(samples, range, chart.requests[0]!.width, style);
		const around = {sample: spread, style: withAttributes(look.style, faint), behind: true};
		return [{...told, ...extentOf(middle), spread: around, line: {sample: middle, ...look}}];
	});
}

/** Bands behind all lines, the first group on top. */
export function seriesOfGroups(curves: readonly GroupCurve[]): ChartSeries[] {
	const drawn = curves.toReversed();
	return [...drawn.flatMap(({spread}) => spread ?? []), ...drawn.map(({line}) => line)];
}
