import assert from 'node:assert/strict';
import {test} from 'node:test';
import {file, follow, read} from './read-table.ts';

test('takes the step column by its name, wherever it stands and however it is written', () => {
	assert.deepEqual(read('loss,acc,Epoch\n2.5,0.1,1\n2.25,0.2,2\n').points('acc'), [
		[1, 0.1],
		[2, 0.2],
	]);
	assert.deepEqual(read('epoch,Step,loss\n0,10,2.5\n0,20,2.25\n').points('loss'), [
		[10, 2.5],
		[20, 2.25],
	]);
});

test('reads a header that stands in a comment, also with its first name in quotes', () => {
	assert.deepEqual(read('#"Step","Potential Energy (kJ/mole)"\n0,-1000\n100,-1001\n').points('Potential Energy (kJ/mole)'), [
		[0, -1000],
		[100, -1001],
	]);
});

test('passes over a step column of words for the next one with numbers', () => {
	assert.deepEqual(read('index,loss,epoch\nimg_1,2.5,7\n').points('loss'), [[7, 2.5]]);
});

test('counts rows where no column counts steps', () => {
	assert.deepEqual(read('train_loss,val_loss\n2.5,1\n2.25,\n').points('train_loss'), [
		[0, 2.5],
		[1, 2.25],
	]);
});

test('reads a table without names: the first column counts where it rises by one', () => {
	const run = read('5,2.5\n6,2.25\n7,2\n', '/runs/a/loss.csv');
	assert.deepEqual(run.points('1'), [
		[5, 2.5],
		[6, 2.25],
		[7, 2],
	]);
	assert.deepEqual(read('0.5,2.5\n0.25,2\n', '/runs/a/loss.csv').points('0'), [
		[0, 0.5],
		[1, 0.25],
	]);
});

test('keeps times out of the metrics and puts the points at them', () => {
	const run = read('timestamp,step,loss\n2025-10-09T12:00:00Z,0,2.5\n2025-10-09T12:00:01.5Z,1,2\n');
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.walls('loss'), [Date.UTC(2025, 9, 9, 12), Date.UTC(2025, 9, 9, 12, 0, 1, 500)]);
	assert.equal(run.learnt.startedAtMs, Date.UTC(2025, 9, 9, 12));
	assert.equal(run.learnt.lastSignMs, Date.UTC(2025, 9, 9, 12, 0, 1, 500));
	const other = read('time_ms,global_step,loss,latency_ms\n1760000000000,0,2.5,12\n');
	assert.deepEqual([...other.metrics.keys()], ['loss', 'latency_ms']);
	assert.deepEqual(other.walls('loss'), [1_760_000_000_000]);
});

test('leaves empty cells out, so that rows of training and validation share a step', () => {
	const run = read('step,loss,val_loss\n0,2.5,\n0,,1.5\n1,2.25,\n');
	assert.deepEqual(run.points('loss'), [
		[0, 2.5],
		[1, 2.25],
	]);
	assert.deepEqual(run.points('val_loss'), [[0, 1.5]]);
});

test('reads NaN and infinities as values and words as nothing', () => {
	const run = read('step,x\n0,nan\n1,-inf\n2,NA\n3,None\n4,1_000\n5,1e-3\n');
	assert.deepEqual(run.points('x'), [
		[0, Number.NaN],
		[1, Number.NEGATIVE_INFINITY],
		[5, 0.001],
	]);
});

test('lets the later attempt count where a restart wrote the header again, and says so', () => {
	const run = read('step,loss\n0,1\n1,2\n2,3\nstep,loss\n0,4\n1,5\n');
	assert.deepEqual(run.points('loss'), [
		[0, 4],
		[1, 5],
	]);
	assert.deepEqual(
		run.events.map(({kind, step}) => [kind, step]),
		[['restart', 2]],
	);
});

test('goes on with other columns where a restart logs something else', () => {
	const run = read('step,loss\n0,1\n1,2\nstep,loss,acc\n2,3,0.5\n');
	assert.deepEqual(run.points('loss').at(-1), [2, 3]);
	assert.deepEqual(run.points('acc'), [[2, 0.5]]);
});

test('takes names that come again in another order for where the values stand from there on', () => {
	for (const again of ['step,acc,loss\n2,0.5,1\n', 'acc,loss,step\n0.5,1,2\n']) {
		const run = read(`step,loss,acc\n0,3,0.25\n1,2,0.375\n${again}`);
		assert.deepEqual(run.points('loss').at(-1), [2, 1]);
		assert.deepEqual(run.points('acc').at(-1), [2, 0.5]);
	}
});

test('takes a header of other names for one where it names a column as it was, or names what only training has', () => {
	const other = read('step,loss\n0,3\n1,2\nstep,odd\n2,1\n');
	assert.deepEqual([other.points('loss').length, other.points('odd')], [2, [[2, 1]]]);
	const validation = read('step,loss\n0,3\n1,2\nepoch,val_loss\n0,4\n');
	assert.deepEqual([validation.points('loss').length, validation.points('val_loss')], [2, [[0, 4]]]);
	assert.deepEqual(read('#step,loss\n0,3\n1,2\n#step,loss\n2,1\n').points('loss').length, 3);
});

test('takes words in a row for no header', () => {
	const run = read('step,loss,note\n0,3,good\nskipped,none,bad\n1,2,good\nnone,error,score\n2,1,fine\n');
	assert.deepEqual(
		run.points('loss').map(([, value]) => value),
		[3, 2, 1],
	);
	assert.deepEqual(run.events, []);
});

test('reads what the header names of rows that are longer, and says so', () => {
	const run = read('step,loss\n0,2.5\n1,2.25,extra\n');
	assert.equal(run.points('loss').length, 2);
	assert.match(run.problems[0]!.message, /line 3 .*longer than the header/);
});

test('reads tabs, byte order marks, CRLF and UTF-16', () => {
	const text = 'step\tloss\r\n0\t2.5\r\n10\t2.25\r\n';
	const expected = [
		[0, 2.5],
		[10, 2.25],
	];
	assert.deepEqual(read(`\ufeff${text}`, '/runs/a/metrics.tsv').points('loss'), expected);
	assert.deepEqual(read(Buffer.from(`\ufeff${text}`, 'utf16le'), '/runs/a/metrics.tsv').points('loss'), expected);
	assert.deepEqual(read(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), '/runs/a/metrics.tsv').points('loss'), expected);
});

test('counts on where a counter begins anew in every epoch of another column', () => {
	const run = read('iter,epoch,loss\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n');
	assert.deepEqual(
		run.points('loss').map(([, value]) => value),
		[1, 2, 3, 4],
	);
});

test('takes the names of metrics from a column of names', () => {
	const run = read('Wall time,step,metric,value\n1760000000,0,loss,2.5\n1760000001,0,acc,0.5\n1760000002,1,loss,2\n');
	assert.deepEqual([...run.metrics.keys()], ['loss', 'acc']);
	assert.deepEqual(run.points('loss'), [
		[0, 2.5],
		[1, 2],
	]);
	assert.deepEqual(run.walls('acc'), [1_760_000_001_000]);
	assert.deepEqual([...read('step,name,value\n0,loss,2\n0,acc,1\n').metrics.keys()], ['loss', 'acc']);
});

test('trims padded names and makes repeated ones different', () => {
	const run = read('  epoch ,  train/loss , loss,loss\n 1, 2.5 , 1,2\n');
	assert.deepEqual([...run.metrics.keys()], ['train/loss', 'loss', 'loss (2)']);
	assert.equal(run.learnt.stepUnit, 'epoch');
});

test('reads comments before the header, and a header that is a comment', () => {
	assert.deepEqual(read('# made by x\nstep,loss\n3,2.5\n').points('loss'), [[3, 2.5]]);
	assert.deepEqual(read('# step,loss\n3,2.5\n4,2\n').points('loss')[0], [3, 2.5]);
});

test('reads lines that end in a carriage return alone, as spreadsheets on a Mac write them', () => {
	const run = read('epoch,loss,note\r0,9,"a\rb"\r1,8,c\r2,7,d\r');
	assert.deepEqual(run.points('loss'), [
		[0, 9],
		[1, 8],
		[2, 7],
	]);
	assert.deepEqual(run.problems, []);
	assert.equal(read('step,loss\r\n0,9\r\n1,8\r\n').points('loss').length, 2);
});

test('reads cells between apostrophes where each name stands between two', () => {
	const points = [
		[1, 0.5],
		[2, 0.25],
	];
	assert.deepEqual(read("'epoch','loss','note'\n'1','0.5','a, b'\n'2','0.25','it''s'\n").points('loss'), points);
	assert.deepEqual(read("# by hand\n'epoch';'loss'\r\n1;0.5\r\n2;0.25\r\n").points('loss'), points);
	const {files, run, read: readOn} = follow("'epoch','loss'\n'1','0.5'\n'2','0.");
	files.append(file, "25'\n");
	readOn();
	assert.deepEqual(run.points('loss'), points, 'as it grows');
	assert.deepEqual([...read("epoch,'loss,it's\n1,0.5,2\n").metrics.keys()], ["'loss", "it's"], 'an apostrophe alone is one');
});
