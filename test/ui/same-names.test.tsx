import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const trial = (key: number, search: string, name = 'trial_0') =>
	fakeRow({key, name, more: {path: `/exp/${search}/${name}`, dir: `${search}/${name}`}});

test('runs of one name are told apart in the list, and no more once only one of them is left', () => {
	const screen = openScreen(120, 30, {rows: [trial(1, 'search_1'), trial(2, 'search_2'), trial(3, 'search_2', 'trial_1')]});
	const names = () => screen.lines().flatMap(line => /trial_\d(?: \(\w+\))?(?= )/.exec(line)?.[0] ?? []);
	assert.deepEqual(new Set(names().slice(0, 3)), new Set(['trial_0 (search_1)', 'trial_0 (search_2)', 'trial_1']));
	screen.engine.send({removed: [1]});
	assert.deepEqual(new Set(names().slice(0, 2)), new Set(['trial_0', 'trial_1']));
});

test('the lines of a comparison are called so, too', () => {
	const screen = openScreen(120, 30, {rows: [trial(1, 'search_1'), trial(2, 'search_2')]});
	screen.press('* g g c');
	const text = screen.lines().join('\n');
	assert.match(text, /trial_0 \(search_1\)/);
	assert.match(text, /trial_0 \(search_2\)/);
});
