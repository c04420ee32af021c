import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Followed} from './followed.ts';

const table = (...losses: number[]) => `step,loss\n${losses.map((loss, i) => `${i + 1},${loss}\n`).join('')}`;

test('a run whose directory is removed and made again in a moment is the same run, with its new values alone', context => {
	const tree = new Followed(context).write('a/metrics.csv', table(9)).write('r/metrics.csv', table(3, 2, 1));
	tree.holds('a loss 9', 'r loss 1');
	const {keys} = tree;
	tree.remove('r').glance(6000);
	tree.glance(100);
	assert.deepEqual(tree.keys, keys, 'what is gone is waited for');
	tree.write('r/metrics.csv', table(8)).holds('a loss 9', 'r loss 8');
	assert.deepEqual(tree.keys, keys);
	tree.remove('r').holds('a loss 9');
});

test('a run whose only file is removed and made again in a moment is the same run', context => {
	const tree = new Followed(context).write('r/config.yaml', 'lr: 1\n').write('r/metrics.csv', table(3, 2, 1));
	tree.holds('r loss 1');
	const {keys} = tree;
	tree.remove('r/metrics.csv').glance(6000);
	tree.glance(100);
	tree.write('r/metrics.csv', table(8)).holds('r loss 8');
	assert.deepEqual(tree.keys, keys);
	tree.remove('r/metrics.csv').holds();
});

test('a run that is moved is shown in one place, as long as its old one is waited for', context => {
	const tree = new Followed(context).write('a/r/metrics.csv', table(3, 2, 1)).write('b/q/metrics.csv', table(9));
	tree.holds('a/r loss 1', 'b/q loss 9');
	tree.move('a/r', 'b/r').glance(6000);
	tree.glance(100);
	assert.equal(tree.keys.length, 2);
	tree.holds('b/q loss 9', 'b/r loss 1');
});

test('a run that comes back in its place after it was told to be gone has its key', context => {
	const tree = new Followed(context).write('a/metrics.csv', table(9)).write('r/metrics.csv', table(3, 2, 1));
	tree.holds('a loss 9', 'r loss 1');
	const {keys} = tree;
	tree.remove('r').holds('a loss 9');
	assert.deepEqual(tree.engine.takeRemoved(), keys.slice(1));
	tree.write('r/metrics.csv', table(8)).holds('a loss 9', 'r loss 8');
	assert.deepEqual(tree.keys, keys);
});

test('the run of a log is the same one when a second log comes beside it, and when that is gone', context => {
	const log = (...losses: number[]) => losses.map((loss, i) => `epoch ${i + 1}/10 loss: ${loss}\n`).join('');
	const tree = new Followed(context).write('b/one.log', log(2, 1)).write('c/one.log', log(9));
	tree.holds('b loss 1', 'c loss 9');
	const keyOf = (dir: string) => [...tree.engine.registry.runs.values()].find(run => run.dir === dir)?.key;
	const key = keyOf('b');
	// Until the second one is read, too.
	tree.write('b/two.log', log(4, 3)).glance(6000);
	tree.glance(6000);
	assert.deepEqual(
		tree.engine.takeRemoved().filter(gone => !tree.keys.includes(gone)),
		[],
	);
	tree.holds('b/one.log loss 1', 'b/two.log loss 3', 'c loss 9');
	assert.equal(keyOf('b/one.log'), key);
	tree.remove('b/two.log').holds('b loss 1', 'c loss 9');
	assert.equal(keyOf('b'), key);
});

test('a program that is started again in the same file has the metrics that it has written since', context => {
	const row = (epoch: number, more: object = {}) => `${JSON.stringify({epoch, loss: 1 / epoch, ...more})}\n`;
	const first = [1, 2, 3].map(epoch => row(epoch, {acc: epoch / 8})).join('');
	const tree = new Followed(context).write('r/metrics.jsonl', first + row(1) + row(2));
	tree.holds('r loss 0.3333333333333333 acc 0.375', 'r loss 0.5');
	tree.append('r/metrics.jsonl', row(3, {acc: 0.75}));
	tree.holds('r loss 0.3333333333333333 acc 0.375', 'r loss 0.3333333333333333 acc 0.75');
});
