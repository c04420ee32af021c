import {isInfeasible} from '../../core/row.ts';
import {type CurveAxis, isWished} from '../../core/series/axis.ts';
import type {Smoothing} from '../../core/series/smoothing.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatClock, formatCount, formatDuration, formatNumber} from '../../core/text/units.ts';
import type {Scale} from '../../draw/chart/axes/scale.ts';
import type {BandStyle} from '../../draw/chart/band.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Span} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import type {Banded} from '../../store/shelves/banded.ts';
import {axisTitle, type YScale} from '../../store/shelves/chart-settings.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import {axisOf, countOthers} from './curves.ts';
import type {ChartBands, ChartsPlan, PlannedChart} from './plan-charts.ts';

/** Words about charts: where the reading line is, and which settings change how the curves look. */

/** What is said of a y axis that is not linear. */
const yTitles: Record<YScale, string> = {linear: '', log: 'log y', symlog: 'symlog y'};

/** Position of the reading line as the x axis counts. */
export function xText(x: number, {kind, name}: CurveAxis, state: State, brush: Brush): string {
	if (kind === 'time') return formatClock(x, state.nowMs, brush.zone);
	if (kind === 'value') return `${cleanText(name)} ${formatNumber(x)}`;
	return kind === 'relative' ? formatDuration(x) : `step ${formatCount(Math.round(x))}`;
}

/**
 * How many of the runs that are summed up have the metric, where not all do; limits given by hand; a y axis that can be no plain logarithm; what
 * the x are, where that is not what was chosen, and how many curves have no such x.
 */
export function chartNote(state: State, {metric, requests, band}: PlannedChart, scale: Scale | null, {glyphs}: Brush): string {
	const axis = axisOf(state, requests);
	if (axis === null) return '';
	const wanted = requests[0]?.x ?? 'step';
	const isExpected = isWished(wanted, axis) && (wanted !== 'step' || axis.kind === 'step');
	const title = axis.kind === 'value' ? cleanText(axis.name) : axisTitle(axis.kind);
	const others = countOthers(state, requests, axis);
	const {low = null, high = null} = state.view.chart.limits[metric] ?? {};
	const end = (value: number | null) => (value === null ? '' : formatNumber(value, 4, glyphs));
	const asked = low === null && high === null ? '' : `y ${end(low)} ${glyphFor('none', glyphs)} ${end(high)}`.trim();
	const limits = scale?.ignoresLimits ? `no value in ${asked}, all are shown` : asked;
	const bent = scale?.kind === 'symlog' && state.view.chart.yScale === 'log' ? yTitles.symlog : '';
	const summed = band?.rows.length ?? 0;
	const fewer = requests.length < summed ? `${requests.length} of ${summed} runs` : '';
	const parts = [fewer, limits, bent, isExpected ? '' : `x: ${title}`, others === 0 ? '' : `${others} without ${title}`];
	return parts.filter(part => part !== '').join(', ');
}

function smoothingText(smoothing: Smoothing | null): string {
	if (smoothing === null) return '';
	return smoothing.kind === 'window' ? `mean of ${smoothing.size}` : `smooth ${smoothing.weight}`;
}

function spreadWords(style: BandStyle, unicode: boolean): string {
	return style === 'range' ? 'median and range' : `mean ${unicode ? '±' : '+-'} deviation`;
}

function bandText(band: Banded | null | undefined, {unicode}: Brush['glyphs']): string {
	if (!band) return '';
	const {rows, of, leftOut, style} = band;
	const drawn = rows.filter(isInfeasible).length;
	const aside = leftOut > 0 ? `, without ${leftOut} infeasible` : drawn > 0 ? `, ${drawn} infeasible` : '';
	return `${spreadWords(style, unicode)} of ${rows.length < of ? `${rows.length} of ` : ''}${of} runs${aside}`;
}

/** `mean ± deviation of 2 groups`, on the Compare screen. */
function bandsText(bands: ChartBands | null | undefined, {unicode}: Brush['glyphs']): string {
	if (!bands) return '';
	const {groups, style} = bands;
	const repeated = groups.filter(({runs}) => runs.length > 1);
	const [only] = repeated;
	const of = repeated.length === 1 && only !== undefined ? `${only.runs.length} runs` : `${repeated.length} groups`;
	return `${spreadWords(style, unicode)} of ${of}`;
}

/** Cells of a pane's rule that its title at the left keeps, with the blanks around both. */
export const titleCells = 17;

/**
 * What stands at the right of a pane of charts: settings that change how the curves look, and `1–4 of 9`, which of them are on the page.
 *
 * @param cells of the rule; where not all fits, what can be seen in the chart is left out first, and `…` says so
 */
export function pageSpans(
	{charts, page, perPage, metrics, pages}: ChartsPlan,
	{view}: State,
	{glyphs}: Brush,
	cells: number,
): Span[] {
	const {chart, range} = view;
	const first = page * perPage + 1;
	const last = Math.min(metrics.length, first + perPage - 1);
	const said = [
		range === null ? '' : 'part of x',
		chart.x === 'step' ? '' : `x: ${axisTitle(chart.x)}`,
		bandText(charts[0]?.band, glyphs),
		bandsText(charts[0]?.bands, glyphs),
		smoothingText(chart.smoothing),
		yTitles[chart.yScale],
		chart.cutOutliers ? 'without outliers' : '',
		pages > 1 ? `${first === last ? first : `${first}–${last}`} of ${metrics.length}` : '',
	].filter(part => part !== '');
	const texts = said.map((_, from) => [...(from === 0 ? [] : [glyphFor('ellipsis', glyphs)]), ...said.slice(from)]);
	const joined = texts.map(parts => parts.join(` ${glyphFor('separator', glyphs)} `));
	const text = joined.find(each => textWidth(each) <= cells - titleCells) ?? joined.at(-1);
	return text === undefined ? [] : [{text, style: roleStyle('dim')}];
}
