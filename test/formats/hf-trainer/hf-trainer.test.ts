import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hfTrainer} from '../../../source/formats/hf-trainer/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';
import {rows, state} from './states.ts';

const fixture = () => loadFixture('hf-trainer');

test('the state in the output directory tells everything of a training that is over', () => {
	const run = readTree(hfTrainer, fixture(), '/hf-trainer').get('finished')!;
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual(run.learnt.total, {total: 120, unit: 'step', from: 'max_steps in trainer_state.json'});
	assert.equal(run.points('loss').length, 24);
	assert.deepEqual(run.points('train_runtime'), [[120, 312.5]]);
	assert.deepEqual(run.points('eval_loss').at(-1), [120, 0.419539]);
	assert.equal(run.learnt.config.train_batch_size, 8);
});

test('a damaged state is told, also where an older one stands for it', () => {
	const path = '/out/trainer_state.json';
	for (const [text, fault] of [
		[state(40).slice(0, 300), 'ends too early, at byte 300'],
		['\0'.repeat(300), 'holds nothing but zero bytes'],
		['"hello"', 'holds no JSON object'],
	] as const) {
		const files = new MemoryFiles().write('/out/checkpoint-20/trainer_state.json', state(20)).write(path, text);
		files.nowMs += 60_000;
		const {run, read} = follow(hfTrainer, files, '/out');
		assert.deepEqual(run.points('loss').at(-1), [20, 0.5]);
		const message = `trainer_state.json ${fault}; checkpoint-20/trainer_state.json stands for it`;
		assert.deepEqual(run.problems, [{file: path, message}]);
		files.write(path, state(40));
		read();
		assert.deepEqual(run.problems, []);
	}
});

test('a sound state in which something is of another kind than the trainer writes says so', () => {
	const cases: [object, string][] = [
		[{max_steps: '40'}, 'holds no number as max_steps'],
		[{log_history: null}, 'holds no list as log_history'],
		[{log_history: [...rows(40), 'x']}, 'holds rows in log_history that are none'],
		[{log_history: {}, max_steps: null}, 'holds no number as max_steps and 1 more like that'],
	];
	for (const [more, fault] of cases) {
		const files = new MemoryFiles().write('/out/trainer_state.json', state(40, {more}));
		files.nowMs += 60_000;
		const {run} = follow(hfTrainer, files, '/out');
		assert.equal(run.problems[0]?.message, `trainer_state.json ${fault}; what could be read before counts`);
		assert.equal(run.learnt.outcome?.status, 'finished');
	}
});

test('while it trains the newest checkpoint tells, and nothing says that it is over', () => {
	const runs = readTree(hfTrainer, fixture(), '/hf-trainer');
	assert.deepEqual([...runs.keys()].sort(), ['finished', 'nan', 'one-checkpoint', 'running']);
	const run = runs.get('running')!;
	assert.equal(run.learnt.outcome, null);
	assert.deepEqual(run.points('loss').at(-1), [60, 1.1994]);
	assert.deepEqual(
		run.events.map(({step}) => step),
		[40, 60],
	);
	assert.ok(Number.isNaN(runs.get('nan')!.points('loss').at(-1)![1]));
});

test('checkpoints are ordered by number, not by name', () => {
	const files = new MemoryFiles();
	for (const step of [90, 100]) files.write(`/out/checkpoint-${step}/trainer_state.json`, state(step));
	assert.equal(follow(hfTrainer, files, '/out').run.points('loss').at(-1)![0], 100);
});

test('the state that is furthest counts, whatever numbers its checkpoint and others were given', () => {
	const files = new MemoryFiles()
		.write('/out/checkpoint-5000/trainer_state.json', state(50))
		.write('/out/checkpoint-1000/trainer_state.json', state(10));
	assert.equal(follow(hfTrainer, files, '/out').run.learnt.progress?.step, 50);
});

test('goes on with each new checkpoint, and is over when its own state is saved', () => {
	const files = new MemoryFiles().write('/out/checkpoint-20/trainer_state.json', state(20));
	const {run, read} = follow(hfTrainer, files, '/out');
	assert.equal(run.points('loss').length, 2);
	files.write('/out/checkpoint-40/trainer_state.json', state(40)).remove('/out/checkpoint-20/trainer_state.json');
	read();
	assert.equal(run.points('loss').length, 4);
	assert.equal(run.resets, 0);
	const last = [...rows(100), {step: 100, train_runtime: 5, train_loss: 0.5}];
	files.write('/out/trainer_state.json', state(100, {history: last}));
	read();
	assert.equal(run.points('loss').length, 10);
	assert.equal(run.learnt.outcome?.status, 'finished');
});

test('a state that is being written does not count, and is no problem', () => {
	const files = new MemoryFiles().write('/out/checkpoint-20/trainer_state.json', state(20));
	const {run, read} = follow(hfTrainer, files, '/out');
	files.write('/out/checkpoint-40/trainer_state.json', state(40).slice(0, 300));
	read();
	assert.equal(run.points('loss').length, 2);
	assert.deepEqual(run.problems, []);
	files.write('/out/checkpoint-40/trainer_state.json', state(40));
	read();
	assert.equal(run.points('loss').length, 4);
});

test('where the only state is cut its rows count, and that is said once it stays so', () => {
	const files = new MemoryFiles().write('/out/checkpoint-40/trainer_state.json', state(40).slice(0, 300));
	const {run, read} = follow(hfTrainer, files, '/out');
	assert.ok(run.points('loss').length > 0 && run.points('loss').length < 4);
	read();
	assert.equal(run.learnt.outcome, null);
});

test('where tokens are counted each row says how long the training has taken, and none of these is its end', () => {
	const timed = rows(40).map((row, i) => ({...row, num_input_tokens_seen: 99 * i, train_runtime: i + 0.5}));
	const files = new MemoryFiles().write('/out/checkpoint-40/trainer_state.json', state(40, {history: timed}));
	const {run, read} = follow(hfTrainer, files, '/out');
	assert.equal(run.learnt.outcome?.status ?? null, null);
	const last = [...timed, {step: 40, train_runtime: 9, train_loss: 0.5}];
	files.write('/out/checkpoint-40/trainer_state.json', state(40, {history: last}));
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
});

test('a training that goes on after its end is not over', () => {
	const files = new MemoryFiles()
		.write('/out/trainer_state.json', state(40, {history: [...rows(40), {step: 40, train_runtime: 5}]}))
		.write('/out/checkpoint-60/trainer_state.json', state(60));
	const {run} = follow(hfTrainer, files, '/out');
	assert.equal(run.learnt.outcome, null);
	assert.equal(run.points('loss').length, 6);
});

test('starts anew where it went back to an older checkpoint', () => {
	const files = new MemoryFiles().write('/out/checkpoint-40/trainer_state.json', state(40));
	const {run, read} = follow(hfTrainer, files, '/out');
	const other = rows(40).map(row => ({...row, loss: row.loss + 1}));
	files.write('/out/checkpoint-40/trainer_state.json', state(40, {history: other}));
	read();
	assert.deepEqual(run.points('loss').at(-1), [40, 1.25]);
	assert.equal(run.points('loss').length, 4);
});

test('takes the times of checkpoints for those of their steps, unless a copy made them one', () => {
	const files = new MemoryFiles();
	for (const step of [20, 40]) {
		files.nowMs = 1_760_000_000_000 + step * 1000;
		files.write(`/out/checkpoint-${step}/trainer_state.json`, state(step));
	}
	const {run} = follow(hfTrainer, files, '/out');
	assert.deepEqual(
		run.walls('loss').map(wallMs => (Number.isNaN(wallMs) ? null : wallMs)),
		[null, 1_760_000_020_000, null, 1_760_000_040_000],
	);
	assert.equal(run.learnt.writer.bufferMs, 20_000);
	const copy = new MemoryFiles();
	for (const step of [20, 40]) copy.write(`/out/checkpoint-${step}/trainer_state.json`, state(step));
	assert.ok(follow(hfTrainer, copy, '/out').run.walls('loss').every(Number.isNaN));
});

test('a checkpoint is no run, and runs below a run are runs of their own', () => {
	const files = new MemoryFiles()
		.write('/out/checkpoint-20/trainer_state.json', state(20))
		.write('/out/other/checkpoint-20/trainer_state.json', state(20));
	const claims = (path: string) => hfTrainer.detect({path, entries: files.list(path)}, files);
	assert.deepEqual(claims('/out/checkpoint-20'), []);
	assert.equal(claims('/out')[0]?.ownsSubtree, false);
	assert.equal(claims('/out/other')[0]?.ownsSubtree, true);
});

test('a search’s trial shows its parameters', () => {
	const more = {trial_name: 'trial 3', trial_params: {learning_rate: 0.01}};
	const files = new MemoryFiles().write('/out/run-3/checkpoint-20/trainer_state.json', state(20, {more}));
	const {learnt} = follow(hfTrainer, files, '/out/run-3').run;
	assert.equal(learnt.name, 'trial 3');
	assert.equal(learnt.config.learning_rate, 0.01);
});

test('a state counts every step, also those behind the last row that was logged', () => {
	const files = new MemoryFiles().write('/out/checkpoint-17/trainer_state.json', state(17, {maxSteps: 17, history: rows(10)}));
	const {learnt} = follow(hfTrainer, files, '/out').run;
	assert.deepEqual(learnt.progress, {step: 17, total: 17, unit: 'step', from: 'max_steps in trainer_state.json'});
});

test('a checkpoint that was copied to another name is no training that is over', () => {
	const files = new MemoryFiles().write('/best_model/trainer_state.json', state(20));
	assert.equal(follow(hfTrainer, files, '/best_model').run.learnt.outcome?.status, 'finished');
	files.write('/best_model/optimizer.pt', 'x');
	assert.equal(follow(hfTrainer, files, '/best_model').run.learnt.outcome, null);
});

test('a checkpoint that a killed training left half saved is no run, and a cut state no end', () => {
	const files = new MemoryFiles()
		.write('/out/checkpoint-20/trainer_state.json', state(20))
		.write('/out/tmp-checkpoint-40/trainer_state.json', state(40).slice(0, 300));
	const claims = (path: string) => hfTrainer.detect({path, entries: files.list(path)}, files);
	assert.deepEqual(claims('/out/tmp-checkpoint-40'), []);
	assert.equal(claims('/out')[0]?.ownsSubtree, true);
	assert.equal(follow(hfTrainer, files, '/out').run.points('loss').length, 2);
	const cut = new MemoryFiles().write('/out/trainer_state.json', state(40).slice(0, 300));
	assert.equal(follow(hfTrainer, cut, '/out').run.learnt.outcome, null);
});

test('a checkpoint under another name within its training is a moment of that and no run', () => {
	const files = new MemoryFiles()
		.write('/out/checkpoint-40/trainer_state.json', state(40))
		.write('/out/best_model/trainer_state.json', state(20))
		.write('/out/checkpoint-20-best/trainer_state.json', state(20))
		.write('/out/final/trainer_state.json', state(40, {history: [...rows(40), {step: 40, train_runtime: 5}]}))
		.write('/out/tuned/trainer_state.json', state(20, {history: [{step: 10, loss: 7}]}))
		.write('/out/further/trainer_state.json', state(60))
		.write('/out/silent/trainer_state.json', state(20, {history: []}));
	const listing = (path: string) => ({path, entries: files.list(path), isOfRun: true});
	for (const [name, above] of [
		['best_model', ['/out']],
		['checkpoint-20-best', ['/out']],
		['final', []],
		['tuned', []],
		['further', []],
		['silent', []],
		['checkpoint-40', []],
	] as const) {
		assert.deepEqual(hfTrainer.listedIn?.(listing(`/out/${name}`), files), above, name);
		if (above.length > 0) assert.deepEqual(hfTrainer.detect(listing(`/out/${name}`), files), []);
	}
	assert.equal(hfTrainer.detect({...listing('/out/best_model'), isOfRun: false}, files).length, 1);
	for (const gone of ['final', 'tuned', 'further', 'silent', 'checkpoint-20-best'])
		files.remove(`/out/${gone}/trainer_state.json`);
	assert.equal(hfTrainer.detect({path: '/out', entries: files.list('/out')}, files)[0]?.ownsSubtree, true);
});

test('a checkpoint without its state proves by its name how far the training came', () => {
	const files = new MemoryFiles()
		.write('/out/checkpoint-20/trainer_state.json', state(20))
		.write('/out/checkpoint-40/model.safetensors', 'x');
	files.nowMs += 3_600_000;
	const {run} = follow(hfTrainer, files, '/out');
	const from = 'max_steps in trainer_state.json; the step by the name of checkpoint-40';
	assert.deepEqual(run.learnt.progress, {step: 40, total: 100, unit: 'step', from});
	assert.deepEqual(run.problems, [
		{
			file: '/out/checkpoint-40/trainer_state.json',
			message: 'trainer_state.json is missing: its losses are not known; checkpoint-20/trainer_state.json stands for it',
		},
	]);
});

test('a report that an evaluation gave as one value is read by the paths in it', () => {
	const history = [...rows(20), {step: 20, eval_report: {cat: {f1: 0.5}, accuracy: 0.75}}];
	const files = new MemoryFiles().write('/out/checkpoint-20/trainer_state.json', state(20, {history}));
	const {run} = follow(hfTrainer, files, '/out');
	assert.deepEqual(run.points('eval_report/cat/f1'), [[20, 0.5]]);
	assert.deepEqual(run.points('eval_report/accuracy'), [[20, 0.75]]);
});
