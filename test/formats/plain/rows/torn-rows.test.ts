import assert from 'node:assert/strict';
import {test} from 'node:test';
import {follow, read} from '../../csv/read-table.ts';
import {openLog, readLog} from '../../textlog/read-log.ts';

const steps = (run: {points(name: string): [number, number][]}, name = 'loss') => run.points(name).map(([step]) => step);
const table = (...rows: string[]) => `step,loss,acc\n${rows.join('\n')}\n`;
const rows = (...all: number[]) => all.map(step => `${step},${2.5 - step / 1000},0.5`);
const lines = (...all: number[]) => all.map(step => `step ${step} loss ${2.5 - step / 1000}`);

test('a row of a table that lost the end of its step throws away no row before it', () => {
	const run = read(table(...rows(1500, 1600), '17,1.2', ...rows(1800, 1900)));
	assert.deepEqual(steps(run), [1500, 1600, 1800, 1900]);
	assert.match(run.problems[0]!.message, /Line 4 is torn/);
});

test('the rest of a row of a table throws away no row before it', () => {
	// The end of the file was written twice, or a block of it was lost.
	const again = read(table(...rows(17, 18, 19), '0.48,0.5', ...rows(20, 21)));
	assert.deepEqual(steps(again), [17, 18, 19, 20, 21]);
	assert.match(again.problems[0]!.message, /Line 5 is torn/);
	assert.deepEqual(steps(read(table(...rows(17, 18, 19), '0,0.5', ...rows(18, 19, 20)))), [17, 18, 19, 20]);
	// What goes on from there is another attempt, also where its rows have fewer cells.
	assert.deepEqual(steps(read(table(...rows(17, 18, 19), '0,0.5', '1,0.4', '2,0.3'))), [0, 1, 2]);
	// What is evaluated may come late.
	const late = read('step,score,loss\n90,,3\n50,5\n100,,2\n60,4\n110,,1\n');
	assert.deepEqual(steps(late), [90, 100, 110]);
	assert.deepEqual(steps(late, 'score'), [50, 60]);
});

test('a line that lost the end of its step throws away no row before it', () => {
	for (const torn of ['step 1 loss 0.3', 'step 1step 17 loss 0.25']) {
		const run = readLog([...lines(14, 15, 16), torn, ...lines(18, 19), ''].join('\n'));
		assert.deepEqual(steps(run), [14, 15, 16, 18, 19]);
		assert.match(run.problems[0]!.message, new RegExp(`"${torn}" is torn`));
	}
});

test('what is torn shows as the file grows', () => {
	const begun = table(...rows(1500, 1600), '17,1.2');
	const {files, run, read: readOn} = follow(begun);
	files.write('/runs/a/metrics.csv', `${begun}${rows(1800).join('\n')}\n`);
	readOn();
	assert.deepEqual(steps(run), [1500, 1600, 1800]);
	const log = openLog([...lines(14, 15, 16), 'step 1 loss 0.3', ''].join('\n'));
	log.files.write(log.file, [...lines(14, 15, 16), 'step 1 loss 0.3', ...lines(18), ''].join('\n'));
	log.read();
	assert.deepEqual(steps(log.run), [14, 15, 16, 18]);
});

test('an attempt that begins anew is no torn row', () => {
	const all = (...numbers: number[]) => [
		steps(read(table(...rows(...numbers)))),
		steps(readLog([...lines(...numbers), ''].join('\n'))),
	];
	const [again, ofLog] = all(14, 15, 16, 1, 2, 3, 17);
	assert.deepEqual(again, ofLog);
	assert.deepEqual(again!.slice(-4), [1, 2, 3, 17]);
	// Two processes that write into one file.
	assert.deepEqual(steps(readLog([...lines(25, 1, 26, 2, 27, 3, 28), ''].join('\n'))), [1, 2, 3, 28]);
	// Rows in any order.
	assert.deepEqual(steps(readLog([...lines(0, 5, 3, 100), ''].join('\n'))), [0, 3, 100]);
	// No number between 100 and 106 begins with 96.
	assert.deepEqual(steps(readLog([...lines(80, 90, 100, 96, 106), ''].join('\n'))), [80, 90, 96, 106]);
	// A whole row of a table lost nothing.
	assert.deepEqual(steps(read(table(...rows(15, 16, 1, 18)))), [1, 18]);
	// Values of another kind have their own steps: what is evaluated may come late.
	const late = readLog(
		['step 90 loss 3', 'step 1 score 5', 'step 100 loss 3', 'step 10 score 4', 'step 110 loss 2', ''].join('\n'),
	);
	assert.deepEqual(
		[steps(late), steps(late, 'score')],
		[
			[90, 100, 110],
			[1, 10],
		],
	);
});
