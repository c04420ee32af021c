import assert from 'node:assert/strict';
import {test} from 'node:test';
import {whyPassedOver} from '../../../source/formats/csv/passed-over.ts';
import {read} from './read-table.ts';

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
	assert.match(why('history.json', '{"loss": [1, 0.5, 0.3], "acc": [0.1, 0.2]}'), /not an object a line/);
	assert.match(why('history.json', '[{"epoch": 0, "loss": 1.0}, {"epoch": 1, "loss": 0.5}]'), /not an object a line/);
	for (const text of ['{"loss": 0.5, "epoch": 3}', '{"mean": [0.4, 0.5]}', ''])
		assert.equal(why('metrics.json', text), 'null', text);
});

test('says that names of columns are no UTF-8', () => {
	const table = Buffer.from('epoch;pr\u00e9cision\n1;0.5\n2;0.6\n', 'latin1');
	assert.match(read(table).problems[0]!.message, /^Names of its columns are no UTF-8 \("pr\ufffdcision"\): save it as UTF-8/);
});
