import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../../source/formats/csv/index.ts';
import {readDirectory} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';

function namesOf(tables: Record<string, string>): string[] {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(tables)) files.write(`/runs/a/${name}`, content);
	return [...readDirectory(csvFormat, '/runs/a', files).values()].flatMap(run => [...run.metrics.keys()]);
}

test('a table of one value is called as its file is, where that is a metric’s name', () => {
	const table = 'step,value\n0,2.5\n1,1.25\n';
	assert.deepEqual(namesOf({'loss.csv': table, 'acc.csv': table}).sort(), ['acc', 'loss']);
	assert.deepEqual(namesOf({'metrics.csv': table}), ['value']);
	assert.deepEqual(namesOf({'loss.csv': 'step,value,lr\n0,2.5,1\n1,1.25,1\n'}), ['value', 'lr']);
	assert.deepEqual(namesOf({'loss.csv': 'step,name,value\n0,acc,2.5\n1,acc,1.25\n'}), ['acc']);
});

test('a table that was downloaded from TensorBoard has its tag in its name', () => {
	const table = 'Wall time,Step,Value\n1764300000.5,0,2.5\n1764300001.5,1,1.25\n';
	assert.deepEqual(namesOf({'run-train-tag-epoch_loss.csv': table}), ['epoch_loss']);
	assert.deepEqual(namesOf({'run-.-tag-Train_foo.csv': table}), ['Train_foo']);
	assert.deepEqual(namesOf({'run-.-tag-Train_foo (2).csv': table}), ['Train_foo'], 'downloaded again');
	assert.deepEqual(namesOf({'reward.csv': table, 'episode_length.csv': table}).sort(), ['episode_length', 'reward']);
});

test('the data that its rows are about stand in front of the name from the file', () => {
	assert.deepEqual(namesOf({'loss.csv': 'step,value,split\n0,2.5,train\n0,3.5,val\n1,1.25,train\n'}), ['loss', 'val loss']);
});

test('tags of one run that were downloaded beside each other are its metrics', () => {
	const table = 'Wall time,Step,Value\n1764300000.5,0,2.5\n1764300001.5,1,1.25\n';
	const files = new MemoryFiles();
	for (const tag of ['loss', 'acc']) files.write(`/runs/a/run-x-tag-${tag}.csv`, table);
	assert.deepEqual(
		[...readDirectory(csvFormat, '/runs/a', files).values()].map(run => [...run.metrics.keys()]),
		[['acc', 'loss']],
	);
	files.write('/runs/a/run-y-tag-loss.csv', table);
	assert.deepEqual(
		[...readDirectory(csvFormat, '/runs/a', files).values()].map(run => [...run.metrics.keys()]),
		[['acc', 'loss'], ['loss']],
	);
});

test('columns that pandas has numbered are no values, and a lone one is called as its file is', () => {
	const values = ['0.5', '0.625', '0.75', '0.875', '0.25', '0.125', '0.5'];
	const list = `0\n${values.join('\n')}\n`;
	const numbered = `,0\n${values.map((value, i) => `${i},${value}`).join('\n')}\n`;
	const pairs = `${values.map((value, i) => `${10 * i},${value}`).join('\n')}\n`;
	const runs = (tables: Record<string, string>) => {
		const files = new MemoryFiles();
		for (const [name, content] of Object.entries(tables)) files.write(`/runs/a/${name}`, content);
		const [run] = [...readDirectory(csvFormat, '/runs/a', files).values()];
		return [...run!.metrics.keys()].sort().map(name => [name, run!.points(name).length, run!.points(name).at(-1)?.[0]]);
	};
	assert.deepEqual(runs({'train_loss.csv': list, 'dev_acc.csv': list, 'dev_f1.csv': list}), [
		['dev_acc', 7, 6],
		['dev_f1', 7, 6],
		['train_loss', 7, 6],
	]);
	assert.deepEqual(runs({'train_loss.csv': numbered}), [['train_loss', 7, 6]]);
	assert.deepEqual(runs({'train_loss.csv': pairs, 'auc.csv': pairs}), [
		['1', 7, 60],
		['auc/1', 7, 60],
	]);
	assert.deepEqual(runs({'loss.csv': list.replace('0\n', '0.0\n')}), [['loss', 8, 7]], 'a list may begin with a value of zero');
});
