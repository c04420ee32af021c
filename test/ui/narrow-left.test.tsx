import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const names = ['optim.lr=0.001 model=vit', 'optim.lr=0.01 model=vit', 'optim.lr=0.01 model=resnet'];
const open = (cols: number, first: 'finished' | 'running' | 'queued') =>
	openScreen(cols, 12, {rows: names.map((name, key) => fakeRow({key, name, status: key === 0 ? first : 'finished', step: 50}))});

test('on a narrow screen, how long runs took that are over gives its room to their names', () => {
	for (const first of ['finished', 'queued'] as const) {
		const text = open(40, first).lines().join('\n');
		assert.doesNotMatch(text, /LEFT|took/);
		assert.match(text, /=0\.001 model=vit/);
		assert.match(text, /=0\.01 model=vit/);
	}
});

test('where a run goes on, or there is room, the column stands', () => {
	assert.match(open(40, 'running').lines().join('\n'), /LEFT/);
	assert.match(open(100, 'finished').lines().join('\n'), /LEFT[\s\S]*took/);
});
