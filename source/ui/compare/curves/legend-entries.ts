import type {Aligned} from '../../../core/diff/align-names.ts';
import {joinedText} from '../../../core/rank/joined-metric.ts';
import {isInfeasible, type RunRow, readAggregate} from '../../../core/row.ts';
import {describeSpread} from '../../../core/table/groups/statistics.ts';
import {type Direction, guessDirection} from '../../../core/table/metrics/direction.ts';
import {isTop, topValue} from '../../../core/table/metrics/top-value.ts';
import {formatNumber} from '../../../core/text/units.ts';
import {readWithin} from '../../../draw/chart/read-out.ts';
import {glyphFor} from '../../../draw/glyphs.ts';
import type {NameApart} from '../../../draw/names-apart.ts';
import {lookSign, lookStyle, type Pattern, runSign} from '../../../draw/palette.ts';
import type {Style} from '../../../draw/style.ts';
import {cursorOn} from '../../../store/shelves/chart-settings.ts';
import {toldName} from '../../../store/texts/shown-name.ts';
import type {GroupCurve} from '../../charts/chart-series.ts';
import type {CurvesFrame} from '../../charts/charts-frame.ts';
import {axisOf} from '../../charts/curves.ts';
import type {PlannedChart} from '../../charts/plan-charts.ts';
import type {Brush} from '../../scene.ts';
import type {CompareModel} from '../compare-model.ts';

/** What is told of the lines of a chart: of a run, of a run's pair, or of a group of runs. */
export interface LegendEntry extends NameApart {
	runs: readonly number[];
	sign: string;
	style: Style;
	/** At the reading line where there is one, else the newest. NaN for none. */
	value: number;
	second: string;
	isBest: boolean;
}

export interface Legend {
	/** The metric, with what other runs call it: `val/loss = val_loss`. */
	title: string;
	entries: readonly LegendEntry[];
	/** What the numbers are; the second is empty where there is none. */
	heads: {value: string; second: string};
}

export const legendNumber = (value: number, glyphs: Brush['glyphs']) =>
	Number.isNaN(value) ? '' : formatNumber(value, 4, glyphs);

/** What the drawn runs have of a metric, in the order of the table's columns; with bands what their groups have. */
export function legendOf(
	frame: CurvesFrame,
	chart: PlannedChart,
	aligned: Aligned,
	model: CompareModel,
	groups: readonly GroupCurve[] | null,
): Legend {
	const goal = guessDirection(aligned.name);
	const chartX = cursorOn(frame.state.view.chartX, axisOf(frame.state, chart.requests));
	const others = new Set(aligned.nameIn.flatMap(name => (name === null || name === aligned.name ? [] : [name])));
	const title = joinedText({metric: aligned.name, others: [...others]});
	const {entries, heads} =
		groups === null ? ofRuns(frame, chart, aligned, model, goal, chartX) : ofGroups(frame, aligned, model, groups, chartX);
	if (goal === null) return {title, entries, heads};
	const infeasible = new Set(model.rows.filter(isInfeasible).map(({key}) => key));
	const counted = entries.map(({runs, value}) => (runs.some(run => infeasible.has(run)) ? Number.NaN : value));
	const top = topValue(counted, goal);
	return {title, entries: entries.map((entry, at) => ({...entry, isBest: isTop(counted[at]!, top)})), heads};
}

function ofRuns(
	{state, brush}: CurvesFrame,
	{requests, pair = null}: PlannedChart,
	{nameIn}: Aligned,
	{rows, looks}: CompareModel,
	goal: Direction | null,
	chartX: number | null,
): Omit<Legend, 'title'> {
	const valueIn = (run: number, name: string | null): number => {
		if (name === null) return Number.NaN;
		const row = rows.find(({key}) => key === run)!;
		const request = requests.find(each => each.run === run && each.metric === name);
		if (chartX === null) return readAggregate(row, name, 'last');
		const curve = request === undefined ? null : state.curves.get(request);
		return (curve && readWithin(curve, chartX)?.value) ?? Number.NaN;
	};
	const entries = rows.flatMap((row, at): LegendEntry[] => {
		const own = requests.filter(({run}) => run === row.key);
		const look = looks.get(String(row.key));
		if (own.length === 0 || look === undefined) return [];
		const train = pair === null ? null : (own.find(pair.isTrain)?.metric ?? null);
		const name = pair === null ? nameIn[at]! : (own.find(request => !pair.isTrain(request))?.metric ?? null);
		const best = goal === null || name === null ? Number.NaN : readAggregate(row, name, goal === 'down' ? 'min' : 'max');
		const second = legendNumber(pair === null ? best : valueIn(row.key, train), brush.glyphs);
		// The patterns of a pair tell training from validation, and not the runs.
		const sign = lookSign(pair === null ? look : {...look, pattern: 'solid'}, brush);
		const drawn = {...toldName(row, state), sign, style: lookStyle(look)};
		return [{runs: [row.key], ...drawn, value: valueIn(row.key, name), second, isBest: false}];
	});
	if (pair !== null) {
		const head = (pattern: Pattern, word: string) => `${runSign(pattern, brush.glyphs)} ${word}`;
		return {entries, heads: {value: head('dashed', pair.word), second: head('solid', 'train')}};
	}
	const value = chartX === null ? 'last' : 'here';
	return {entries, heads: {value, second: goal === null ? '' : goal === 'down' ? 'min' : 'max'}};
}

/** The middle of each group, and how far its runs lie around it: where the reading line stands, else at the end of each. */
function ofGroups(
	{brush}: CurvesFrame,
	{nameIn}: Aligned,
	{rows}: CompareModel,
	groups: readonly GroupCurve[],
	chartX: number | null,
): Omit<Legend, 'title'> {
	const {glyphs} = brush;
	const isRange = groups.some(({style}) => style === 'range');
	const lastIn = (row: RunRow): number => {
		const name = nameIn[rows.indexOf(row)];
		return typeof name === 'string' ? readAggregate(row, name, 'last') : Number.NaN;
	};
	const entries = groups.map((curve): LegendEntry => {
		const {group, line, sign} = curve;
		const {middle, low, high} = chartX === null ? atEnd(group.runs.map(lastIn), isRange) : atLine(curve, chartX);
		const range = `${formatNumber(low, 3, glyphs)} ${glyphFor('none', glyphs)} ${formatNumber(high, 3, glyphs)}`;
		const second =
			Number.isNaN(high - low) || group.runs.length === 1 ? '' : isRange ? range : formatNumber((high - low) / 2, 2, glyphs);
		const told = {runs: group.runs.map(({key}) => key), name: group.label, apart: '', sign, style: line.style};
		return {...told, value: middle, second, isBest: false};
	});
	const second = isRange ? 'range' : glyphs.unicode ? '±' : '+-';
	return {entries, heads: {value: isRange ? 'median' : 'mean', second}};
}

interface Around {
	middle: number;
	low: number;
	high: number;
}

function atEnd(values: readonly number[], isRange: boolean): Around {
	const {mean, deviation, median, low, high} = describeSpread(values);
	return isRange ? {middle: median, low, high} : {middle: mean, low: mean - deviation, high: mean + deviation};
}

function atLine({spread, line, first, last}: GroupCurve, x: number): Around {
	const {value = Number.NaN} = readWithin({...line.sample, first, last}, x) ?? {};
	const {low = Number.NaN, high = Number.NaN} = (spread && readWithin({...spread.sample, first, last}, x)) ?? {};
	return {middle: value, low, high};
}
