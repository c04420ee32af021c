import assert from 'node:assert/strict';
import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {FileTree} from '../tree.ts';

const columns = 'number,value,datetime_start,params_x,state';
const rows = [
	'0,0.5,2026-03-01 10:00:00.125001,1,COMPLETE',
	'1,0.75,2026-03-01 10:00:05.250002,2,COMPLETE',
	'2,,2026-03-01 10:00:09.5,3,FAIL',
	'3,,,,WAITING',
];
const tableOf = (...lines: string[]) => [columns, ...lines, ''].join('\n');
const untimed = (text: string) => text.replaceAll(/,datetime_start|,2026[^,]*/g, '').replace(',,,,WAITING', ',,,WAITING');

function rowsIn(root: string) {
	const found = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	return found.map(run => [makeRow(run).dir, makeRow(run).name, [...run.metrics.keys()].join()]).sort();
}

test('trials in several tables of one study are one row each, and the longest table lists them', context => {
	const {root} = new FileTree(context).writeAll('', {
		'all/trials.csv': tableOf(...rows),
		'best_trials.csv': tableOf(rows[1]!, rows[0]!),
		'short_trials.csv': untimed(tableOf(rows[0]!, rows[1]!)),
	});
	assert.deepEqual(rowsIn(root), [
		['all/trials.csv', 'trial 0', 'objective'],
		['all/trials.csv', 'trial 1', 'objective'],
		['all/trials.csv', 'trial 2', ''],
		['all/trials.csv', 'trial 3', ''],
	]);
});

test('trials of another study with the same numbers stay apart', context => {
	const other = tableOf(...rows).replaceAll(' 10:', ' 11:');
	const {root} = new FileTree(context).writeAll('', {
		'a_trials.csv': tableOf(...rows),
		'b_trials.csv': other,
		'c_trials.csv': untimed(tableOf(rows[0]!, rows[1]!)).replace('0.75', '0.76'),
	});
	assert.equal(rowsIn(root).length, 10);
});

test('a study that is pickled in two places is there once', context => {
	const {root} = new FileTree(context);
	for (const name of ['models', 'results']) {
		mkdirSync(path.join(root, name), {recursive: true});
		cpSync('test/fixtures/optuna-pickles/tides_optuna.pickle', path.join(root, name, 'tides_optuna.pickle'));
	}
	writeFileSync(path.join(root, 'notes.txt'), 'nothing\n');
	assert.equal(rowsIn(root).length, 5);
	const [first] = scanOnce([root], nodeFiles, formats).registry.runs.values();
	assert.equal(makeRow(first!).attempt, null);
	const lengths = [...first!.metrics].map(([name, series]) => [name, series.length]);
	assert.deepEqual(lengths, [
		['value', 3],
		['objective', 1],
	]);
});
