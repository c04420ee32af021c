import assert from 'node:assert/strict';
import {test} from 'node:test';
import {polyaxon} from '../../../source/formats/polyaxon/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const place = '/w/runs/0c038f49cb444d0ebbe28e2bfe4ab4d1';
const table = `${place}/events/metric/loss.plx`;
const second = Date.parse('2026-11-29T20:25:24Z');
const row = (step: number, value: string): string => `\n${step}|2026-11-29 20:25:24.${step}0000+00:00|${value}`;
const begun = (): MemoryFiles =>
	new MemoryFiles()
		.write(table, `step|timestamp|metric${row(0, '1.0')}${row(1, '0.75')}`)
		.write(`${place}/resources/metric/cpu.plx`, 'step|timestamp|metric\n|2026-11-29 20:25:23.1+00:00|40.0')
		.write(`${place}/plxlogs/logs.jsonl`, '\n{"timestamp":"2026-11-29T20:25:23.7+00:00","value":"epoch 0"}')
		.write(
			`${place}/outputs/env.json`,
			'{"pid": 3793, "hostname": "node", "user": "ada", "sys.argv": ["train.py"], "module_path": "/w"}',
		);
const about = (status: string, message = ''): string =>
	JSON.stringify({
		uuid: '0c03',
		name: 'vines',
		project: 'wine',
		tags: ['red'],
		started_at: '2026-11-29T20:25:23.720052+00:00',
		status,
		inputs: {lr: 0.05, optimizer: {name: 'sgd'}},
		outputs: {best: 0.93},
		status_conditions: [{type: status, message}],
	});

test('Polyaxon: rows of a metric as they are written, the newest without a line feed', () => {
	const files = begun();
	const {run, read} = follow(polyaxon, files, place);
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 0.75],
	]);
	assert.deepEqual(run.walls('loss'), [second, second + 100]);
	assert.deepEqual([...run.system.keys()], ['cpu']);
	assert.deepEqual(
		[run.learnt.pid, run.learnt.host, run.learnt.command?.argv, run.learnt.outcome],
		[3793, 'node', ['train.py'], null],
	);
	files.append(table, row(2, 'nan')).write(`${place}/events/metric/acc.plx`, `step|timestamp|metric${row(2, '0.5')}`);
	read();
	assert.deepEqual(
		run.points('loss').map(([step, value]) => [step, Number.isNaN(value)]),
		[
			[0, false],
			[1, false],
			[2, true],
		],
	);
	assert.deepEqual(run.points('acc'), [[2, 0.5]]);
});

test('Polyaxon: a row that was met half written is read anew', () => {
	const files = begun();
	const {run, read} = follow(polyaxon, files, place);
	files.append(table, `5${row(2, '0.5')}`);
	read();
	assert.deepEqual(run.points('loss').slice(0, 2), [
		[0, 1],
		[1, 0.755],
	]);
});

test('Polyaxon: what is written when it is over tells its settings, results, end and error', () => {
	const files = begun().write(`${place}/run.plx.json`, about('succeeded'));
	const {run, read} = follow(polyaxon, files, place);
	const {learnt} = run;
	assert.deepEqual([learnt.name, learnt.group, learnt.tags], ['vines', 'wine', ['red']]);
	assert.deepEqual([learnt.config, learnt.summary], [{lr: 0.05, optimizer: {name: 'sgd'}}, {best: 0.93}]);
	assert.equal(learnt.outcome?.status, 'finished');
	assert.equal(learnt.startedAtMs, Date.parse('2026-11-29T20:25:23.720Z'));
	const message = "An exception was raised during the run. Type: <class 'ValueError'>, Value: no grapes";
	files.write(`${place}/run.plx.json`, about('failed', message));
	read();
	assert.deepEqual([run.learnt.outcome?.status, run.learnt.error], ['failed', 'ValueError: no grapes']);
});
