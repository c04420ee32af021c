import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {Collected} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {file, follow, read} from './read-lines.ts';

test('skips lines that are no JSON and names them', () => {
	const run = read('{"step":0,"loss":1}', 'Traceback (most recent call last):', '', '{"step":1,"loss":2}');
	assert.equal(run.points('loss').length, 2);
	assert.deepEqual(
		run.problems.map(({file: of, message}) => [of, message.slice(0, 6)]),
		[[file, 'Line 2']],
	);
});

test('names few of many bad lines', () => {
	assert.ok(read(...Array.from({length: 500}, () => 'no json')).problems.length <= 6);
});

test('skips one endless line and says so, instead of holding it', () => {
	const {run} = follow(
		Buffer.concat([
			Buffer.from('{"step":0,"loss":1}\n'),
			Buffer.alloc(20 * 1024 * 1024, 'x'),
			Buffer.from('\n{"step":1,"loss":2}\n'),
		]),
	);
	assert.equal(run.points('loss').length, 2);
	assert.match(run.problems[0]!.message, /Line 2 is longer than 8 MiB/);
});

test('says where zero bytes stand for a line, but for those before the first one', () => {
	const zeros = '\0'.repeat(26);
	const run = read('{"step":0,"loss":1}', zeros, '{"step":2,"loss":0.5}', `${zeros}{"step":9,"loss":0.25}`);
	assert.deepEqual(run.points('loss').at(-1), [9, 0.25]);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		[2, 4].map(number => `Line ${number} begins with 26 zero bytes: what was written there is lost`),
	);
	assert.deepEqual(read(`${zeros}{"step":0,"loss":1}`, '{"step":1,"loss":1}').problems, []);
});

test('does not read a line that is being written', () => {
	const {files, run, read: readOn} = follow('{"step":0,"loss":1}\n{"step":1,"lo');
	assert.equal(run.points('loss').length, 1);
	files.append(file, 'ss":2}\n');
	readOn();
	assert.deepEqual(run.points('loss').at(-1), [1, 2]);
	assert.deepEqual(run.problems, []);
});

test('reads UTF-16', () => {
	assert.deepEqual(follow(Buffer.from('\ufeff{"step":1,"потеря":2.5}\r\n', 'utf16le')).run.points('потеря'), [[1, 2.5]]);
});

test('starts anew where the file was replaced', () => {
	const {files, run, read: readOn} = follow('{"step":0,"loss":1}\n{"step":1,"loss":2}\n');
	files.write(file, '{"step":0,"acc":3}\n');
	readOn();
	assert.deepEqual([...run.metrics.keys()], ['acc']);
});

test('gives the latest values of a large file first', () => {
	const files = new MemoryFiles().write(file, Array.from({length: 20_000}, (_, i) => `{"step":${i},"loss":${i}}\n`).join(''));
	const early = new Collected();
	jsonlFormat.open({format: 'jsonl', path: '/runs/a', files: [file], ownsSubtree: false}, files).preview!(early);
	assert.deepEqual(early.only.points('loss').at(-1), [19_999, 19_999]);
});

test('makes no line of the halves of two that a hole of NULs has between them, and says so', () => {
	const run = read('{"step": 1, "loss": 2}', '{"step": 2, "l\0\0\0p": 3, "loss": 1.5}', '{"step": 4, "loss": 1}\0\0\0');
	assert.deepEqual(run.points('loss'), [
		[1, 2],
		[4, 1],
	]);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		[
			'Line 2 holds zero bytes: what was written there is lost, and it was left out',
			'Line 3 ends in 3 zero bytes: what was written there is lost',
		],
	);
});
