import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {judgeHead} from '../../../../source/formats/csv/claim/detect.ts';
import {whyPassedOver} from '../../../../source/formats/csv/claim/passed-over.ts';
import {whyLogPassedOver} from '../../../../source/formats/textlog/passed-over.ts';
import {read} from '../read-table.ts';

const why = (name: string, text: string) => String(whyPassedOver(name, new TextEncoder().encode(text)));

test('says of what is nearly a table, or lines of JSON, what to do', () => {
	assert.match(why('log.jsonl', '{"epoch": 0, "loss": 1.0},\n{"epoch": 1, "loss": 0.5},\n'), /lines end in commas/);
	assert.match(why('log.jsonl', "{'epoch': 0, 'loss': 1.0}\n{'epoch': 1, 'loss': 0.5}\n"), /dictionaries of Python/);
	assert.match(why('log.csv', 'epoch,metrics\n1,"{""loss"": 2.5}"\n'), /several values/);
	assert.match(why('log.csv', ',train,train,val,val\n,loss,acc,loss,acc\nepoch,,,,\n0,1,2,3,4\n'), /in several lines/);
	assert.match(why('log.csv', 'train,,val,\nloss,acc,loss,acc\n2,0,3,0\n'), /in several lines/);
	assert.match(why('log.csv', 'metric,0,1,2\nloss,2,1.5,1\nacc,.1,.2,.3\n'), /turn it/);
	assert.match(why('log.csv', 'Experiment: foo\nlr=0.01, batch_size=32\n\nepoch,loss\n0,1\n'), /begins in line 4/);
	assert.match(why('log.csv', 'a,b\n1,x\n'), /^its first lines show no metrics/);
	assert.match(why('metrics.json', '{"precision": [1, 0.5, 0.3], "recall": [0.1, 0.2, 0.4]}'), /put a list "epoch"/);
	for (const text of ['{"loss": 0.5, "epoch": 3}', '{"mean": [0.4, 0.5]}']) assert.equal(why('metrics.json', text), 'null', text);
	assert.match(why('metrics.json', ''), /^it is empty/);
});

test('says that names of columns are no UTF-8', () => {
	const table = Buffer.from('epoch;pr\u00e9cision\n1;0.5\n2;0.6\n', 'latin1');
	assert.match(read(table).problems[0]!.message, /^Names of its columns are no UTF-8 \("pr\ufffdcision"\): save it as UTF-8/);
});

test('says of a table that blanks part which column is not of numbers, and of JSON in any file of lines that it is none', () => {
	const table = 'epoch loss note\n0 2.5 ok\n1 1.25 ok\n';
	assert.match(why('metrics.csv', table), /parted by blanks, and "note" is not of numbers/);
	const ofLog = (text: string | Uint8Array) => whyLogPassedOver(typeof text === 'string' ? new TextEncoder().encode(text) : text);
	assert.match(String(ofLog('epoch loss time\n0 2.5 12:00:00\n')), /"time" is not of numbers/);
	for (const prose of [
		'epoch loss is high\n3 of them so\n',
		'step by step loss\nwe go on here\n',
		'epoch 1 loss 2\nepoch 2 loss 1\n',
	])
		assert.equal(ofLog(prose), null, prose);
	assert.match(why('metrics.jsonl', '[{"epoch": 0, "loss": 1}, {"epoch": 1, "loss": 0.5}]'), /not an object a line/);
	assert.match(
		why('metrics.jsonl', '{\n  "epoch": 0,\n  "loss": 1\n}\n{\n  "epoch": 1,\n  "loss": 0.5\n}\n'),
		/not an object a line/,
	);
});

test('says of compressed tables and logs under plain names what they are', () => {
	const packed = gzipSync('epoch,loss\n0,1\n1,0.5\n');
	assert.equal(judgeHead('metrics.csv', packed), null);
	assert.match(String(whyPassedOver('metrics.csv', packed)), /compressed, which its name does not say/);
	assert.match(String(whyLogPassedOver(gzipSync('epoch 1 loss 0.5\n'))), /compressed, which its name does not say/);
	assert.equal(whyLogPassedOver(gzipSync('nothing of that kind\n')), null);
});

test('takes a log for a table only where two rows stand below names in a comment', () => {
	const judge = (name: string, text: string) => judgeHead(name, new TextEncoder().encode(text)) !== null;
	assert.equal(judge('train.log', '# epoch loss\n0 1.5\n1 1.25\n'), true);
	assert.equal(judge('train.log', '# epoch loss\n0 1.5\nepoch 1 loss 1.25\n'), false);
	assert.equal(judge('train.log', '# epoch loss\n0 1.5\n'), false);
	assert.equal(judge('train.csv', '# epoch loss\n0 1.5\n'), true);
});

test('takes no sentence in a comment for the names of columns', () => {
	const judge = (comment: string) => judgeHead('train.log', new TextEncoder().encode(`${comment}\n1 1.5 2\n2 1.25 2\n`)) !== null;
	assert.deepEqual([judge('# epoch loss acc'), judge('# loss at epoch')], [true, false]);
});

test('takes a .dat for a table of a training only where its columns speak of one: simulations write them too', () => {
	const judge = (name: string, names: string) =>
		judgeHead(name, new TextEncoder().encode(`# ${names}\n0 1.5 2\n100 1.25 2\n`)) !== null;
	assert.deepEqual([judge('output.dat', 'step temperature pressure'), judge('log.dat', 'x y z')], [false, false]);
	assert.deepEqual([judge('loss.dat', 'step loss_train loss_test'), judge('log.txt', 'step temperature pressure')], [true, true]);
});
