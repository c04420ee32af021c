import {sampleSeries} from '../../source/core/series/sample.ts';
import {type PointValues, Series} from '../../source/core/series/series.ts';
import {Smoothed} from '../../source/core/series/smoothed.ts';
import type {Smoothing} from '../../source/core/series/smoothing.ts';
import {drawChart} from '../../source/draw/chart/chart.ts';
import {layOutChart} from '../../source/draw/chart/layout.ts';
import type {ChartOptions, ChartSeries} from '../../source/draw/chart/options.ts';
import {fitColumns} from '../../source/draw/columns.ts';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {assignRunLooks, lookStyle} from '../../source/draw/palette.ts';
import {drawSparkline} from '../../source/draw/sparkline.ts';
import {drawRow} from '../../source/draw/table.ts';

/** How long drawing takes, in milliseconds a picture: `benchDraw`. Goals: 12 curves at 200 × 50 under 5 ms, one at 80 × 10 under 0.3 ms. */

export interface Timing {
	name: string;
	medianMs: number;
	p95Ms: number;
	/** Upper bound for the median that the project set itself, null for none. */
	goalMs: number | null;
}

function noisy(points: number, seed: number): Series {
	const series = new Series();
	let state = seed;
	for (let i = 0; i < points; i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		series.push(i, Number.NaN, 2.3 * Math.exp((-4 * i) / points) + seed * 0.05 + (0.4 * state) / 2 ** 32);
	}
	return series;
}

function time(name: string, goalMs: number | null, rounds: number, draw: () => void): Timing {
	for (let i = 0; i < rounds / 4; i++) draw();
	const times = Array.from({length: rounds}, () => {
		const start = performance.now();
		draw();
		return performance.now() - start;
	}).sort((a, b) => a - b);
	return {name, goalMs, medianMs: times[rounds >> 1]!, p95Ms: times[Math.floor(rounds * 0.95)]!};
}

function chart(
	name: string,
	goalMs: number | null,
	curves: number,
	cols: number,
	rows: number,
	options: Partial<ChartOptions> & {smoothing?: Smoothing} = {},
	glyphs = allGlyphs,
): Timing {
	const {dots} = layOutChart(cols, rows, undefined, glyphs.braille);
	const ids = Array.from({length: curves}, (_, i) => `run-${i}`);
	const looks = assignRunLooks(ids);
	const series = ids.map((id, i): ChartSeries => {
		const look = looks.get(id)!;
		const curve = noisy(10_000, i);
		const sampleOf = (shown: PointValues) => sampleSeries(curve, 'step', dots, null, null, {shown});
		const {smoothing} = options;
		return {
			sample: sampleOf(curve),
			smooth: smoothing === undefined ? null : sampleOf(new Smoothed(curve, smoothing).follow()),
			style: lookStyle(look),
			pattern: look.pattern,
			label: id,
		};
	});
	const grid = new Grid(cols, rows);
	return time(name, goalMs, 400, () => {
		grid.clear();
		drawChart(grid, 0, 0, cols, rows, series, {xKind: 'step', ...options}, glyphs);
	});
}

function table(): Timing {
	const grid = new Grid(200, 50);
	const ids = ['name', 'status', 'loss', 'spark', 'acc', 'lr', 'age', 'left'];
	const columns = fitColumns(
		ids.map((id, i) => ({id, min: 8, want: 12, priority: i, flex: i === 0})),
		200,
	);
	const values = Float32Array.from({length: 12}, (_, i) => Math.sin(i));
	return time('table of 48 rows, 8 columns, 200 x 50', null, 400, () => {
		grid.clear();
		for (let row = 0; row < 48; row++) {
			drawRow(
				grid,
				0,
				row,
				columns,
				id =>
					id === 'spark'
						? (target, x, y, width) => drawSparkline(target, x, y, width, values, 0, 0, allGlyphs)
						: {text: `${id} number ${row}`, style: 0, cut: 'middle', align: 'right'},
				allGlyphs,
			);
		}
	});
}

export function benchDraw(): Timing[] {
	return [
		chart('one chart, 80 x 10', 0.3, 1, 80, 10),
		chart('one chart, smoothed, 80 x 10', 0.3, 1, 80, 10, {smoothing: {kind: 'exponential', weight: 0.9}}),
		chart('12 curves, 200 x 50', 5, 12, 200, 50),
		chart('12 curves, smoothed over raw, 200 x 50', 5, 12, 200, 50, {
			smoothing: {kind: 'exponential', weight: 0.9},
		}),
		chart('12 curves, log, no outliers, 200 x 50', 5, 12, 200, 50, {yKind: 'log', outliers: false}),
		chart('one chart without braille, 80 x 10', null, 1, 80, 10, {}, asciiGlyphs),
		table(),
	];
}
