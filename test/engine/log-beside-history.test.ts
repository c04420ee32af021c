import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {type Ending, FileTree} from './tree.ts';

const epochs = (count: number) => Array.from({length: count}, (_, i) => i + 1);
const logOf = (count: number) =>
	epochs(count)
		.map(i => `Epoch ${i}/100 - loss: ${1 / i} - val_loss: ${2 / i} - lr: 0.1\n`)
		.join('');
const history = epochs(5).map(epoch => ({epoch, loss: 7, val_loss: 8}));

/** Names of the run's curves and how many points each has. */
function curvesOf(context: Ending, log: string): [string, number][] {
	const tree = new FileTree(context).write('train.log', log).write('training_history.json', JSON.stringify(history));
	const [run, ...others] = scanOnce([tree.root], nodeFiles, formats).registry.runs.values();
	assert.equal(others.length, 0);
	return [...run!.metrics].map(([name, {length}]) => [name, length]);
}

test('a log that goes far beyond the history beside it, which a training before has left, shows its own curves', context => {
	assert.deepEqual(curvesOf(context, logOf(80)), [
		['loss', 80],
		['val_loss', 80],
		['lr', 80],
	]);
	assert.deepEqual(
		curvesOf(context, logOf(6)),
		[
			['loss', 5],
			['val_loss', 5],
			['lr', 6],
		],
		'of one training the whole file has more digits, the log may have more metrics',
	);
});

test('a log that counts steps has curves of its own beside a history by epochs', context => {
	const log = epochs(60)
		.map(i => `step ${i * 10} | batch loss ${1 / i} | loss ${1 / i}\n`)
		.join('');
	assert.deepEqual(curvesOf(context, log), [
		['loss', 5],
		['val_loss', 5],
		['batch loss', 60],
	]);
});
