import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeNowMs, fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

test('where runs of another kind come into view, what these have takes the place of columns that none of them has anything for', () => {
	const of = (from: number, metrics: string[], config: (key: number) => Record<string, number>) =>
		Array.from({length: 30}, (_, at) => fakeRow({key: from + at, name: `run-${from + at}`, metrics, config: config(from + at)}));
	const rows = [
		...of(0, ['loss', 'acc'], key => ({lr: key, warmup: key, dropout: key})),
		...of(30, ['mAP'], key => ({anchors: key, nms: key, tiles: key})),
	];
	const screen = openScreen(100, 20, {rows});
	const heading = () => screen.lines()[2]!;
	assert.match(heading(), /loss .*acc/);
	screen.store.setState({nowMs: fakeNowMs + 5000});
	assert.match(heading(), /loss .*acc/);
	screen.press('G');
	assert.match(heading(), /mAP .*anchors/);
	assert.doesNotMatch(heading(), /loss|warmup/);
	screen.press('g g');
	assert.match(heading(), /loss .*acc/);
});

test('opening a group keeps the metric that its runs have, and drops one that they have not', () => {
	for (const cols of [80, 90]) {
		const rows = [0, 1, 2, 3, 4, 5, 6, 7].map(key => {
			const [model, metric] = key < 4 ? ['cnn', 'val_loss'] : ['vit', 'val_accuracy'];
			return fakeRow({key, name: `a-rather-long-name-of-a-${model}-${key}`, config: {model, lr: key}, metrics: [metric!]});
		});
		const screen = openScreen(cols, 36, {rows, view: {group: ['model'], sort: [{column: 'name', descending: false}]}});
		screen.press('g g h } h');
		assert.match(screen.lines()[2]!, /val_loss/);
		screen.press('l');
		assert.match(screen.lines().find(line => line.startsWith('▸  ✓4'))!, /▾ model vit 4 .* 0\.87 +± 0\.06/, `${cols} columns`);
		assert.match(screen.lines().find(line => line.includes('vit-7'))!, /[▁█]+ 0\.9465 ★/);
		assert.doesNotMatch(screen.lines()[2]!, /val_loss/);
	}
});

test('the metric that the list is sorted by stays in view where others give way', () => {
	const metrics = ['loss', 'acc', 'tokens'];
	const rows = Array.from({length: 6}, (_, key) => fakeRow({key, name: `a-run-with-a-long-name-${key}`, metrics}));
	const heading = (cols: number, column: string | null, view = {}) =>
		openScreen(cols, 24, {rows, view: {sort: column === null ? [] : [{column, descending: true}], ...view}})
			.lines()
			.find(line => /\bRUN\b/.test(line))!;
	assert.match(heading(120, null), /loss +acc/);
	assert.doesNotMatch(heading(120, null), /tokens/);
	assert.match(heading(120, 'm:tokens'), /loss.* tokens/);
	assert.match(heading(64, 'm:tokens'), /tokens/);
	assert.doesNotMatch(heading(64, 'm:tokens'), /loss|acc/);
	assert.match(heading(64, 'm:acc'), /acc/);
	assert.match(heading(120, 'm.max:tokens'), /loss.* tokens max/);
	assert.match(heading(64, null), /loss/);
	assert.doesNotMatch(heading(120, 'm:tokens', {metrics: ['loss']}), /tokens/, 'other metrics were chosen');
});
