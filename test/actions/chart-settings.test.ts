import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseLimits} from '../../source/store/shelves/chart-settings.ts';
import {look} from '../../source/store/store.ts';
import {type Desk, openDesk} from './press.ts';

const chartOf = ({store}: Desk) => store.getState().view.chart;
const noticeOf = ({store}: Desk) => store.getState().view.notice?.text ?? null;

/** A list beside its charts, of which the first shows a curve from step 0 to 100. */
function openCharts(): Desk {
	const desk = openDesk();
	const {measured} = desk.store.getState();
	measured.panes = ['list', 'charts'];
	measured.chartMetrics = ['loss', 'acc'];
	measured.chart = {axis: 'step', from: 0, to: 100, first: 0, last: 100, cols: 51};
	return desk;
}

test('each setting of the charts goes round through what its title says, back to none', () => {
	for (const [key, read, values] of [
		['a s', 'smoothing', [0.6, 0.9, 0.97, null, 0.6]],
		['a w', 'smoothing', [10, 100, 1000, null, 10]],
		['a y', 'yScale', ['log', 'symlog', 'linear', 'log']],
		['a o', 'cutOutliers', [true, false]],
		['a p', 'pairs', [false, true]],
	] as const) {
		const desk = openCharts();
		for (const expected of values) {
			desk.press(key);
			const value = chartOf(desk)[read];
			const plain = value !== null && typeof value === 'object' ? (value.kind === 'window' ? value.size : value.weight) : value;
			assert.equal(plain, expected, key);
		}
	}
	const desk = openCharts();
	desk.press('a w a w a s');
	assert.deepEqual(chartOf(desk).smoothing, {kind: 'exponential', weight: 0.6}, 'the other kind begins at its first');
	desk.press('a w');
	assert.deepEqual(chartOf(desk).smoothing, {kind: 'window', size: 10});
});

test('the curve behind a smoothed one is hidden and shown where curves are smoothed, and is no key before', () => {
	const desk = openCharts();
	desk.press('a r');
	assert.equal(chartOf(desk).raw, true);
	assert.match(desk.store.getState().view.notice?.text ?? '', /^Nothing on a r here/);
	desk.press('a s a r');
	assert.equal(chartOf(desk).raw, false);
	desk.press('a r');
	assert.equal(chartOf(desk).raw, true);
});

test('of several runs in one chart their pairs have a setting of their own', () => {
	const desk = openCharts();
	desk.press('* a p');
	assert.deepEqual([chartOf(desk).pairs, chartOf(desk).pairsOfRuns], [true, true]);
	desk.press('u a p');
	assert.deepEqual([chartOf(desk).pairs, chartOf(desk).pairsOfRuns], [false, true]);
	assert.equal(desk.store.getState().view.notice?.text, 'Training and validation apart');
});

test('a band needs a group: marked runs, or the screen says how to get one', () => {
	const desk = openCharts();
	desk.press('a m');
	assert.deepEqual(
		[chartOf(desk).band, noticeOf(desk)],
		['none', 'No group to sum up: mark runs with Space, or group them with t'],
	);
	desk.press('* a m');
	assert.equal(chartOf(desk).band, 'deviation');
	desk.press('a m');
	assert.equal(chartOf(desk).band, 'range');
	desk.press('a m');
	assert.deepEqual([chartOf(desk).band, noticeOf(desk)], ['none', null]);
});

test('zooming keeps the reading line in place, else the newest point; there is nothing to zoom in a point', () => {
	const rangeAfter = (keys: string, x: number | null = null) => {
		const desk = openCharts();
		look(desk.store, {focus: 'charts', chartX: x === null ? null : {axis: 'step', x}});
		desk.press(keys);
		const {range, chartX} = desk.store.getState().view;
		return [range?.from ?? null, range?.to ?? null, chartX?.x ?? null];
	};
	assert.deepEqual(rangeAfter('+'), [50, 100, null]);
	assert.deepEqual(rangeAfter('2 +'), [75, 100, null]);
	assert.deepEqual(rangeAfter('+', 40), [20, 70, 40]);
	assert.deepEqual(rangeAfter('+ 0', 40), [null, null, 40]);
	assert.deepEqual(rangeAfter('+ =', 40), [null, null, null]);
	assert.deepEqual(rangeAfter('=', 40), [null, null, null], 'the line alone goes, too');
	const point = openCharts();
	point.store.getState().measured.chart = {axis: 'step', from: 5, to: 5, first: 5, last: 5, cols: 51};
	look(point.store, {focus: 'charts'});
	point.press('+');
	assert.equal(point.store.getState().view.range, null);
	const list = openCharts();
	for (const [keys, says] of [
		['+', 'Nothing on + here: ? shows the keys'],
		['-', 'Nothing on - here: ? shows the keys'],
		['(', 'Nothing on ( here: ? shows the keys'],
		['=', 'Nothing on = here: ? shows the keys'],
	] as const) {
		list.press(keys);
		assert.equal(noticeOf(list), says, 'in the list, and of a whole chart, the keys say that they do nothing');
	}
});

test('limits of y are two numbers, the lower first, of which one may be left to the values', () => {
	for (const [text, limits] of [
		['0 2.5', {low: 0, high: 2.5}],
		['0 -', {low: 0, high: null}],
		['- 1e3', {low: null, high: 1000}],
		['-1..2', {low: -1, high: 2}],
		['..1', {low: null, high: 1}],
		['1 ..', {low: 1, high: null}],
		['* 4', {low: null, high: 4}],
		['3', {low: 3, high: null}],
		['', {low: null, high: null}],
		['2 1', null],
		['1 1', null],
		['1 2 3', null],
		['a 2', null],
		['0 inf', null],
	] as const)
		assert.deepEqual(parseLimits(text), limits, text);
	const desk = openCharts();
	desk.press('a l 1 space 2 enter a l');
	assert.equal(desk.store.getState().view.prompt?.text, '1 2', 'what is in force stands at the prompt');
});
