import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {file, follow, read} from './read-table.ts';

test('does not read a last line without line feed, and reads it once it is whole', () => {
	const {files, run, read: readOn} = follow('step,loss\n0,2.5\n1,0.12');
	assert.deepEqual(run.points('loss'), [[0, 2.5]]);
	files.append(file, '34\n');
	readOn();
	assert.deepEqual(run.points('loss').at(-1), [1, 0.1234]);
});

test('waits for the whole first line before it decides what separates cells', () => {
	const {files, run, read: readOn} = follow('# made by x, y, z\n# on "gpu, 1\nst');
	files.append(file, 'ep\tlo');
	readOn();
	files.append(file, 'ss\n0\t2.5\n');
	readOn();
	assert.deepEqual(run.points('loss'), [[0, 2.5]]);
});

test('starts anew where the file was rewritten with other columns in place', () => {
	const {files, run, read: readOn} = follow('loss,step\n2.5,0\n2.25,1\n');
	files.write(file, 'acc,loss,step\n,2.5,0\n,2.25,1\n0.5,,1\n', {inPlace: true});
	readOn();
	assert.deepEqual(run.points('loss'), [
		[0, 2.5],
		[1, 2.25],
	]);
	assert.deepEqual(run.points('acc'), [[1, 0.5]]);
});

test('survives the moment in which a rewritten file is empty', () => {
	const {files, run, read: readOn} = follow('step,loss\n0,2.5\n');
	files.write(file, '', {inPlace: true});
	readOn();
	assert.equal(run.metrics.size, 0);
	files.append(file, 'step,loss\n0,2.5\n1,2\n');
	readOn();
	assert.equal(run.points('loss').length, 2);
});

test('reads on behind a hole of NULs that a crash left', () => {
	const run = read(
		Buffer.concat([Buffer.from('step,loss\n0,2.5\n'), Buffer.alloc(512), Buffer.from('1,2.25\n'), Buffer.alloc(64)]),
	);
	assert.deepEqual(run.points('loss').at(-1), [1, 2.25]);
	const message = 'Line 3 begins with zero bytes: what was written there is lost';
	assert.deepEqual(
		run.problems.map(problem => problem.message),
		[message],
	);
	assert.equal(read('step,loss\n0,2.5\n\0\0\0\n1,2.25\n').problems[0]!.message, message);
	assert.deepEqual(read('\0\0\0\0step,loss\n0,2.5\n\n1,2.25\n').problems, []);
});

test('reads large files within a budget and gives their latest values first', () => {
	const rows = Array.from({length: 30_000}, (_, i) => `${i},${i / 2}\n`).join('');
	const files = new MemoryFiles().write(file, `step,loss\n${rows}`);
	const source = csvFormat.open({format: 'csv', path: '/runs/a', files: [file], ownsSubtree: false}, files);
	const early = new Collected();
	source.preview!(early);
	assert.deepEqual(early.only.points('loss').at(-1), [29_999, 14_999.5]);
	const collected = new Collected();
	const first = source.read(collected, 20_000);
	assert.ok(first.more && first.bytesLeft > 0);
	readAll(source, collected, 20_000);
	assert.equal(collected.only.points('loss').length, 30_000);
});

test('makes no row of the halves of two that a hole of NULs has between them, and says so', () => {
	const run = read(`step,loss\n0,2.5\n10,2.25\n20,${'\0'.repeat(16)}7\n50,1.5\n`);
	assert.deepEqual(run.points('loss'), [
		[0, 2.5],
		[10, 2.25],
		[50, 1.5],
	]);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Line 4 holds zero bytes: what was written there is lost, and it was left out'],
	);
});

test('gives up what a row that was being written seemed to say, once what comes behind it says otherwise', () => {
	const open = follow('step,loss,note\n0,1.5,\n1,1.25,"a matrix:\n2,1,x\n3,2,x\n4,3,x\n');
	assert.equal(open.run.points('loss').length, 5);
	open.files.append(file, 'that was all"\n2,1.125,\n');
	open.read();
	assert.deepEqual(open.run.points('loss'), [
		[0, 1.5],
		[1, 1.25],
		[2, 1.125],
	]);
	const ended = follow('# by hand\nstep,loss\n0,1.5\n1,1.25\0\n');
	assert.equal(ended.run.points('loss').length, 1);
	ended.files.append(file, '2,1.125\0\0\n');
	ended.read();
	assert.deepEqual(ended.run.points('loss'), [
		[0, 1.5],
		[1, 1.25],
		[2, 1.125],
	]);
	assert.deepEqual(ended.run.problems, []);
});
