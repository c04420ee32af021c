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
		'whole/trials.csv': tableOf(...rows),
		'best_trials.csv': tableOf(rows[1]!, rows[0]!),
		'short_trials.csv': untimed(tableOf(rows[0]!, rows[1]!)),
	});
	assert.deepEqual(rowsIn(root), [
		['whole/trials.csv', 'trial 0', 'objective'],
		['whole/trials.csv', 'trial 1', 'objective'],
		['whole/trials.csv', 'trial 2', ''],
		['whole/trials.csv', 'trial 3', ''],
	]);
});

test('tables of several studies that lie together in one as well are one row a trial, where each lies alone', context => {
	const first = ['1,0,0.5,1,COMPLETE', '1,1,0.75,2,COMPLETE'];
	const second = ['2,0,0.25,4,COMPLETE', '2,1,0.125,8,COMPLETE'];
	const foldsOf = (...lines: string[]) => ['fold,number,value,params_x,state', ...lines, ''].join('\n');
	const {root} = new FileTree(context).writeAll('', {
		'all_trials.csv': foldsOf(...first, ...second),
		'trials_fold1.csv': foldsOf(...first),
		'trials_fold2.csv': foldsOf(...second),
	});
	assert.deepEqual(rowsIn(root), [
		['trials_fold1.csv', 'trial 0', 'objective'],
		['trials_fold1.csv', 'trial 1', 'objective'],
		['trials_fold2.csv', 'trial 0', 'objective'],
		['trials_fold2.csv', 'trial 1', 'objective'],
	]);
});

/** A store with the first trials of the table. */
const journal = [
	{op_code: 0, study_name: 'study', directions: [1]},
	...rows.slice(0, 2).flatMap((line, trial_id) => {
		const [, value, moment] = line.split(',');
		return [
			{op_code: 4, study_id: 0, datetime_start: moment!.replace(' ', 'T')},
			{op_code: 6, trial_id, state: 1, values: [Number(value)], datetime_complete: '2026-03-01T10:01:00.000000'},
		];
	}),
].map(({op_code, ...line}) => `${JSON.stringify({op_code, worker_id: 'w', ...line})}\n`);

test('trials in a table of a study that lies in a store are those of the store, which stays apart from a copy of it', context => {
	const {root} = new FileTree(context).writeAll('', {
		'a_trials.csv': tableOf(...rows),
		'b_trials.csv': untimed(tableOf(rows[0]!, rows[1]!)),
		'copy/journal.log': journal.join(''),
		'journal.log': journal.join(''),
	});
	assert.deepEqual(
		rowsIn(root).map(([dir, name]) => `${dir}: ${name}`),
		[
			'a_trials.csv: trial 2',
			'a_trials.csv: trial 3',
			'copy/journal.log: trial 0',
			'copy/journal.log: trial 1',
			'journal.log: trial 0',
			'journal.log: trial 1',
		],
	);
});

test('trials of another study with the same numbers stay apart', context => {
	const other = tableOf(...rows).replaceAll(' 10:', ' 11:');
	const {root} = new FileTree(context).writeAll('', {
		'a_trials.csv': tableOf(...rows),
		'b_trials.csv': other,
		'c_trials.csv': untimed(tableOf(rows[0]!, rows[1]!)).replace('0.75', '0.76'),
		'one_trial.csv': untimed(tableOf(rows[0]!)),
	});
	assert.equal(rowsIn(root).length, 11);
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
