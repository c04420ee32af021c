import {type Axis, sampleSeries} from '../../source/core/series/sample.ts';
import {Series} from '../../source/core/series/series.ts';
import {Smoothed} from '../../source/core/series/smoothed.ts';
import type {Smoothing} from '../../source/core/series/smoothing.ts';
import {drawChart} from '../../source/draw/chart/chart.ts';
import {layOutChart} from '../../source/draw/chart/layout.ts';
import type {ChartSeries} from '../../source/draw/chart/options.ts';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {assignRunLooks, lookStyle} from '../../source/draw/palette.ts';
import {cpuMsOf, type Result} from './result.ts';

/** What twelve long curves in one chart cost: from their pyramids to columns in the engine's thread, and from there to cells. */

const [cols, rows] = [200, 50];

/** Decays with noise; a second between points, every hundredth a pause of a minute. */
function noisy(points: number, seed: number): Series {
	const series = new Series();
	let state = seed;
	let wallMs = 1.76e12;
	for (let i = 0; i < points; i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		wallMs += i % 100 === 0 ? 60_000 : 1000;
		series.push(i, wallMs, 2.3 * Math.exp((-4 * i) / points) + seed * 0.05 + (0.4 * state) / 2 ** 32);
	}
	return series;
}

/** Milliseconds of CPU a round, the median of many. */
async function cpuMsOfRound(work: () => void, rounds = 60): Promise<number> {
	for (let i = 0; i < rounds / 2; i++) work();
	const times: number[] = [];
	for (let i = 0; i < rounds; i++) times.push(await cpuMsOf(work));
	return times.sort((a, b) => a - b)[rounds >> 1]!;
}

/** Milliseconds for a point of each series to arrive and be smoothed. */
async function growth(series: readonly Series[], smoothing: Smoothing): Promise<{first: number; next: number}> {
	const derived = series.map(one => new Smoothed(one, smoothing));
	const first = await cpuMsOf(() => {
		for (const each of derived) each.follow();
	});
	let step = 2e9;
	const next = await cpuMsOfRound(() => {
		step++;
		for (const one of series) one.push(step, Number.NaN, 1);
		for (const each of derived) each.follow();
	});
	return {first, next};
}

export async function benchCurves(count = 12, points = 1_000_000): Promise<Result[]> {
	const series = Array.from({length: count}, (_, i) => noisy(points, i));
	const {dots} = layOutChart(cols, rows, undefined, true);
	const sample = (axis: Axis, from: number | null = null, to: number | null = null, means = false) =>
		series.map(one => sampleSeries(one, axis, dots, from, to, {means}));
	const ids = series.map((_, i) => `run-${i}`);
	const looks = assignRunLooks(ids);
	const drawn = sample('step').map((each, i): ChartSeries => {
		const look = looks.get(ids[i]!)!;
		return {sample: each, style: lookStyle(look), pattern: look.pattern, label: ids[i]!};
	});
	const grid = new Grid(cols, rows);
	const drawing = await cpuMsOfRound(() => {
		grid.clear();
		drawChart(grid, 0, 0, cols, rows, drawn, {xKind: 'step'}, allGlyphs);
	});
	const what = `${count} curves of ${points / 1e6} million points at ${cols}×${rows}`;
	const line = (how: string, value: number, goal?: number): Result => ({
		what: `${what}${how}`,
		value,
		unit: 'ms CPU',
		...(goal !== undefined && {goal}),
	});
	const whole = await cpuMsOfRound(() => sample('step'));
	const results = [
		line(', sampled and drawn', whole + drawing, 5),
		line(', sampled', whole),
		line(', drawn', drawing),
		line(', sampled over time', await cpuMsOfRound(() => sample('time')), 5),
		line(', sampled with means, as for bands', await cpuMsOfRound(() => sample('step', null, null, true))),
		line(', sampled, a part of x', await cpuMsOfRound(() => sample('step', points * 0.3, points * 0.7)), 5),
	];
	const {first, next} = await growth(series, {kind: 'exponential', weight: 0.9});
	return [...results, line(', smoothed for the first time', first), line(', smoothed when a point is new', next)];
}
