import assert from 'node:assert/strict';
import {test} from 'node:test';
import {optuna} from '../../../source/formats/optuna/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

function read(text: string, name = 'tides_trials.csv'): Collected {
	const files = new MemoryFiles().write(`/d/${name}`, Buffer.from(text));
	const collected = new Collected();
	for (const claim of optuna.detect({path: '/d', entries: files.list('/d')}, files))
		readAll(optuna.open(claim, files), collected);
	return collected;
}

const told = ({runs}: Collected) =>
	[...runs.values()].map(({learnt: {name, outcome, config}}) => [name, outcome?.status ?? null, config]);

const columns = 'number,value,datetime_start,datetime_complete,duration,params_deep,params_kind,params_x,user_attrs_note,state';
const rows = [
	'0,0.25,2026-03-01 10:00:00.125,2026-03-01 10:00:02.625,0 days 00:00:02.5,True,"a, b",0.5,"said ""so""",COMPLETE',
	'1,,2026-03-01 10:00:03,2026-03-01 10:00:04,0 days 00:00:01,,c,2.0,,FAIL',
	'2,0.75,2026-03-01 10:00:05,2026-03-01 10:00:06,0 days 00:00:01,False,c,1e-3,,PRUNED',
	'3,,,,,,,,,WAITING',
];

test('each row of a table that Optuna made of a study is a trial, with its state, settings, value and times', () => {
	const collected = read([columns, ...rows, ''].join('\n'));
	assert.deepEqual(told(collected), [
		['trial 0', 'finished', {deep: true, kind: 'a, b', x: 0.5}],
		['trial 1', 'failed', {kind: 'c', x: 2}],
		['trial 2', 'pruned', {deep: false, kind: 'c', x: 0.001}],
		['trial 3', 'queued', {}],
	]);
	const [first, , pruned] = collected.runs.values();
	const {group, startedAtMs, endedAtMs, extra} = first!.learnt;
	assert.deepEqual([group, endedAtMs! - startedAtMs!], ['tides_trials', 2500]);
	assert.deepEqual(extra?.['user attributes'], {note: 'said "so"'});
	assert.equal(first!.aggregate('objective', 'last'), 0.25);
	assert.equal(pruned!.metrics.has('objective'), false);
	assert.deepEqual(collected.problems, []);
});

test('a table with an index in front, with columns of two lines, and one without times or a last line feed are read as well', () => {
	const indexed = [columns, ...rows].map((line, i) => `${i === 0 ? '' : i - 1},${line}`).join('\n');
	assert.deepEqual(told(read(indexed)), told(read([columns, ...rows, ''].join('\n'))));
	const halved = 'number,value,datetime_start,params,params,state\n,,,kind,x,\n4,0.5,2026-03-01 10:00:00,c,2,COMPLETE\n';
	assert.deepEqual(told(read(halved)), [['trial 4', 'finished', {kind: 'c', x: 2}]]);
	assert.deepEqual(told(read('number,value,params_x,state\n7,0.5,3,COMPLETE')), [['trial 7', 'finished', {x: 3}]]);
});

test('tables of several studies below one another are those studies, by their names, or by a number that comes again', () => {
	const groups = (text: string) =>
		[...read(text).runs.values()].map(run => [run.learnt.group, run.aggregate('objective', 'last')]);
	const unnamed =
		'fold,number,value,params_x,state\n1,0,0.5,3,COMPLETE\n1,1,0.4,3,COMPLETE\n2,0,0.7,3,COMPLETE\n2,1,0.6,3,COMPLETE\n';
	assert.deepEqual(groups(unnamed), [
		['tides_trials', 0.5],
		['tides_trials', 0.4],
		['tides_trials (2)', 0.7],
		['tides_trials (2)', 0.6],
	]);
	const named = 'study_name,number,value,params_x,state\nebb,0,0.5,3,COMPLETE\nflow,0,0.7,3,COMPLETE\n,0,0.9,3,COMPLETE\n';
	assert.deepEqual(groups(named), [
		['ebb', 0.5],
		['flow', 0.7],
		['tides_trials', 0.9],
	]);
});

test('several objectives keep the names that the table has for them', () => {
	const [plain] = read('number,values_0,values_1,params_x,state\n0,0.5,9,3,COMPLETE\n').runs.values();
	assert.deepEqual([plain!.aggregate('objective 0', 'last'), plain!.aggregate('objective 1', 'last')], [0.5, 9]);
	const [named] = read('number,values_loss,values_size,params_x,state\n0,0.5,9,3,COMPLETE\n').runs.values();
	assert.deepEqual([named!.aggregate('loss', 'last'), named!.aggregate('size', 'last')], [0.5, 9]);
});

test('other tables of trials are none of a study, and rows that are none are said', () => {
	assert.deepEqual(told(read('number,value,state\n1,2,CA\n')), []);
	assert.deepEqual(told(read('trial,value,params_x,state\n1,2,3,COMPLETE\n')), []);
	assert.deepEqual(told(read([columns, ...rows, ''].join('\n'), 'cities.csv')), []);
	const torn = 'number,value,params_x,state\n0,0.5,3,COMPLETE\n1,0.5\nx,1,2,DONE\n';
	assert.equal(told(read(torn)).length, 1);
	const source = optuna.open(
		{format: 'optuna', path: '/d/trials.csv', files: [], ownsSubtree: false},
		new MemoryFiles().write('/d/trials.csv', Buffer.from(torn)),
	);
	assert.match(source.verify?.()[0]?.message ?? '', /^Has 2 rows that are no trials/);
});
