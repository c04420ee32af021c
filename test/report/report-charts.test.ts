import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleSeries} from '../../source/core/series/sample.ts';
import {Series} from '../../source/core/series/series.ts';
import type {Block, Chart} from '../../source/report/blocks.ts';
import {curvePath, meanPath} from '../../source/report/curve-path.ts';
import {writeHtml} from '../../source/report/html.ts';

function sampleOf(values: readonly number[], columns = 240) {
	const series = new Series();
	for (const [step, value] of values.entries()) series.push(step, Number.NaN, value);
	return sampleSeries(series, 'step', columns, null, null);
}

function chart(curves: readonly (readonly number[])[], more: Partial<Chart> = {}): Chart {
	return {
		metric: 'loss',
		direction: '',
		logY: false,
		curves: curves.map((values, slot) => ({name: `r${slot}`, sample: sampleOf(values), slot, last: '1', best: '1'})),
		others: [],
		more: 0,
		...more,
	};
}

const write = (...blocks: Block[]) => writeHtml({title: 'A study', blocks});
const figure = (of: Chart) => write({kind: 'chart', chart: of});
const captionOf = (of: Chart) => /<figcaption>(.*)<\/figcaption>/.exec(figure(of))![1];
/** Numbers beside an axis, and places of the curves, y from the top. */
const yLabels = (html: string) =>
	[...html.matchAll(/<text class="label end" x="\d+" y="[\d.]+">([^<]+)</g)].map(([, text]) => text).slice(0, -1);
const xLabels = (html: string) => [...html.matchAll(/<text class="label middle"[^>]*>([^<]+)</g)].map(([, text]) => text);
const places = (html: string) =>
	[...html.matchAll(/class="curve [^"]*" d="(M[^"]*\d{2}[^"]*)"><title>/g)].map(([, d]) =>
		[...d!.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
	);

test('below a chart stands what is better, how many others are behind it, and what of it is not there', () => {
	const two = [
		[1, 2],
		[2, 1],
	];
	const other = sampleOf([3, 4]);
	for (const [of, caption] of [
		[chart(two), 'loss'],
		[chart(two, {direction: 'lower is better'}), 'loss <span>lower is better</span>'],
		[chart(two, {others: [other]}), 'loss <span>1 other run in gray</span>'],
		[chart(two, {others: [other, other], more: 3}), 'loss <span>2 other runs in gray; 3 more not drawn</span>'],
		[chart([[1]]), 'loss <span>one value</span>'],
		[chart([[1], [2]], {others: [other], more: 3}), 'loss <span>one value each; 4 more not listed</span>'],
		[chart([[1, 2, 1e6, ...Array.from({length: 40}, (_, at) => at % 3)]]), 'loss <span>values far outside are cut off</span>'],
	] as const)
		assert.equal(captionOf(of), caption);
	const [html, several] = [figure(chart([[1]])), write({kind: 'chart', chart: chart(two)}, {kind: 'chart', chart: chart(two)})];
	assert.ok(!html.includes('<svg class="chart"'));
	assert.equal(several.match(/<div class="charts">/g)?.length, 1, 'charts that follow each other stand side by side');
	assert.deepEqual(several.match(/<clipPath id="[^"]+"/g), ['<clipPath id="c0-0"', '<clipPath id="c0-1"']);
	const apart = write({kind: 'chart', chart: chart(two)}, {kind: 'heading', text: 'x'}, {kind: 'chart', chart: chart(two)});
	assert.equal(apart.match(/<div class="charts">/g)?.length, 2);
});

test('a legend tells the last value, and the best where that is another; a ninth run is dashed', () => {
	const legend = (last: string, best: string) => {
		const {curves, ...rest} = chart([[1, 2]]);
		return /<span class="value">([^<]*)</.exec(figure({...rest, curves: [{...curves[0]!, last, best}]}))![1];
	};
	assert.deepEqual([legend('2', '1'), legend('2', '2'), legend('2', '')], ['2, best 1', '2', '2']);
	const html = figure(chart(Array.from({length: 10}, () => [1, 2])));
	assert.deepEqual([...html.matchAll(/<li>.*?class="(curve [^"]*)"/g)].map(([, look]) => look).slice(7), [
		'curve r7',
		'curve r0 dashed',
		'curve r1 dashed',
	]);
	assert.deepEqual(
		[...html.matchAll(/<title>(r\d)<\/title>/g)].map(([, name]) => name).slice(-2),
		['r1', 'r0'],
		'the best is drawn last',
	);
});

test('curves lie where their values are: low below high, early left of late, far outliers outside, none of it upside down', () => {
	const html = figure(chart([[0, 10, 5]]));
	assert.deepEqual([yLabels(html)[0], yLabels(html).at(-1), xLabels(html)], ['0', '10', ['0', '1', '2']]);
	const [low, high, middle] = places(html)[0]!;
	assert.ok(low![1] > middle![1] && middle![1] > high![1] && low![0] < high![0] && high![0] < middle![0]);
	const flat = figure(chart([[1, 1]]));
	assert.equal(new Set(places(flat)[0]!.map(([, y]) => y)).size, 1);
	const spiked = [1, 2, 1e6, ...Array.from({length: 40}, (_, at) => at % 3)];
	const cut = figure(chart([spiked]));
	assert.ok(places(cut)[0]![2]![1] < 0 && yLabels(cut).every(text => Number(text) <= 3));
	const log = figure(chart([spiked], {logY: true}));
	assert.ok(
		places(log)[0]!.every(([, y]) => y >= 0 && y <= 304) && !log.includes('cut off'),
		'all of it fits where it is logarithmic',
	);
	const lone = figure(chart([[5], [1, 2]]));
	assert.match(lone, /class="curve r0 lone" d="M[\d.]+ [\d.]+h0"/);
	const lost = figure(chart([[1, Number.NaN, 3]]));
	assert.match(lost, /<path class="mark r0" d="M[^"]+"><title>r0: not finite here</);
	assert.equal(places(lost)[0]!.length, 2);
	const odd = figure(
		chart([
			[1, Number.NaN],
			[2, 3],
		]),
	);
	assert.equal(odd.match(/class="mark/g)?.length, 1);
});

test('what lies behind is drawn by its means, and parted where a value is not finite, as a curve is', () => {
	const asIs = {x: (value: number) => value, y: (value: number) => value};
	const values = Array.from({length: 4000}, (_, at) => (at === 2000 ? Number.NaN : at % 2));
	const mean = meanPath(sampleOf(values, 20), asIs);
	assert.equal(mean.match(/M/g)?.length, 2);
	assert.deepEqual([...new Set([...mean.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => y))], ['0.5']);
	assert.equal(meanPath(sampleOf([1, 2]), asIs), 'M0 1L1 2');
	// Each column from the nearer extreme to the farther one, and once where both are one.
	const stairs = curvePath(sampleOf([...Array.from({length: 2000}, () => 1), ...Array.from({length: 2000}, () => 5)], 4), asIs);
	assert.deepEqual(
		[...stairs.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => y),
		['1', '1', '5', '5'],
	);
	const falling = curvePath(
		sampleOf(
			Array.from({length: 4000}, (_, at) => 4000 - at),
			2,
		),
		asIs,
	);
	const heights = [...falling.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
	assert.deepEqual(
		heights.slice(2).map(y => Math.round(y / 1000)),
		[2, 0],
		'on from the end of the one before',
	);
});

test('a long text of a table may wrap, a share is a bar, and a note stands below', () => {
	const cells = [
		{text: 'x'.repeat(300)},
		{text: '50 %', bar: 0.5, note: '1 of 2'},
		{text: 'b', role: 'bad' as const},
		{text: ''},
	];
	const html = write({
		kind: 'table',
		table: {columns: [{title: 'a'}, {title: 'b', right: true}, {title: 'c'}, {title: 'd'}], rows: [cells]},
	});
	assert.deepEqual(
		[...html.matchAll(/<th(?: [^>]*)?>/g)].map(([tag]) => tag),
		['<th>', '<th class="right">', '<th>', '<th>'],
	);
	assert.deepEqual(
		[...html.matchAll(/<td[^>]*>/g)].map(([tag]) => tag),
		['<td class="wide">', '<td class="right bar" style="--share:50%">', '<td class="bad">', '<td>'],
	);
	assert.match(html, />50 %<span class="note">1 of 2<\/span><\/td>/);
});
