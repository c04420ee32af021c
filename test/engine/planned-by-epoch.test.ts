import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {FileTree} from './tree.ts';

test('where each step is an epoch its number is planned, and steps where several make one', context => {
	const planned = (rows: readonly object[]) => {
		const {root} = new FileTree(context)
			.write('run/config.json', '{"max_steps": 1000, "epochs": 8}')
			.write('run/log.jsonl', rows.map(row => `${JSON.stringify(row)}\n`).join(''));
		const [run, ...others] = scanOnce([root], nodeFiles, formats).registry.runs.values();
		assert.deepEqual(others, []);
		const {progress} = makeRow(run!);
		return `${progress?.step} of ${progress?.total} ${progress?.unit}`;
	};
	const rowsAt = (count: number, stepOf: (epoch: number) => number, first = 0) =>
		Array.from({length: count}, (_, i) => ({epoch: i + first, step: stepOf(i + first), loss: 1 / (i + 1)}));
	assert.deepEqual(
		[
			planned(rowsAt(4, epoch => epoch)),
			planned(rowsAt(4, epoch => epoch, 1)),
			planned(rowsAt(4, epoch => epoch - 1, 1)),
			planned(rowsAt(4, epoch => epoch - 2, 2)),
			planned(rowsAt(2, epoch => epoch)),
			planned(rowsAt(4, epoch => epoch * 10)),
			planned([...rowsAt(4, epoch => epoch), {step: 40, loss: 1}]),
			planned([...rowsAt(3, epoch => epoch), {epoch: 2, step: 3, loss: 1}]),
		],
		[
			'3 of 8 epoch',
			'4 of 8 epoch',
			'4 of 8 epoch',
			'3 of 1000 step',
			'1 of 1000 step',
			'30 of 1000 step',
			'40 of 1000 step',
			'3 of 1000 step',
		],
	);
});

test('the last epoch of a table that counts them from 0 is over, also beside a log that counts steps', context => {
	const epochs = (count: number) => Array.from({length: count}, (_, epoch) => `${epoch},0.${9 - epoch}5,0.5\n`).join('');
	const steps = Array.from({length: 40}, (_, step) => `step ${step} loss 0.${step + 10}\n`).join('');
	const tree = new FileTree(context).write('run/args.yaml', 'epochs: 4\n').write('run/train.log', steps);
	const done = (count: number | null) => {
		if (count !== null) tree.write('run/summary.csv', `epoch,train_loss,eval_top1\n${epochs(count)}`);
		const [run, ...others] = scanOnce([tree.root], nodeFiles, formats).registry.runs.values();
		assert.deepEqual(others, []);
		return makeRow(run!).progress?.fraction;
	};
	assert.deepEqual([done(2), done(4)], [0.25, 1]);
	const printed = Array.from({length: 4}, (_, epoch) =>
		[4, 3].map(loss => `Epoch ${epoch}: loss ${loss / (epoch + 1)}\n`).join(''),
	);
	tree.write('run/train.log', printed.join(''));
	tree.write('run/summary.csv', `step,grad_norm\n${Array.from({length: 40}, (_, step) => `${step},0.${step + 10}\n`).join('')}`);
	assert.equal(done(null), 0.75, 'what was printed of an epoch may be from the midst of it');
});
