import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fitBar} from '../../source/draw/fit-bar.ts';
import {textWidth} from '../../source/draw/width.ts';

const tqdm = (done: number, cells: number, behind: string) =>
	`epoch 3:  ${done}%|${'█'.repeat((done * cells) / 100)}${' '.repeat(cells - (done * cells) / 100)}| ${behind}`;

test('a bar that is wider than its place becomes shorter, so that what stands behind it is seen', () => {
	const behind = '32/100 [00:05<00:10, 6.2it/s, loss=0.3]';
	const wide = tqdm(50, 120, behind);
	const short = fitBar(wide, 80);
	assert.equal(textWidth(short), 80);
	assert.ok(short.endsWith(`| ${behind}`), short);
	const [, full = '', empty = ''] = /\|(█+)( +)\|/.exec(short) ?? [];
	assert.ok(Math.abs(full.length - empty.length) <= 1, 'half of it is still full');
	assert.equal(fitBar(wide, 200), wide);
	assert.match(fitBar(wide, 20), /^epoch 3: {2}50%\|██ {2}\| 32\/100/, 'no shorter than it says anything in');
});

test('bars of Keras, rich and of terminals without more than ASCII; other lines stay', () => {
	assert.match(fitBar(`32/64 [${'='.repeat(29)}>${'.'.repeat(30)}] - loss: 0.25`, 40), /^32\/64 \[=+>?\.+\] - loss: 0\.25$/);
	assert.equal(textWidth(fitBar(`Training ${'━'.repeat(60)} 3/9 0:00:01`, 40)), 40);
	const empty = fitBar(`tags=[] Training ${'━'.repeat(60)} 3/9`, 40);
	assert.equal(textWidth(empty), 40, 'brackets with nothing in them are no bar');
	assert.match(fitBar(` 50%|${'#'.repeat(30)}5${' '.repeat(29)}| 1/2`, 30), /^ 50%\|#+5? +\| 1\/2$/);
	for (const line of ['| loss | accuracy |', `a ${'long '.repeat(20)}line`, `[${'x'.repeat(60)}]`])
		assert.equal(fitBar(line, 20), line);
});
