import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {Collected, readAll, readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const file = '/runs/a/metrics.csv';

function read(content: string | Uint8Array, path = file) {
	const files = new MemoryFiles().write(path, content);
	const runs = [...readDirectory(csvFormat, path.slice(0, path.lastIndexOf('/')), files).values()];
	assert.equal(runs.length, 1);
	return runs[0]!;
}

/** A run that is followed while its file changes. */
function follow(content: string) {
	const files = new MemoryFiles().write(file, content);
	const [claim] = csvFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	const source = csvFormat.open(claim!, files);
	const collected = new Collected();
	readAll(source, collected);
	return {files, source, run: collected.only, read: () => readAll(source, collected)};
}

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

test('reads what the header names of rows that are longer, and says so', () => {
	const run = read('step,loss\n0,2.5\n1,2.25,extra\n');
	assert.equal(run.points('loss').length, 2);
	assert.match(run.problems[0]!.message, /line 3 .*longer than the header/);
});

test('reads decimal commas where the table has no other reading', () => {
	const run = read('Schritt;Verlust;Impuls\n0;2,63;0,9\n1;2,40;0,9\n2;1.234,5;0,9\n');
	assert.deepEqual(run.points('Verlust'), [
		[0, 2.63],
		[1, 2.4],
		[2, 1234.5],
	]);
	assert.equal(run.points('Impuls').length, 3);
	assert.deepEqual(run.problems, []);
});

test('refuses decimal commas rather than misreading them', () => {
	const commas = read('step,loss\n0,2,63\n1,2,40\n');
	assert.equal(commas.metrics.size, 0);
	assert.match(commas.problems[0]!.message, /decimal comma/);
	const mixed = read('step;loss;acc\n0;2,63;0.5\n1;2,40;0.6\n');
	assert.deepEqual([...mixed.metrics.keys()], ['acc']);
	assert.match(mixed.problems[0]!.message, /"2,63"\) were not read/);
});

test('reads commas between thousands, also of steps, where others have decimal points', () => {
	const run = read('step,tokens,loss\n"1,000","12,345",0.9\n"2,000","24,690",0.8\n');
	assert.deepEqual(run.points('tokens'), [
		[1000, 12_345],
		[2000, 24_690],
	]);
	assert.equal(run.points('loss')[0]![0], 1000);
	assert.deepEqual(read('step,reward\n1,"1,234.5"\n2,999.5\n').points('reward'), [
		[1, 1234.5],
		[2, 999.5],
	]);
});

test('waits until a table shows what its commas are, and says so where it does not', () => {
	const {files, run, read: readOn} = follow('step;tokens\n1;1,234\n2;2,345\n');
	assert.equal(run.metrics.size, 0);
	assert.match(run.problems[0]!.message, /"1,234"\) were not read/);
	files.append(file, '3;0,5\n');
	readOn();
	assert.deepEqual(run.points('tokens'), [
		[1, 1.234],
		[2, 2.345],
		[3, 0.5],
	]);
	assert.deepEqual(run.problems, []);
});

test('does not take a list of two numbers for one', () => {
	const run = read('step,layers,loss\n1,"64,128",0.9\n2,"64,128",0.8\n');
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.problems, []);
});

test('reads percent signs, and says where a column has other numbers too', () => {
	assert.deepEqual(read('epoch,acc\n1,45.6%\n2,60 %\n').points('acc'), [
		[1, 45.6],
		[2, 60],
	]);
	const mixed = read('epoch,acc\n1,45.6%\n2,0.6\n');
	assert.deepEqual(mixed.points('acc'), [[1, 45.6]]);
	assert.match(mixed.problems[0]!.message, /with and without a percent sign/);
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

test('reads on behind a hole of NULs that a crash left', () => {
	const run = read(
		Buffer.concat([Buffer.from('step,loss\n0,2.5\n'), Buffer.alloc(512), Buffer.from('1,2.25\n'), Buffer.alloc(64)]),
	);
	assert.deepEqual(run.points('loss').at(-1), [1, 2.25]);
});

test('counts on where a counter begins anew in every epoch of another column', () => {
	const run = read('iter,epoch,loss\n0,0,1\n1,0,2\n0,1,3\n1,1,4\n');
	assert.deepEqual(
		run.points('loss').map(([, value]) => value),
		[1, 2, 3, 4],
	);
});

test('places rows by the batches of their epoch where an epoch has several', () => {
	const {files, run, read: readOn} = follow('epoch,batch,loss\n0,0,1\n');
	assert.deepEqual(run.points('loss'), [[0, 1]]);
	assert.equal(run.learnt.stepUnit, 'epoch');
	files.append(file, '0,10,2\n1,0,3\n1,10,4\n');
	readOn();
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[10, 2],
		[20, 3],
		[30, 4],
	]);
	assert.equal(run.metrics.has('batch'), false);
	assert.equal(run.learnt.stepUnit, null);
});

test('places one row an epoch by its epoch, whatever else is counted in it', () => {
	const run = read('epoch,batch,loss\n0,99,1\n1,99,2\n2,99,3\n');
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 2],
		[2, 3],
	]);
	assert.equal(run.points('batch').length, 3);
});

test('keeps values of training and of other data apart where a column says which a row is about', () => {
	const run = read('epoch,split,loss,val_acc\n0,train,1,\n0,val,2,0.5\n1,train,0.5,\n1,val,1.5,0.6\n');
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 0.5],
	]);
	assert.deepEqual(run.points('val loss'), [
		[0, 2],
		[1, 1.5],
	]);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'val loss', 'val_acc']);
});

test('places batches of a validation by themselves where they are a curve of their own', () => {
	const epoch = (number: number) =>
		`${number},train,0,4\n${number},train,1,3\n${number},train,2,2\n${number},val,0,9\n${number},val,1,8\n`;
	const run = read(`epoch,phase,batch,loss\n${epoch(0)}${epoch(1)}`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 1, 2, 3, 4, 5],
	);
	assert.deepEqual(run.points('val loss'), [
		[0, 9],
		[1, 8],
		[2, 9],
		[3, 8],
	]);
});

test('a row without a step belongs to the step before, and takes no value from it', () => {
	const run = read('step,loss,val_loss\n1,3,\n,,9\n2,2,\n,1,8\n');
	assert.deepEqual(run.points('loss'), [
		[1, 3],
		[2, 2],
	]);
	assert.deepEqual(run.points('val_loss'), [
		[1, 9],
		[2, 8],
	]);
	assert.match(run.problems[0]!.message, /Line 5 has no step/);
});

test('leaves columns of words alone that say nothing of the data', () => {
	assert.deepEqual([...read('step,mode,loss\n0,min,1\n1,max,2\n').metrics.keys()], ['loss']);
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
