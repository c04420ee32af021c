import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const directory = '/runs/a';
const monitor = (...rows: string[]): string => `#{"t_start": 1759999994.5}\nr,l,t\n${rows.map(row => `${row}\n`).join('')}`;

test('episodes of a monitor stand at the time steps of the training at which they ended', () => {
	const files = new MemoryFiles().write(`${directory}/monitor.csv`, monitor('-9.5,40,0.5', '-8.5,60,1.5'));
	const {run, read} = follow(csvFormat, files, directory);
	assert.deepEqual(run.points('r'), [
		[40, -9.5],
		[100, -8.5],
	]);
	files.append(`${directory}/monitor.csv`, '-7.5,25,2.5\n');
	read();
	assert.deepEqual(run.points('r').at(-1), [125, -7.5]);
});

test('where several environments work side by side, an episode of one stands where all have come to', () => {
	const files = new MemoryFiles()
		.write(`${directory}/0.monitor.csv`, monitor('-9.5,40,0.5', '-8.5,60,1.5'))
		.write(`${directory}/1.monitor.csv`, monitor('-3.5,50,0.6'));
	const {run} = follow(csvFormat, files, directory);
	assert.deepEqual(run.points('r'), [
		[80, -9.5],
		[200, -8.5],
	]);
	assert.deepEqual(run.points('1.monitor/r'), [[100, -3.5]]);
});

test('the same columns in a table that is no monitor are counted by rows', () => {
	const files = new MemoryFiles().write(`${directory}/train_log.csv`, 'r,l,t,loss\n1,40,2,0.5\n2,60,3,0.25\n');
	const {run} = follow(csvFormat, files, directory);
	assert.deepEqual(run.points('loss'), [
		[0, 0.5],
		[1, 0.25],
	]);
});

test('a monitor that another environment makes a moment later moves those that are there', () => {
	const files = new MemoryFiles().write(`${directory}/0.monitor.csv`, monitor('-9.5,40,0.5'));
	const {run, read, source} = follow(csvFormat, files, directory);
	assert.deepEqual(run.points('r'), [[40, -9.5]]);
	files.write(`${directory}/1.monitor.csv`, monitor('-3.5,50,0.6'));
	source.extend!(csvFormat.detect({path: directory, entries: files.list(directory)}, files)[0]!);
	read();
	assert.deepEqual(run.points('r'), [[80, -9.5]]);
	assert.deepEqual(run.points('1.monitor/r'), [[100, -3.5]]);
});
