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
