import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {Engine} from '../../source/engine/engine.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {field} from '../encodings/protobuf-writer.ts';
import {item, logOfAll, row, run, started} from '../formats/wandb/logs.ts';
import {makeRoot} from './live-session.ts';

const points = (steps: readonly number[], attempt: number) =>
	steps.map(step => `${JSON.stringify({step, loss: attempt + step / 100})}\n`).join('');

/** Two starts of one run, each with a directory of its own; `isFolded` as on the screen, where the newest stands for both. */
function openEngine(context: TestContext, first: readonly number[], second: readonly number[], isFolded = true) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	[first, second].forEach((steps, i) => {
		const directory = path.join(root, `start-${i + 1}`);
		mkdirSync(directory);
		const started_at = `2026-01-0${i + 1}T00:00:00Z`;
		writeFileSync(path.join(directory, 'xtui-run.json'), JSON.stringify({xtui: 1, id: 'same', started_at}));
		writeFileSync(path.join(directory, 'metrics.jsonl'), points(steps, i + 1));
	});
	const engine = new Engine(nodeFiles, formats, Date.now, isFolded);
	engine.start([root]);
	const read = () => {
		for (const handle of engine.registry.handles.values()) handle.dirty = true;
		while (!engine.work(() => false));
		engine.judge(Date.now());
	};
	read();
	const run = (dir: string) => [...engine.registry.runs.values()].find(one => one.dir === dir)!;
	const curve = (dir: string) => {
		const {steps, values} = run(dir).metrics.get('loss')!;
		return Array.from({length: steps.length}, (_, i) => [steps.at(i), values.at(i)]);
	};
	return {root, read, run, curve, rescan: () => engine.rescan()};
}

test('the curve of a resumed run begins with what was logged before it was resumed', context => {
	const {run, curve} = openEngine(context, [1, 2, 3, 4], [3, 4, 5]);
	assert.deepEqual(curve('start-2'), [
		[1, 1.01],
		[2, 1.02],
		[3, 2.03],
		[4, 2.04],
		[5, 2.05],
	]);
	assert.equal(curve('start-1').length, 4);
	const {names, values} = makeRow(run('start-2')).metrics;
	assert.deepEqual(names, ['loss']);
	assert.equal(values[0], 5, 'what is said of the points is said of all of them');
});

test('it grows with the run', context => {
	const {root, read, curve} = openEngine(context, [1, 2], [3]);
	appendFileSync(path.join(root, 'start-2', 'metrics.jsonl'), points([4, 5], 2));
	read();
	assert.deepEqual(
		curve('start-2').map(([step]) => step),
		[1, 2, 3, 4, 5],
	);
	// Back to a checkpoint of the first start.
	appendFileSync(path.join(root, 'start-2', 'metrics.jsonl'), points([2], 2));
	read();
	assert.deepEqual(curve('start-2'), [
		[1, 1.01],
		[2, 2.02],
	]);
});

test('one that began anew has only its own points, and so has each start where none stands for the others', context => {
	assert.equal(openEngine(context, [1, 2, 3], [1, 2]).curve('start-2').length, 2);
	assert.equal(openEngine(context, [1, 2, 3], [4, 5], false).curve('start-2').length, 2);
});

test('when the first start is deleted, the second one is alone again', context => {
	const {root, read, rescan, curve} = openEngine(context, [1, 2], [3]);
	assert.equal(curve('start-2').length, 3);
	rmSync(path.join(root, 'start-1'), {recursive: true});
	rescan();
	read();
	assert.equal(curve('start-2').length, 1);
});

test('a forked run begins with its origin up to the step that it was forked at', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (id: string, records: Uint8Array[]) => {
		const directory = path.join(root, 'wandb', `offline-run-20261121_003418-${id}`);
		mkdirSync(directory, {recursive: true});
		writeFileSync(path.join(directory, `run-${id}.wandb`), logOfAll(records));
	};
	const rows = (steps: readonly number[], values: (step: number) => Record<string, number>) =>
		steps.map(step => row(step, values(step)));
	write('origin', [run(field(1, 'origin')), ...rows([0, 1, 2, 3, 4], step => ({loss: step, other: step}))]);
	const branch = item('_wandb', '{"branch_point": {"run_id": "origin", "step": 2}}', true);
	write('fork', [run(field(1, 'fork'), field(4, branch)), ...rows([3, 4], step => ({loss: 10 * step}))]);
	const engine = new Engine(nodeFiles, formats, Date.now, true);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	const {metrics} = [...engine.registry.runs.values()].find(({id}) => id === 'fork')!;
	const valuesOf = (name: string) => [...metrics.get(name)!.values.slice(0, metrics.get(name)!.length)];
	assert.deepEqual(valuesOf('loss'), [0, 1, 2, 30, 40]);
	assert.deepEqual(valuesOf('other'), [0, 1, 2]);
});

test('a rewound run whose first start is gone goes on from nothing, also where it was started again since', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (day: number, records: Uint8Array[]) => {
		const directory = path.join(root, 'wandb', `offline-run-202611${day}_003418-same`);
		mkdirSync(directory, {recursive: true});
		writeFileSync(path.join(directory, 'run-same.wandb'), logOfAll(records));
	};
	const rewound = item('_wandb', '{"branch_point": {"run_id": "same", "step": 2}}', true);
	write(21, [run(field(1, 'same'), field(4, rewound)), row(3, {loss: 3}), row(4, {loss: 4})]);
	write(22, [run(field(1, 'same')), row(5, {loss: 5})]);
	const engine = new Engine(nodeFiles, formats, Date.now, true);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	const lossOf = (dir: string) => {
		const {values, length} = [...engine.registry.runs.values()].find(one => one.dir.includes(dir))!.metrics.get('loss')!;
		return [...values.slice(0, length)];
	};
	assert.deepEqual(lossOf('20261121'), [3, 4]);
	assert.deepEqual(lossOf('20261122'), [3, 4, 5]);
});

test('a fork goes on from what its origin was when it was forked, also where that was rewound or started again since', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const steps = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => from + i);
	const write = (second: number, id: string, origin: {id: string; step: number} | null, logged: number[], base: number) => {
		const directory = path.join(root, 'wandb', `offline-run-20261121_00341${second}-${id}`);
		mkdirSync(directory, {recursive: true});
		const branch = JSON.stringify({branch_point: origin && {run_id: origin.id, step: origin.step}});
		const head = run(field(1, id), started(1_760_000_000_000 + second * 1000), field(4, item('_wandb', branch, true)));
		writeFileSync(
			path.join(directory, `run-${id}.wandb`),
			logOfAll([head, ...logged.map(step => row(step, {loss: base + step}))]),
		);
	};
	write(1, 'parent', null, steps(0, 9), 0);
	write(2, 'child', {id: 'parent', step: 5}, [6, 7], 100);
	write(3, 'grandchild', {id: 'child', step: 6}, [7, 8], 200);
	write(4, 'parent', {id: 'parent', step: 2}, [3, 4], 300);
	write(5, 'late', {id: 'parent', step: 3}, [4], 400);
	const engine = new Engine(nodeFiles, formats, Date.now, true);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	const lossOf = (name: string) => {
		const {values, length} = [...engine.registry.runs.values()].find(({dir}) => dir.endsWith(name))!.metrics.get('loss')!;
		return [...values.slice(0, length)];
	};
	assert.deepEqual(lossOf('2-child'), [0, 1, 2, 3, 4, 5, 106, 107]);
	assert.deepEqual(lossOf('3-grandchild'), [0, 1, 2, 3, 4, 5, 106, 207, 208]);
	assert.deepEqual(lossOf('4-parent'), [0, 1, 2, 303, 304]);
	assert.deepEqual(lossOf('5-late'), [0, 1, 2, 303, 404]);
});
