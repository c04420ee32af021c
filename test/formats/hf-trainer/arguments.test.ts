import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {parseArguments} from '../../../source/formats/hf-trainer/arguments.ts';
import {hfTrainer} from '../../../source/formats/hf-trainer/index.ts';
import {seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const bytesOf = (name: string) => readFileSync(path.resolve('test/fixtures/hf-trainer', name));
const expected = {
	output_dir: 'out',
	run_name: 'bert base',
	learning_rate: 5e-5,
	per_device_train_batch_size: 8,
	lr_scheduler_type: 'cosine',
	max_steps: -1,
	num_train_epochs: 3,
	bf16: true,
	report_to: ['tensorboard'],
};

test('reads the arguments out of torch’s archive, and out of its old row of pickles', () => {
	assert.deepEqual(parseArguments(bytesOf('training_args.bin')), {value: expected, fault: null});
	assert.deepEqual(parseArguments(bytesOf('training_args-old.bin')), {value: expected, fault: null});
});

test('arguments beside a checkpoint are the config, what the state says goes before them', () => {
	const state = JSON.stringify({global_step: 10, max_steps: 100, num_train_epochs: 4, log_history: [{step: 10, loss: 1}]});
	const files = new MemoryFiles()
		.write('/out/checkpoint-10/trainer_state.json', state)
		.write('/out/checkpoint-10/training_args.bin', bytesOf('training_args.bin'));
	const {learnt} = follow(hfTrainer, files, '/out').run;
	assert.equal(learnt.name, 'bert base');
	assert.equal(learnt.config.learning_rate, 5e-5);
	assert.equal(learnt.config.max_steps, 100);
	assert.equal(learnt.config.num_train_epochs, 4);
});

test('of arguments that Git LFS has left as a pointer is said how to get them', () => {
	const {value, fault} = parseArguments(Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0f\nsize 5\n'));
	assert.equal(value, null);
	assert.match(fault!, /holds no arguments: only Git LFS's pointer .* git lfs pull/);
});

test('damage costs the arguments, nothing else', () => {
	const random = seededRandom(5);
	for (const name of ['training_args.bin', 'training_args-old.bin']) {
		const whole = bytesOf(name);
		for (let length = 0; length < whole.length; length += 7) {
			const {value, fault} = parseArguments(whole.subarray(0, length));
			assert.ok(value !== null || fault !== null);
		}
		for (let round = 0; round < 500; round++) {
			const bytes = Buffer.from(whole);
			for (let flips = random(5); flips >= 0; flips--) bytes[random(bytes.length)] = random(256);
			const {value, fault} = parseArguments(bytes);
			assert.ok(value !== null || fault !== null);
		}
	}
});
