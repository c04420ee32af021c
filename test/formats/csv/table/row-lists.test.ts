import assert from 'node:assert/strict';
import {test} from 'node:test';
import {judgeHead} from '../../../../source/formats/csv/claim/detect.ts';
import {csvFormat} from '../../../../source/formats/csv/index.ts';
import {MemoryFiles} from '../../memory-files.ts';
import {follow} from '../../read-tree.ts';
import {read} from '../read-table.ts';

const losses = Array.from({length: 30}, (_, i) => 2 / (i + 3));
const isTable = (name: string, text: string) => judgeHead(name, new TextEncoder().encode(text)) !== null;

test('a row that is a whole list is a curve, of each row one', () => {
	const one = read(`${losses.join(',')}\n`, '/r/losses.csv');
	assert.deepEqual(
		one.points('losses'),
		losses.map((loss, i) => [i, loss]),
	);
	const two = read(`${losses.join(',')}\n${losses.slice(0, 25).join(',')}\n`, '/r/losses.csv');
	assert.deepEqual([...two.metrics.keys()], ['losses', 'losses 2']);
	assert.equal(two.points('losses 2').length, 25);
	assert.deepEqual(read('[0.5, 0.25, 0.2, 0.15, 0.1, 0.05]\n', '/r/train_loss.csv').points('train_loss').at(-1), [5, 0.05]);
});

test('lists in a table are not the metrics of a run whose output lies beside them', () => {
	const files = new MemoryFiles().write('/r/losses.csv', `${losses.join(',')}\n`).write('/r/notes.txt', '');
	const claims = () => csvFormat.detect({path: '/r', entries: files.list('/r')}, files).length;
	assert.equal(claims(), 1);
	files.write('/r/train.log', 'Epoch 1 loss 2\n');
	assert.equal(claims(), 0);
});

test('many rows of many numbers are a table', () => {
	const rows = Array.from({length: 12}, (_, i) => losses.map(loss => loss + i / 2).join(','));
	const run = read(`${rows.join('\n')}\n`, '/r/losses.csv');
	assert.equal(run.metrics.size, 30);
	assert.equal(run.points('3').length, 12);
	const counted = read(`1,${losses.join(',')}\n2,${losses.join(',')}\n`, '/r/losses.csv');
	assert.deepEqual(counted.points('1'), [
		[1, 2 / 3],
		[2, 2 / 3],
	]);
});

test('a text that is called as one metric is holds it, as Python and NumPy print lists', () => {
	assert.ok(isTable('train_loss.txt', '[0.5, 0.25, 0.2, 0.15, 0.1, 0.05]'));
	assert.ok(isTable('train_loss.txt', `${losses.map(loss => loss.toExponential(18)).join(' ')}\n`));
	assert.ok(isTable('train_loss.txt', losses.map(loss => `${loss},${loss + 1}\n`).join('')));
	assert.ok(isTable('train_loss.txt', losses.map((loss, i) => `${i} ${loss}\n`).join('')));
	assert.ok(!isTable('train_loss.txt', '[0.5, 0.25, 0.2, 0.15, 0.1, 0.0'));
	assert.ok(!isTable('train_loss.txt', '[0.5, 0.25]\n'));
	assert.ok(!isTable('train_loss.txt', '"[0.5, 0.25, 0.2, 0.15, 0.1, 0.05]'), 'a quote that nothing closes');
	assert.ok(!isTable('sizes.txt', '[0.5, 0.25, 0.2, 0.15, 0.1, 0.05]\n'));
	assert.ok(!isTable('output.txt', losses.map((loss, i) => `${i} ${loss}\n`).join('')));
	assert.equal(read(losses.map((loss, i) => `${i} ${loss}\n`).join(''), '/r/train_loss.txt').points('train_loss').length, 30);
});

test('numbers without a name are those of an agent where the file is called after its rewards', () => {
	const rows = losses.map((loss, i) => `${1000 + i * i},${-loss}\n`).join('');
	for (const name of ['rewards.csv', 'episode_reward.csv', 'rewards.txt']) assert.ok(isTable(name, rows), name);
	for (const name of ['user_rewards.csv', 'prices.csv']) assert.ok(!isTable(name, rows), name);
	assert.ok(!isTable('rewards.csv', '1028,-19\n1788,-21\n'));
	const numbered = `,0\n${losses.map((_, i) => `${i},${i + 0.5}\n`).join('')}`;
	assert.ok(isTable('rewards.csv', numbered), 'pandas numbers rows and columns');
});

test('a list without a line end is read once nothing more can come: in brackets soon, else late', () => {
	for (const [text, minutes] of [
		['[0.5, 0.25, 0.2, 0.15, 0.1, 0.05]', 2],
		[losses.join(','), 25 * 60],
	] as const) {
		const files = new MemoryFiles();
		files.write('/r/train_loss.csv', text);
		const {run, read: readAgain} = follow(csvFormat, files, '/r');
		readAgain();
		assert.equal(run.metrics.size, 0);
		files.nowMs += minutes * 60_000;
		readAgain();
		assert.equal(run.metrics.get('train_loss')?.length, text.split(',').length);
	}
});
