import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {OwnCommand} from '../../source/core/settings/own-command.ts';
import {menuItems} from '../../source/store/menus/menus.ts';
import {look} from '../../source/store/store.ts';
import type {View} from '../../source/store/view.ts';
import {fakeRow} from '../ui/fake-rows.ts';
import {type Desk, openDesk} from './press.ts';

const viewOf = ({store}: Desk) => store.getState().view;
/** Lines of the open dialog: the chosen ones by their labels. */
const chosen = ({store}: Desk) => {
	const {menu} = store.getState().view;
	return menu === null ? null : menuItems(store.getState(), menu).flatMap(({label, mark}) => (mark === 'on' ? label : []));
};
/** Puts the cursor of the open dialog on a line, by its label. */
function goTo(desk: Desk, label: string): void {
	const {menu} = viewOf(desk);
	const at = menuItems(desk.store.getState(), menu!).findIndex(item => item.label === label);
	assert.notEqual(at, -1, `no ${label} in ${menuItems(desk.store.getState(), menu!).map(item => item.label)}`);
	look(desk.store, {menu: {...menu!, cursor: at}});
}
/** Presses keys; `@LABEL` goes to the line of the dialog. */
function follow(desk: Desk, steps: readonly string[]): void {
	for (const step of steps) {
		if (step.startsWith('@')) goTo(desk, step.slice(1));
		else desk.press(step);
	}
}

const rows = [0, 1, 2, 3].map(key =>
	fakeRow({key, name: `run ${key}`, metrics: ['loss', 'acc'], config: {lr: key % 2, model: `m${key >> 1}`, seed: key}}),
);

test('the dialog of groups takes a line alone with Enter, and besides the others or away with Space, also those of the filter', () => {
	for (const [steps, group, filter] of [
		[['t', '@lr', 'enter'], ['cfg.lr'], ''],
		[['t', '@lr', 'space', '@model', 'space'], ['cfg.lr', 'cfg.model'], ''],
		[['t', '@lr', 'space', '@model', 'space', '@lr', 'space'], ['cfg.model'], ''],
		[['t', '@lr', 'space', '@model', 'enter'], ['cfg.model'], ''],
		[['t', '@lr', 'space', '@No groups', 'enter'], [], ''],
		[['t', '@Everything but the seed', 'enter'], 'but-seed', ''],
		[['t', 't'], 'but-seed', ''],
		[['t', 't', 't', 't'], [], ''],
		[['t', 't', 't', '@lr', 'space'], ['cfg.lr'], ''],
		[['filter run group:lr', 't', '@model', 'space'], ['cfg.lr', 'cfg.model'], 'run'],
		[['filter run group:lr,model', 't', '@lr', 'space'], ['cfg.model'], 'run'],
		[['filter run group:but-seed', 't', 't'], [], 'run'],
		[['filter run group:lr', 't', 't'], 'but-seed', 'run'],
	] as const) {
		const desk = openDesk(rows);
		const [first, ...more] = steps;
		if (first.startsWith('filter ')) look(desk.store, {filter: first.slice(7)});
		else desk.press(first);
		follow(desk, more);
		assert.deepEqual([viewOf(desk).group, viewOf(desk).filter], [group, filter], String(steps));
	}
	const named = openDesk(rows);
	look(named.store, {filter: 'group:lr'});
	named.press('t');
	assert.deepEqual(chosen(named), ['lr'], 'a setting by its bare name is the same line');
	const desk = openDesk(rows);
	follow(desk, ['t', '@lr', 'space', '@Close all groups', 'space', '@Median and range instead of mean and deviation', 'space']);
	assert.deepEqual([viewOf(desk).groupsOpen, viewOf(desk).spread], [false, 'median']);
	assert.deepEqual(chosen(desk), ['lr', 'Median and range instead of mean and deviation']);
	follow(desk, ['@Median and range instead of mean and deviation', 'space', '@Open all groups', 'enter']);
	assert.deepEqual([viewOf(desk).groupsOpen, viewOf(desk).spread, viewOf(desk).menu], [true, 'mean', null]);
});

test('metrics are shown and hidden; with the last one hidden the choice is xtui’s again', () => {
	const desk = openDesk(rows);
	look(desk.store, {metrics: ['loss', 'acc']});
	follow(desk, ['m', '@acc', 'space']);
	assert.deepEqual(chosen(desk), ['loss']);
	follow(desk, ['@loss', 'space']);
	assert.equal(viewOf(desk).metrics, null);
	follow(desk, ['@acc', 'space', '@loss', 'space', 'enter']);
	assert.deepEqual([viewOf(desk).metrics, viewOf(desk).menu], [['acc', 'loss'], null]);
});

test('what a metric shows is chosen in a dialog of its own; the last value alone is no choice', () => {
	for (const [steps, aggregates] of [
		[['@Minimum', 'space'], {loss: ['last', 'min']}],
		[['@Minimum', 'space', '@Last value', 'space'], {loss: ['min']}],
		[['@Minimum', 'space', '@Minimum', 'space'], {}],
		[['@Last value', 'space'], {}],
		[['@Mean', 'space', '@Last value', 'space', '@Mean', 'space'], {}],
	] as const) {
		const desk = openDesk(rows);
		follow(desk, ['m', '@loss', 'right', ...steps]);
		assert.deepEqual(viewOf(desk).aggregates, aggregates, String(steps));
		desk.press('left');
		assert.equal(viewOf(desk).menu?.kind, 'metrics', 'left goes back to the metrics');
	}
	const desk = openDesk(rows);
	follow(desk, ['m', '@loss', 'l', '@Higher is better', 'space']);
	assert.deepEqual([viewOf(desk).goals, chosen(desk)], [{loss: 'up'}, ['Last value', 'Higher is better']]);
	follow(desk, ['@Higher is better', 'space']);
	assert.deepEqual([viewOf(desk).goals, chosen(desk)], [{}, ['Last value', 'Lower is better']]);
	follow(desk, ['escape', 'h']);
	assert.equal(viewOf(desk).menu?.kind, 'metrics', 'where there is nothing to go back to, left stays');
});

test('the only column of a metric goes with the metric, another one alone; columns move past those that are shown', () => {
	const open = (view: Partial<View> = {}) => {
		const desk = openDesk(rows);
		look(desk.store, {metrics: ['loss', 'acc'], ...view});
		desk.press('w');
		return desk;
	};
	const metric = open();
	follow(metric, ['@loss', 'space']);
	assert.deepEqual([viewOf(metric).metrics, viewOf(metric).columns], [['acc'], {}]);
	const several = open({aggregates: {loss: ['last', 'min']}});
	follow(several, ['@loss min', 'space']);
	assert.deepEqual([viewOf(several).metrics, viewOf(several).columns], [['loss', 'acc'], {'m.min:loss': false}]);
	follow(several, ['enter', 'w', '@loss min', 'space']);
	assert.equal(chosen(several)?.includes('loss min'), true);
	const order = (desk: Desk) => chosen(desk)!.join(', ');
	const moved = open({columns: {'c:lr': false}});
	assert.equal(order(moved), 'progress, time left, loss, acc, model, seed, age');
	const hidden = menuItems(moved.store.getState(), viewOf(moved).menu!).findIndex(({label}) => label === 'lr');
	follow(moved, ['@acc', 'right']);
	assert.equal(order(moved), 'progress, time left, loss, model, acc, seed, age', 'past the hidden one, too');
	assert.equal(viewOf(moved).menu?.cursor, hidden + 1, 'the cursor goes along');
	follow(moved, ['@progress', 'left', '@age', 'l']);
	assert.equal(order(moved), 'progress, time left, loss, model, acc, seed, age', 'at the ends nothing moves');
	follow(moved, ['@lr', 'left']);
	assert.equal(order(moved), 'progress, time left, loss, model, acc, seed, age', 'nor what is not shown');
	follow(moved, ['/', 'a', 'enter', 'left']);
	assert.equal(order(moved).includes('loss'), false, 'of a part of the columns none is moved');
});

test('commands of the settings are chosen in a dialog, each for the runs that it is for; the words can be typed as well', () => {
	const command = (on: OwnCommand['on'], ask = true): OwnCommand => ({run: ['du', '{dir}'], key: [], on, ask});
	const commands = [
		{name: 'one', ...command('one')},
		{name: 'each', ...command('each')},
		{name: 'all', ...command('all', false)},
	];
	for (const [label, name, runs, isAwaited, focus] of [
		['one', 'one', 1, false, 0],
		['each', 'each', 4, false, 0],
		['all', 'all', 4, true, 0],
		['Type a command…', undefined, 4, false, 0],
	] as const) {
		const desk = openDesk(rows);
		desk.store.setState({commands});
		follow(desk, ['*', '!', `@${label}`, 'enter']);
		const {dialog, menu} = viewOf(desk);
		assert.deepEqual(
			[menu, dialog?.kind, dialog?.command?.name, dialog?.runs.length, dialog?.isAwaited, dialog?.focus],
			[null, 'command', name, runs, isAwaited, focus],
			label,
		);
	}
});

test('a line of a dialog is found with all the keys that move one', () => {
	const desk = openDesk(rows);
	desk.press('s');
	const last = menuItems(desk.store.getState(), viewOf(desk).menu!).length - 1;
	for (const [keys, at] of [
		['G', last],
		['g', 0],
		['end', last],
		['home', 0],
		['j j k', 1],
		['down ctrl-n up ctrl-p', 1],
		['pagedown', Math.min(11, last)],
		['pageup', 1],
		['ctrl-d', Math.min(11, last)],
		['ctrl-u ctrl-u ctrl-u', 0],
	] as const) {
		desk.press(keys);
		assert.equal(viewOf(desk).menu?.cursor, at, keys);
	}
	desk.press('/ l o s s');
	assert.equal(menuItems(desk.store.getState(), viewOf(desk).menu!).length, 1);
	desk.press('escape');
	assert.deepEqual([viewOf(desk).menu?.text, viewOf(desk).menu?.typing], ['', false], 'Esc takes back what was typed first');
	desk.press('q');
	assert.equal(viewOf(desk).menu, null);
});
