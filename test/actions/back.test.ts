import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import type {PaneId, Screen, View} from '../../source/store/view.ts';
import {type Desk, openDesk} from './press.ts';

const viewOf = ({store}: Desk): View => store.getState().view;

test('Escape closes what was opened last, one thing at a time, and the screen last of all', () => {
	const desk = openDesk();
	desk.press('space enter');
	desk.store.getState().measured.panes = ['charts', 'facts'];
	desk.store.getState().measured.textLine = null;
	look(desk.store, {
		chartX: {axis: 'step', x: 3},
		range: {axis: 'step', from: 1, to: 5},
		find: 'loss',
		textColumn: 8,
		zoomed: true,
		focus: 'facts',
	});
	const left = () => {
		const {chartX, range, find, textColumn, zoomed, screens, focus, marked} = viewOf(desk);
		return [chartX !== null, range !== null, find + textColumn, zoomed, screens.length, focus, marked.size];
	};
	for (const expected of [
		[false, true, 'loss8', true, 2, 'facts', 1],
		[false, false, 'loss8', true, 2, 'facts', 1],
		[false, false, '0', true, 2, 'facts', 1],
		[false, false, '0', false, 2, 'facts', 1],
		[false, false, '0', false, 1, 'list', 1],
		[false, false, '0', false, 1, 'list', 0],
	]) {
		desk.press('escape');
		assert.deepEqual(left(), expected);
	}
	desk.store.getState().measured.panes = ['list', 'charts'];
	look(desk.store, {focus: 'charts'});
	desk.press('escape');
	assert.equal(viewOf(desk).focus, 'list');
	desk.press('space v j escape');
	assert.deepEqual(
		[viewOf(desk).marked.size, viewOf(desk).marking],
		[1, null],
		'a range of marks goes, what was marked before stays',
	);
});

test('behind a screen that is left, the keys go to where they were used to be there', () => {
	const run = (tab: Extract<Screen, {kind: 'run'}>['tab']): Screen => ({kind: 'run', run: 0, tab});
	for (const [below, focus] of [
		[[], 'list'],
		[[run('charts')], 'charts'],
		[[run('system')], 'charts'],
		[[run('media')], 'charts'],
		[[run('config')], 'text'],
		[[{kind: 'compare', runs: [0, 1]}], 'charts'],
		[[{kind: 'rank'}], 'list'],
	] as readonly [Screen[], PaneId][]) {
		for (const key of ['escape', 'q']) {
			const desk = openDesk();
			const screens: Screen[] = [{kind: 'runs'}, ...below, {kind: 'help'}];
			look(desk.store, {
				screens,
				focus: 'text',
				helpText: 'sort',
				panes: {...viewOf(desk).panes, kind: 'charts'},
				zoomed: key === 'q',
			});
			desk.press(key);
			const {screens: now, focus: to, helpText, zoomed} = viewOf(desk);
			assert.deepEqual([now, to, helpText, zoomed], [screens.slice(0, -1), focus, '', false], `${key} ${JSON.stringify(below)}`);
			assert.deepEqual(desk.calls, []);
		}
	}
});
