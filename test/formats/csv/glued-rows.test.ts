import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-table.ts';

test('a row that was cut and has the next one behind it is left out', () => {
	const whole = (epoch: number) => `${epoch},0.6${epoch},0.1,0.5`;
	const table = (...rows: string[]) => read(['epoch,acc,loss,val', ...rows, ''].join('\n'));
	for (const cut of ['10,', '10,0.60', '10,0.60,0.1', '10,0.60,0.1,0.', '10,0.60,0.1,0.5']) {
		const run = table(whole(8), whole(9), `${cut}${whole(10)}`, whole(11), whole(12));
		assert.deepEqual(
			run.points('acc'),
			[8, 9, 11, 12].map(epoch => [epoch, Number(`0.6${epoch}`)]),
			cut,
		);
		assert.deepEqual(
			run.problems.map(({message}) => message),
			['Line 4 is a row that was cut, with another one behind it: it was left out'],
		);
	}
	// Cells that no column has a name for are no row.
	assert.deepEqual(table(whole(8), whole(9), `${whole(10)},7`, whole(11)).points('acc').length, 4);
	assert.deepEqual(table(whole(8), whole(9), '10,0.6,0.1,0.10,7,9,8', whole(11)).points('acc').length, 4);
	assert.deepEqual(table(whole(8), `${whole(9)},8`, `${whole(10)},9`, whole(11)).points('acc').length, 4);
});

test('rows with a cell more than the header now and then are no two rows, whatever their numbers end in', () => {
	const rows = Array.from({length: 20}, (_, i) => `${i},0.${70 + i},0.${70 + i}${i % 5 === 0 ? `,0.${70 + i}1` : ''}`);
	const run = read(['epoch,train_acc,test_acc', ...rows, ''].join('\n'));
	assert.equal(run.points('train_acc').length, 20);
	assert.equal(
		read(['epoch,train_acc,test_acc', ...rows.slice(4, 8), ''].join('\n')).points('train_acc').length,
		4,
		'one of them',
	);
	const ofTwo = rows.map(row => row.split(',').toSpliced(1, 1).join(','));
	assert.equal(read(['epoch,acc', ...ofTwo, ''].join('\n')).points('acc').length, 20);
	assert.equal(read(['epoch,acc', ...ofTwo.slice(4, 8), ''].join('\n')).points('acc').length, 4, 'one of two columns');
});

test('a header behind the first digits of a row is the header', () => {
	const run = read('epoch,acc,loss\n9,0.1,2\n10,0.2,1\n1epoch,acc,loss\n10,0.3,1\n11,0.4,0.5\n');
	assert.deepEqual([...run.metrics.keys()], ['acc', 'loss']);
	assert.deepEqual(
		run.points('acc').map(([step]) => step),
		[9, 10, 11],
	);
});
