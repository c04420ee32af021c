import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const metrics = ['acc', 'f1', 'loss', 'lr', 'recall', 'speed'];
const rows = ['alpha', 'beta', 'gamma'].map((name, key) => fakeRow({key, name, metrics, config: {}}));

test('l brings columns that do not fit into view, up to the last one, and h goes back to the first', () => {
	const screen = openScreen(70, 12, {rows, view: {metrics}});
	const press = (key: string) => {
		screen.press(key);
		return screen.lines()[2]!.trim().split(/\s+/);
	};
	assert.deepEqual(press('h'), ['RUN', 'DONE', 'LEFT', 'acc', 'f1', 'loss']);
	assert.deepEqual(press('l').slice(0, 3), ['RUN', 'LEFT', 'acc']);
	assert.deepEqual(press('l l l l').slice(0, 3), ['RUN', 'lr', 'recall']);
	assert.deepEqual(press('l l l l l l').at(-1), 'AGE');
	const last = press('l');
	assert.deepEqual(press('l l'), last, 'at the last column nothing moves any more');
	assert.notDeepEqual(press('h'), last, 'so that one step back is seen at once');
	assert.deepEqual(press('h h h h h h h h h'), ['RUN', 'DONE', 'LEFT', 'acc', 'f1', 'loss']);
});

test('< and > sort by the column beside the one sorted by, round the ends; in the usual order by an outer one', () => {
	const screen = openScreen(100, 14, {rows, view: {metrics: ['acc', 'loss']}});
	for (const [key, heading, first] of [
		['>', 'STATUS↑', 'alpha'],
		['>', 'RUN↑', 'alpha'],
		['<', 'STATUS↑', 'alpha'],
		['<', 'AGE↑', 'alpha'],
		['<', 'loss↑', 'alpha'],
		['<', 'acc↓', 'beta'],
		['S', 'acc↑', 'gamma'],
		['>', 'loss↑', 'alpha'],
		['>', 'AGE↑', 'alpha'],
		['>', 'STATUS↑', 'alpha'],
	] as const) {
		screen.press(key);
		const lines = screen.lines();
		assert.ok(lines[2]!.includes(heading), `${key}: ${lines[2]}`);
		assert.ok(lines[3]!.includes(first), `${key}: ${lines[3]}`);
	}
	const usual = openScreen(100, 14, {rows, view: {metrics: ['acc', 'loss']}});
	usual.press('<');
	assert.match(usual.lines()[2]!, /AGE↑/);
});
