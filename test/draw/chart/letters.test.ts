import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {drawChart} from '../../../source/draw/chart/chart.ts';
import {layOutChart} from '../../../source/draw/chart/layout.ts';
import type {ChartSeries} from '../../../source/draw/chart/options.ts';
import {allGlyphs, asciiGlyphs, type Glyphs, pointOf} from '../../../source/draw/glyphs.ts';
import {Grid} from '../../../source/draw/grid.ts';

// Without colour the lines of runs carry letters. What a letter stands on is its own line, and no other one.

const [cols, rows] = [100, 24];
const letterOf = (at: number) => String.fromCharCode(0x61 + at);

function curves(glyphs: Glyphs, count: number, noise: number): ChartSeries[] {
	const {dots} = layOutChart(cols, rows, 5, glyphs.braille);
	let state = 7;
	return Array.from({length: count}, (_, run): ChartSeries => {
		const series = new Series();
		for (let i = 0; i < 600; i++) {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			series.push(i, Number.NaN, (10 + run * 4) * Math.exp(-i / (200 + run * 40)) + (noise * state) / 2 ** 32);
		}
		return {sample: sampleSeries(series, 'step', dots, null, null), style: 0, letter: letterOf(run)};
	});
}

function draw(series: readonly ChartSeries[], glyphs: Glyphs, low: number, high: number): Grid {
	const grid = new Grid(cols, rows);
	drawChart(grid, 0, 0, cols, rows, series, {xKind: 'step', labelWidth: 5, low, high}, glyphs);
	return grid;
}

for (const [name, glyphs] of [
	['braille', allGlyphs],
	['ASCII', asciiGlyphs],
] as const) {
	test(`${name}: each of twelve lines has its letter, in cells that are its own`, () => {
		for (const noise of [0, 0.5, 3]) {
			const series = curves(glyphs, 12, noise);
			const plain = series.map(({letter: _, ...rest}) => rest);
			const lettered = draw(series, glyphs, 0, 60);
			const alone = plain.map(one => draw([one], glyphs, 0, 60));
			const none = draw([{...plain[0]!, sample: {...plain[0]!.sample, columns: new Float64Array(0), points: 0}}], glyphs, 0, 60);
			const without = draw(plain, glyphs, 0, 60);
			const seen = new Map<number, number>();
			for (let cell = 0; cell < cols * rows; cell++) {
				const glyph = lettered.glyphs[cell]!;
				if (glyph === without.glyphs[cell]) continue;
				const run = glyph - pointOf('a');
				seen.set(run, (seen.get(run) ?? 0) + 1);
				const owners = alone.flatMap((grid, at) => (grid.glyphs[cell] === none.glyphs[cell] ? [] : [at]));
				// Without braille bars of other runs' extremes may lie behind.
				if (noise === 0 && glyphs.braille) assert.deepEqual(owners, [run], `cell ${cell % cols}, ${Math.floor(cell / cols)}`);
				else assert.ok(owners.includes(run), `letter ${letterOf(run)} lies on its line`);
			}
			assert.equal(seen.size, 12, `letters seen with noise ${noise}: ${[...seen.keys()].map(letterOf)}`);
		}
	});
}

test('a line that lies under another one keeps silent, and one that shares every cell still has its letter', () => {
	const [one] = curves(allGlyphs, 1, 0);
	const twice = draw([one!, {...one!, letter: 'z'}], allGlyphs, 0, 60);
	const text = twice.lines().join('');
	assert.match(text, /z/);
	assert.doesNotMatch(text, /a/);
});
