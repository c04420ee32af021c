import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestOptions} from './screen.tsx';

const steps = [1000, 400, 1000];
const rows = ['alpha', 'beta', 'gamma'].map((name, key) =>
	fakeRow({key, name, step: steps[key]!, metrics: ['loss', 'val_loss', 'lr'], config: {}}),
);

/** What stands over the first chart at the right, after keys, with the reading line at a step or without one. */
function titleAt(keys: string, step: number | null, options: TestOptions = {}): string {
	const screen = openScreen(140, 30, {rows, ...options});
	if (keys !== '') screen.press(keys);
	screen.press('g g');
	screen.lines();
	const {axis} = screen.store.getState().measured.chart!;
	look(screen.store, {chartX: step === null ? null : {axis, x: step}});
	const line = screen.lines().find(text => text.startsWith(' loss'))!;
	return line
		.split('│')[0]!
		.replace(/^ loss/, '')
		.trim();
}

test('the title of a chart says what its curves have at the reading line, and where that is', () => {
	for (const [keys, step, title] of [
		['', 500, /^step 500 {2}━ train 0\.\d+ {2}╍ val 0\.\d+$/],
		['a p', 500, /^step \d+ {2}0\.\d+ {2}0\.\d+ – 0\.\d+$/],
		['* a p', 300, /^(━ 0\.\d+ {2}){3}(╍ 0\.\d+( {2}|$)){3}$/],
		['* a p', 500, /^step 500( {2}━ 0\.\d+){2}( {2}╍ 0\.\d+){2}$/],
		['*', 300, /^step 300 {2}[━┄╍]0\.\d+ [━┄╍]0\.\d+ [━┄╍]0\.\d+$/],
		['*', 500, /^step 500 {2}[━┄╍]0\.\d+ [━┄╍]0\.\d+$/],
		['* a m', 500, /^step 500 {2}0\.\d+ {2}0\.\d+ – 0\.\d+$/],
		['* a m a m', 500, /^step 500 {2}0\.\d+ {2}0\.\d+ – 0\.\d+$/],
	] as const)
		assert.match(titleAt(keys, step), title, `${keys} at ${step}`);
	assert.match(
		titleAt('*', 300, {color: false}),
		/^step 300 {2}[a-z]0\.\d+ [a-z]0\.\d+ [a-z]0\.\d+$/,
		'letters where there are no colours',
	);
});

test('before a curve and behind its end the title says nothing but the place, of a band as of a run', () => {
	for (const keys of ['', 'a p', '*', '* a p', '* a m', '* a m a m']) {
		assert.equal(titleAt(keys, 5000), 'step 5000', keys);
		assert.equal(titleAt(keys, -5), 'step -5', keys);
	}
});

test('without a reading line it says the newest values: of one curve with the best, of a pair of each, of a band with its ends', () => {
	for (const [keys, title] of [
		['', /^━ train 0\.\d+ {2}╍ val 0\.\d+ {2}╍ min 0\.\d+$/],
		['a p', /^last 0\.\d+ min 0\.\d+$/],
		['* a p', /^(━ 0\.\d+ {2}){3}(╍ 0\.\d+( {2}|$)){3}$/],
		['* a m', /^0\.\d+ {2}0\.\d+ – 0\.\d+$/],
		['* a m a m', /^0\.\d+ {2}0\.\d+ – 0\.\d+$/],
	] as const)
		assert.match(titleAt(keys, null), title, keys);
});
