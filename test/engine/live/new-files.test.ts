import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {Watching} from '../../../source/engine/live/watching.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';
import {until} from '../liveness/lab.ts';

/** A tree that is watched, with a clock that the test moves. */
class Watched {
	readonly root = makeRoot();
	nowMs = Date.now();
	readonly engine = new Engine(nodeFiles, formats, () => this.nowMs);
	private readonly watching = new Watching(this.engine, () => {});

	constructor(context: TestContext, first: Record<string, string>) {
		context.after(() => {
			this.watching.close();
			rmSync(this.root, {recursive: true, force: true});
		});
		this.write(first);
		this.engine.start([this.root]);
		this.tend();
	}

	write(files: Record<string, string>): void {
		for (const [name, content] of Object.entries(files)) {
			const file = path.join(this.root, name);
			mkdirSync(path.dirname(file), {recursive: true});
			writeFileSync(file, content);
		}
	}

	/** Hears, reads and judges, a while later. */
	tend(laterMs = 0): void {
		this.nowMs += laterMs;
		// Once to hear of what has changed, once to look again where it has.
		for (let turn = 0; turn < 2; turn++) {
			while (!this.engine.work(() => false));
			this.watching.tend(this.nowMs, () => false);
		}
		while (!this.engine.work(() => false));
		this.engine.judge(this.nowMs);
	}

	get runs() {
		return [...this.engine.registry.runs.values()];
	}
}

const state = (step: number) =>
	JSON.stringify({
		global_step: step,
		max_steps: 100,
		log_history: Array.from({length: step}, (_, i) => ({step: i + 1, loss: 1 / (i + 1)})),
	});

test('a run that is met when only the first of its files is there gets what comes to lie beside them', context => {
	const watched = new Watched(context, {'outputs/a/.hydra/config.yaml': 'lr: 0.1\n'});
	assert.deepEqual(
		watched.runs.map(({format}) => format),
		['hydra'],
	);
	watched.write({
		'outputs/a/.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n',
		'outputs/a/.hydra/overrides.yaml': '[]\n',
		'outputs/a/metrics.csv': 'step,loss\n0,1\n1,0.5\n',
	});
	watched.tend(6000);
	assert.deepEqual([...watched.runs[0]!.metrics.keys()], ['loss']);
});

test('a table that a program writes beside a run whose own files do not change any more is found', context => {
	const watched = new Watched(context, {'outputs/a/.hydra/config.yaml': 'lr: 0.1\n'});
	watched.write({'outputs/a/metrics.csv': 'step,loss\n0,1\n1,0.5\n'});
	watched.tend(6000);
	assert.deepEqual([...watched.runs[0]!.metrics.keys()], ['loss']);
});

test('files in a folder that was made later are listened to as the first ones are', async context => {
	const watched = new Watched(context, {'out/checkpoint-5/trainer_state.json': state(5)});
	const file = 'out/checkpoint-10/trainer_state.json';
	for (const step of [10, 12]) {
		// The folder that it lies in tells of the first one already.
		watched.write({[file]: state(step)});
		await until(`step ${step}`, () => {
			watched.tend();
			return watched.runs[0]!.metrics.get('loss')!.length === step;
		});
	}
});

test('a training of which only the last checkpoints are kept stays the same run', context => {
	const watched = new Watched(context, {'out/checkpoint-5/trainer_state.json': state(5)});
	const [run] = watched.runs;
	for (const step of [10, 15, 20, 25]) {
		rmSync(path.join(watched.root, `out/checkpoint-${step - 10}`), {recursive: true, force: true});
		watched.write({[`out/checkpoint-${step}/trainer_state.json`]: state(step)});
		// The output directory tells that a folder is gone before the folder itself is looked for.
		watched.engine.discovery.rescan(path.join(watched.root, 'out'));
		watched.tend(5000);
		assert.deepEqual([watched.runs.length, watched.runs[0]], [1, run]);
		assert.deepEqual([run!.metrics.get('loss')!.length, run!.judgement.status], [step, 'running']);
	}
});

test('a new run is found while others are written to faster than they can be read', context => {
	const table = 'step,loss\n1,2\n2,1\n';
	const tree = new Watched(context, {'a/metrics.csv': table, 'b/metrics.csv': table});
	tree.write({'c/metrics.csv': table});
	const {engine, root} = tree;
	engine.rescanDirectory(root);
	for (let slice = 0; slice < 10; slice++) {
		for (const handle of engine.registry.handles.values()) handle.dirty = true;
		engine.work(() => true);
	}
	assert.equal(engine.registry.runs.size, 3);
});
