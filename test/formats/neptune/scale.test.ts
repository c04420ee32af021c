import assert from 'node:assert/strict';
import {test} from 'node:test';
import {neptune} from '../../../source/formats/neptune/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {follow} from '../read-tree.ts';

const database = '/scale/ok/run_operations.sqlite3';

test('Neptune 3: settings, points, tags and the end of a run in a database', () => {
	const {run} = follow(neptune, loadFixture('neptune/scale'), '/scale/ok');
	const {learnt} = run;
	assert.deepEqual([learnt.id, learnt.name, learnt.groupScope], ['merlot-ok', 'merlot-ok', 'cellar/wine']);
	assert.deepEqual(learnt.config, {lr: 0.05, epochs: 6, seed: '1152921504606846977', amp: true, grape: 'merlot'});
	assert.deepEqual(learnt.summary, {'best/acc': 0.93});
	assert.deepEqual(learnt.tags, ['red'], 'the other one was taken away again');
	assert.deepEqual(
		run.points('train/loss').map(([step]) => step),
		[0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
	);
	assert.deepEqual(
		run.points('val/acc').map(([step, value]) => [step, Number.isNaN(value)]),
		[
			[1, false],
			[3, true],
			[5, false],
		],
	);
	assert.match(run.text, /^epoch 5 loss 0\.2865$/m);
	assert.equal(learnt.outcome?.status, 'finished');
});

test('Neptune 3: the program said what it failed of', () => {
	const {learnt} = follow(neptune, loadFixture('neptune/scale'), '/scale/fail').run;
	assert.deepEqual([learnt.outcome?.status, learnt.error], ['failed', 'ValueError: cork is broken']);
});

test('Neptune 3: a database that is still open has no end, and its writer would have marked one', () => {
	const files = loadFixture('neptune/scale').write(`${database}-wal`, '');
	const {run, read} = follow(neptune, files, '/scale/ok');
	assert.deepEqual([run.learnt.outcome, run.learnt.writer.marksEnd], [null, true]);
	files.remove(`${database}-wal`);
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
});
