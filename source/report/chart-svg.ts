import type {Sample} from '../core/series/sample.ts';
import {chooseScale, ValueRange} from '../draw/chart/axes/limits.ts';
import type {Scale} from '../draw/chart/axes/scale.ts';
import {formatTicks, linearTicks, niceStep, scaleTicks} from '../draw/chart/axes/ticks.ts';
import type {Chart, ChartCurve} from './blocks.ts';
import {curvePath, meanPath, type Place} from './curve-path.ts';
import {escapeHtml} from './html-text.ts';

/** Units of the picture; it is scaled to the room there is. */
const width = 560;
const height = 304;
const top = 10;
/** Two lines of text: the steps, and that they are steps. */
const bottom = 40;
const right = 10;
const digit = 7;
const mostMarks = 20;

export interface ChartPicture {
	svg: string;
	/** Some values lie outside the axis. */
	isCut: boolean;
}

/** A chart as one SVG element whose colours are the classes of html-style.ts. `id` must differ from those of the other charts. */
export function drawChart(chart: Chart, id: string): ChartPicture {
	const samples = chart.curves.map(({sample}) => sample);
	const {scale, isCut} = scaleOf(samples, chart.logY);
	const {from, to} = rangeOf([...samples, ...chart.others]);
	const yTicks = scale === null ? [] : scaleTicks(scale, 5);
	const yTexts = formatTicks(yTicks);
	const left = 12 + digit * yTexts.reduce((most, text) => Math.max(most, text.length), 1);
	const plot = {cols: width - left - right, rows: height - top - bottom};
	const place: Place = {
		x: value => left + (to > from ? (value - from) / (to - from) : 0.5) * plot.cols,
		y: value => top + (1 - clamp(scale?.share(value) ?? 0.5)) * plot.rows,
	};
	const parts = [
		`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(chart.metric)} over steps">`,
		`<clipPath id="${id}"><rect x="${left - 2}" y="${top - 2}" width="${plot.cols + 4}" height="${plot.rows + 4}"/></clipPath>`,
		...yTicks.map((value, at) => horizontal(place.y(value), left, yTexts[at]!)),
		...xLabels(from, to, place, plot.cols),
		`<text class="label end" x="${width - right}" y="${height - 6}">step</text>`,
		`<g clip-path="url(#${id})">`,
		...chart.others.map(sample => `<path class="other" d="${meanPath(sample, place)}"/>`),
		// The best one is drawn last, over the others.
		...chart.curves.toReversed().map(curve => curveParts(curve, place, top + plot.rows)),
		'</g>',
		'</svg>',
	];
	return {svg: parts.join('\n'), isCut};
}

/** A value far outside stays at the edge of what a number may be in a path. */
const clamp = (share: number): number => Math.max(-1, Math.min(2, share));

function horizontal(y: number, left: number, text: string): string {
	const at = y.toFixed(1);
	return `<path class="grid" d="M${left} ${at}H${width - right}"/><text class="label end" x="${left - 6}" y="${(y + 4).toFixed(1)}">${escapeHtml(text)}</text>`;
}

function xLabels(from: number, to: number, place: Place, cols: number): string[] {
	if (!(to >= from)) return [];
	const ticks = to > from ? linearTicks(from, to, Math.max(1, niceStep(to - from, cols / 90))) : [from];
	const texts = formatTicks(ticks);
	return ticks.map((value, at) => {
		const x = Math.min(width - right - 8, place.x(value));
		return `<text class="label middle" x="${x.toFixed(1)}" y="${height - bottom + 20}">${escapeHtml(texts[at]!)}</text>`;
	});
}

function curveParts({name, sample, slot}: ChartCurve, place: Place, floor: number): string {
	const look = `r${slot % 8}${slot >= 8 ? ' dashed' : ''}${sample.points < 2 ? ' lone' : ''}`;
	const marks = Array.from(sample.nonfinite.subarray(0, mostMarks), x => {
		const [px, py] = [place.x(x).toFixed(1), floor - 5];
		return `M${px} ${py}m-3-3l6 6m0-6l-6 6`;
	}).join('');
	const title = `<title>${escapeHtml(name)}</title>`;
	const line = `<path class="curve ${look}" d="${curvePath(sample, place)}">${title}</path>`;
	return marks === ''
		? line
		: `${line}<path class="mark r${slot % 8}" d="${marks}"><title>${escapeHtml(name)}: not finite here</title></path>`;
}

function rangeOf(samples: readonly Sample[]): {from: number; to: number} {
	let from = Number.POSITIVE_INFINITY;
	let to = Number.NEGATIVE_INFINITY;
	for (const sample of samples) {
		if (sample.from < from) from = sample.from;
		if (sample.to > to) to = sample.to;
	}
	return {from, to};
}

/** The y axis over all values, unless a few lie so far out that the rest would be flat. */
function scaleOf(samples: readonly Sample[], logY: boolean): {scale: Scale | null; isCut: boolean} {
	const range = new ValueRange();
	for (const {exact, columns} of samples) {
		for (let i = 1; i < exact.length; i += 2) range.add(exact[i]!, exact[i]!);
		if (exact.length === 0) for (let i = 0; i < columns.length; i += 4) range.add(columns[i]!, columns[i + 1]!);
	}
	const choose = (outliers: boolean): Scale | null =>
		chooseScale(range, {kind: logY ? 'log' : 'linear', outliers, low: null, high: null});
	const whole = choose(true);
	const inner = choose(false);
	if (whole === null || inner === null || logY) return {scale: whole, isCut: false};
	const isCut = whole.high - whole.low > 20 * (inner.high - inner.low) && inner.high > inner.low;
	return {scale: isCut ? inner : whole, isCut};
}
