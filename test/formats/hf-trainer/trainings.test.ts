import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hfTrainer} from '../../../source/formats/hf-trainer/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

/** A state of a training that logs every 2 steps and saves every 8; its losses are told by `from`. */
function state(step: number, from: number, {maxSteps = 32, end = false, saveSteps = 8 as number | null} = {}): string {
	const rows: object[] = Array.from({length: step / 2}, (_, i) => ({step: 2 * (i + 1), loss: from / (i + 1)}));
	if (end) rows.push({step, train_runtime: 10});
	return JSON.stringify({global_step: step, max_steps: maxSteps, save_steps: saveSteps, log_history: rows});
}

function write(files: MemoryFiles, states: Record<string, string>): MemoryFiles {
	for (const [folder, text] of Object.entries(states)) files.write(`/out/${folder}trainer_state.json`, text);
	return files;
}

const first = {'checkpoint-8/': state(8, 1), 'checkpoint-24/': state(24, 1), 'checkpoint-32/': state(32, 1)};
const ended = {...first, '': state(32, 1, {end: true})};

test('a shorter training in the directory of another one is the later one: it has written over a checkpoint', () => {
	const again = {'checkpoint-8/': state(8, 3), '': state(12, 3, {maxSteps: 12, end: true})};
	const {run} = follow(hfTrainer, write(new MemoryFiles(), {...first, ...again}), '/out');
	assert.deepEqual(run.points('loss').at(-1), [12, 0.5]);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.config.max_steps, 12);
	assert.deepEqual(
		run.events.map(({step}) => step),
		[8],
	);
	assert.equal(
		run.problems[0]?.message,
		'checkpoint-32/trainer_state.json is of another training than trainer_state.json, by its losses: the later one counts; give each a directory of its own',
	);
});

test('a training that begins anew in the directory of one that is over is followed', () => {
	const files = write(new MemoryFiles(), ended);
	const {run, read} = follow(hfTrainer, files, '/out');
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual(run.problems, []);
	files.nowMs += 5000;
	write(files, {'checkpoint-8/': state(8, 3)});
	read();
	assert.equal(run.learnt.outcome, null);
	assert.deepEqual(run.learnt.progress, {step: 8, total: 32, unit: 'step', from: 'max_steps in trainer_state.json'});
	assert.deepEqual(run.learnt.signFiles, ['/out/checkpoint-8/trainer_state.json']);
	files.nowMs += 5000;
	write(files, {'checkpoint-16/': state(16, 3)});
	read();
	assert.deepEqual(run.points('loss').at(-1), [16, 0.375]);
});

test('a longer training after a shorter one that is over', () => {
	const before = {'': state(12, 1, {maxSteps: 12, end: true}), 'checkpoint-12/': state(12, 1, {maxSteps: 12})};
	const files = write(new MemoryFiles(), {...before, 'checkpoint-8/': state(8, 3), 'checkpoint-16/': state(16, 3)});
	const {run} = follow(hfTrainer, files, '/out');
	assert.equal(run.learnt.outcome, null);
	assert.deepEqual(run.points('loss').at(-1), [16, 0.375]);
	assert.equal(run.problems[0]?.file, '/out/trainer_state.json');
});

test('where no checkpoint tells which training is later, the times of files do; where these are those of a copy, it is said', () => {
	const old = {saveSteps: null};
	const states = {'checkpoint-32/': state(32, 1, old), 'checkpoint-8/': state(8, 3, old)};
	const copied = follow(hfTrainer, write(new MemoryFiles(), states), '/out').run;
	assert.equal(copied.learnt.progress?.step, 32);
	assert.match(
		copied.problems[0]!.message,
		/^checkpoint-8\/trainer_state.json is of another training .* nothing tells which is later/,
	);
	const files = write(new MemoryFiles(), {'checkpoint-32/': states['checkpoint-32/']});
	files.nowMs += 3_600_000;
	assert.equal(follow(hfTrainer, write(files, {'checkpoint-8/': states['checkpoint-8/']}), '/out').run.learnt.progress?.step, 8);
});

test('a training that is resumed repeats what was logged, whenever its files were copied', () => {
	const files = write(new MemoryFiles(), {'checkpoint-32/': state(32, 1), '': state(24, 1, {end: true})});
	files.nowMs += 3_600_000;
	const {run} = follow(hfTrainer, write(files, {'checkpoint-8/': state(8, 1)}), '/out');
	assert.equal(run.learnt.progress?.step, 32);
	assert.deepEqual(run.problems, []);
});

test('for a check: a state that lies in the checkpoint of another step is named', () => {
	const verify = (states: Record<string, string>) => {
		const files = write(new MemoryFiles(), states);
		const [claim] = hfTrainer.detect({path: '/out', entries: files.list('/out')}, files);
		const source = hfTrainer.open(claim!, files);
		readAll(source, new Collected());
		return source.verify?.().map(({file, message}) => `${file.slice('/out/'.length)}: ${message}`);
	};
	assert.deepEqual(verify(ended), []);
	const untold = JSON.stringify({...JSON.parse(state(24, 1)), global_step: undefined});
	assert.deepEqual(verify({...ended, 'checkpoint-24/': untold}), [], 'that says no step');
	assert.deepEqual(verify({...ended, 'checkpoint-24/': state(16, 1)}), [
		'checkpoint-24/trainer_state.json: Is the state of step 16, in the checkpoint of step 24',
	]);
});
