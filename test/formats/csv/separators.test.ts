import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-table.ts';

test('says where a table goes on with another separator', () => {
	const run = read('epoch,loss,acc\n0,2,0.1\n1,1,0.2\nepoch;loss;acc\n2;0.9;0.3\n3;0.8;0.4\n');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 1],
	);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Line 5 has ";" between its cells, as no row before: it was not read, nor were others like it'],
	);
	assert.match(read('epoch,loss\n0,2\n1\t1\n').problems[0]!.message, /^Line 3 has a tab between/);
	// Words, and the rest of a row of decimal commas.
	for (const text of ['epoch,loss,acc\n0,2,0.1\nsaved; done; next\n1,1,0.2\n', 'epoch;loss\n0;2,5\n1,5\n2;1,5\n'])
		assert.deepEqual(read(text).problems, []);
});

test('knows the decimal comma of a first row by fractions under the names of metrics', () => {
	const run = read('epoch;loss;acc;gain\n1;0,5321;0,8123;1,25\n');
	assert.deepEqual(
		[...run.metrics.keys()].map(name => run.points(name)[0]),
		[
			[1, 0.5321],
			[1, 0.8123],
			[1, 1.25],
		],
	);
	assert.equal(read('epoch;devices;loss\n1;0,12;2\n').metrics.has('devices'), false, 'which may be a list');
});
