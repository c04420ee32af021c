import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {findKin} from '../../../source/core/table/lines/kinship.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import type {TrackedRun} from '../../../source/engine/model/tracked-run.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {field} from '../../encodings/protobuf-writer.ts';
import {item, logOfAll, row, run, started} from '../../formats/wandb/logs.ts';
import {makeRoot} from '../live-session.ts';

const startMs = 1_760_000_000_000;
const project = (name: string, owner = '') => [field(3, name), ...(owner === '' ? [] : [field(2, owner)])];
const begun = (ms: number, ...parts: Uint8Array[]) => [run(...parts, started(ms)), row(0, {loss: 1})];

function readRoot(root: string) {
	const engine = new Engine(nodeFiles, formats, Date.now, true);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	return [...engine.registry.runs.values()];
}

/** Reads logs of wandb runs of one id; each is named by the path of its directory. */
function readLogs(context: TestContext, logs: Record<string, Uint8Array[] | null>) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const [dir, records] of Object.entries(logs)) {
		mkdirSync(path.join(root, dir), {recursive: true});
		writeFileSync(path.join(root, dir, 'run-abc123.wandb'), records === null ? '' : logOfAll(records));
	}
	const runs = readRoot(root);
	const rows = runs.map(makeRow);
	return {
		runs,
		rows,
		attempts: Object.fromEntries(runs.map(({dir, attempt}) => [dir, attempt])),
	};
}

function curveOf({metrics}: TrackedRun, name = 'loss'): string {
	const {values, length} = metrics.get(name)!;
	return [...values.slice(0, length)].join(' ');
}

const [early, late, last] = ['01', '02', '03'].map(hour => `wandb/offline-run-20261121_${hour}0000-abc123`) as [
	string,
	string,
	string,
];

test('a start whose log is still empty comes where the name of its directory puts it', context => {
	const {attempts} = readLogs(context, {[early]: begun(startMs), [late]: null, [last]: begun(startMs + 7_200_000)});
	assert.deepEqual(attempts, {[early]: 1, [late]: 2, [last]: 3});
});

test('a start whose log is still empty may be of any project', context => {
	const one = project('one');
	const logs = {[early]: begun(startMs, ...one), [late]: null, [last]: begun(startMs + 7_200_000, ...one)};
	assert.deepEqual(readLogs(context, logs).attempts, {[early]: 1, [late]: 2, [last]: 3});
	const first = {
		[early]: null,
		[late]: begun(startMs + 3_600_000, ...one),
		[last]: begun(startMs + 7_200_000, ...project('one', 'me')),
	};
	assert.deepEqual(readLogs(context, first).attempts, {[early]: 1, [late]: 2, [last]: 3});
	for (const dir of [early, 'a'])
		assert.deepEqual(readLogs(context, {[dir]: null}).attempts, {[dir]: null}, 'the only one is no attempt');
});

test('a start of which no time is known comes last', context => {
	const {attempts} = readLogs(context, {a: null, b: begun(startMs)});
	assert.deepEqual(attempts, {a: 2, b: 1});
});

test('an id is unique within its project; an owner that one start left out is the same one', context => {
	const {attempts, rows} = readLogs(context, {
		a: begun(startMs, ...project('one')),
		b: begun(startMs + 1000, ...project('two')),
		c: begun(startMs + 2000, ...project('two')),
	});
	assert.deepEqual(attempts, {a: null, b: 1, c: 2});
	assert.deepEqual(
		[...findKin(rows)].map(([key, {above}]) => [rows.find(each => each.key === key)?.dir, above.dir]),
		[['b', 'c']],
	);
	const owned = {a: begun(startMs, ...project('one')), b: begun(startMs + 1000, ...project('one', 'me'))};
	assert.deepEqual(readLogs(context, owned).attempts, {a: 1, b: 2});
	const left = {a: begun(startMs, ...project('one', 'me')), b: begun(startMs + 1000, ...project('one'))};
	assert.deepEqual(readLogs(context, left).attempts, {a: 1, b: 2});
	const others = {a: begun(startMs, ...project('one', 'me')), b: begun(startMs + 1000, ...project('one', 'you'))};
	assert.deepEqual(readLogs(context, others).attempts, {a: null, b: null});
});

test('runs of two projects with one id do not hide each other below the newest', context => {
	const {rows} = readLogs(context, {
		a: begun(startMs, ...project('one')),
		b: begun(startMs + 1000, ...project('one')),
		c: begun(startMs + 2000, ...project('two')),
		d: begun(startMs + 3000, ...project('two')),
	});
	assert.deepEqual(
		[...findKin(rows)].map(([key, {above}]) => [rows.find(each => each.key === key)?.dir, above.dir]),
		[
			['a', 'b'],
			['c', 'd'],
		],
	);
});

test('a copy is no attempt: nothing was started again', context => {
	assert.deepEqual(readLogs(context, {[early]: begun(startMs), [`backup/${early}`]: begun(startMs)}).attempts, {
		[early]: null,
		[`backup/${early}`]: null,
	});
	assert.deepEqual(readLogs(context, {a: begun(startMs), b: begun(startMs), c: begun(startMs + 1000)}).attempts, {
		a: 1,
		b: 1,
		c: 2,
	});
});

test('a run that was rewound goes on from its earlier attempt up to the step that it was rewound to', context => {
	const branch = item('_wandb', '{"branch_point": {"run_id": "abc123", "step": 1}}', true);
	const {runs} = readLogs(context, {
		[early]: [run(started(startMs)), ...[0, 1, 2, 3].map(step => row(step, {loss: step, other: step}))],
		[late]: [run(started(startMs + 1000), field(4, branch)), row(2, {loss: 20})],
	});
	const rewound = runs.find(({dir}) => dir === late)!;
	assert.equal(curveOf(rewound), '0 1 20');
	assert.equal(curveOf(rewound, 'other'), '0 1');
	assert.equal(rewound.facts.extra['rewound to'], 'step 1');
	assert.equal(rewound.facts.extra['forked from'], undefined);
});

test('what was forked goes on from the other run once, however often it was started again, copied, or contradicted', context => {
	const from = (run_id: string, step: number) => field(4, item('_wandb', JSON.stringify({branch_point: {run_id, step}}), true));
	const log = (id: string, atMs: number, steps: number[], ...parts: Uint8Array[]) => [
		run(field(1, id), started(startMs + atMs), ...parts),
		...steps.map(step => row(step, {loss: step + atMs})),
	];
	const curves = (logs: Record<string, Uint8Array[]>) =>
		Object.fromEntries(readLogs(context, logs).runs.map(each => [each.dir, curveOf(each)]));
	const again = curves({
		origin: log('one', 0, [0, 1, 2]),
		fork: log('two', 100, [2, 3], from('one', 1)),
		resumed: log('two', 200, [4], from('one', 1)),
	});
	assert.deepEqual(again, {origin: '0 1 2', fork: '0 1 102 103', resumed: '0 1 102 103 204'});
	const copied = {a: log('one', 0, [3, 4], from('one', 2)), b: log('one', 0, [3, 4, 5], from('one', 2))};
	assert.deepEqual(curves(copied), {a: '3 4', b: '3 4 5'}, 'of copies of what was rewound none is the past of the other');
	const circle = {a: log('one', 0, [5], from('two', 2)), b: log('two', 0, [1], from('one', 9))};
	assert.deepEqual(Object.keys(curves(circle)), ['a', 'b']);
});

test('a start that gives the run no name leaves it the one that it has', context => {
	const named = [run(field(8, 'orig'), started(startMs)), row(0, {loss: 1})];
	const {rows} = readLogs(context, {[early]: named, [late]: begun(startMs + 1000), [last]: begun(startMs + 2000)});
	assert.deepEqual(
		rows.map(({name}) => name),
		['orig', 'orig', 'orig'],
	);
});

test('runs of SwanLab whose program set a seed before the id was made have one id and are no attempts of each other', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const time of ['20240305_100000', '20240305_110000']) {
		const files = path.join(root, 'swanlog', `run-${time}-0badcafe`, 'files');
		mkdirSync(files, {recursive: true});
		writeFileSync(path.join(files, 'swanlab-metadata.json'), '{}');
	}
	const runs = readRoot(root);
	assert.deepEqual(
		runs.map(({facts, attempt}) => [facts.id, attempt]),
		[
			['0badcafe', null],
			['0badcafe', null],
		],
	);
	assert.equal(findKin(runs.map(makeRow)).size, 0);
});

test('numbers that experiments count by themselves are no ids, and runs without any are none of each other', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		writeFileSync(path.join(root, file), text);
	};
	for (const [place, hour] of [
		['one', 10],
		['two', 12],
	]) {
		const [start_time, stop_time] = [`2024-03-05T${hour}:00:00.000000`, `2024-03-05T${hour}:30:00.000000`];
		write(`${place}/1/run.json`, JSON.stringify({status: 'COMPLETED', start_time, stop_time, experiment: {name: place}}));
		write(`${place}/1/config.json`, '{"seed": 1}');
		write(`logs/${place}/metrics.jsonl`, `{"step": 1, "loss": ${hour}}\n{"step": 2, "loss": 1}\n`);
	}
	const runs = readRoot(root);
	assert.deepEqual(runs.map(({format, facts, attempt}) => [format, facts.id, attempt]).sort(), [
		['jsonl', null, null],
		['jsonl', null, null],
		['sacred', '1', null],
		['sacred', '1', null],
	]);
});
