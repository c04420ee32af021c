import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hfTrainer} from '../../../source/formats/hf-trainer/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';
import {rows, state} from './states.ts';

test('what scripts save of evaluations after the end is what the run returned', () => {
	const json = (value: object) => JSON.stringify(value, null, 4);
	const last = [...rows(40), {step: 40, epoch: 2, train_runtime: 5, train_loss: 0.5}];
	const files = new MemoryFiles()
		.write('/out/trainer_state.json', state(40, {maxSteps: 40, history: last, more: {epoch: 2, best_metric: 0.4}}))
		.write('/out/train_results.json', json({epoch: 2, train_loss: 0.5}))
		.write('/out/eval_results.json', json({epoch: 2, eval_loss: 0.7, perplexity: 2.01}))
		.write('/out/all_results.json', json({epoch: 2, eval_loss: 0.9, train_loss: 0.5, perplexity: 2.5}))
		.write('/out/predict_results.json', json({predict_loss: 0.8, perplexity: 2.2}));
	files.nowMs += 60_000;
	const {run, read} = follow(hfTrainer, files, '/out');
	assert.deepEqual(run.learnt.summary, {
		best_metric: 0.4,
		eval_loss: 0.7,
		train_loss: 0.5,
		eval_perplexity: 2.01,
		predict_perplexity: 2.2,
		predict_loss: 0.8,
	});
	files.write('/out/checkpoint-60/trainer_state.json', state(60, {history: [...last, ...rows(60).slice(4)], more: {epoch: 3}}));
	read();
	assert.deepEqual(run.learnt.summary, {predict_loss: 0.8, perplexity: 2.2});
	assert.equal(run.learnt.extra['eval_loss, saved at epoch 2'], 0.7);
	files.write('/out/predict_results.json', '{"predict_loss": 0.');
	files.nowMs += 60_000;
	read();
	assert.equal(run.problems[0]?.file, '/out/predict_results.json');
});

test('results that an earlier training left in the directory are none of the one that is told', () => {
	const files = new MemoryFiles();
	const saved = (epoch: number) => JSON.stringify({epoch, eval_loss: 0.7});
	files.write('/out/eval_results.json', saved(2));
	const save = (step: number) => {
		files.nowMs += 600_000 + step;
		files.write(`/out/checkpoint-${step}/trainer_state.json`, state(step, {more: {epoch: step / 20}}));
	};
	save(20);
	const {run, read} = follow(hfTrainer, files, '/out');
	assert.deepEqual(run.learnt.summary, {});
	assert.equal(run.learnt.extra['eval_loss, saved at epoch 2'], 0.7);
	save(40);
	read();
	assert.deepEqual(run.learnt.summary, {});
	assert.equal(run.learnt.extra['eval_loss, saved before its checkpoints'], 0.7);
	files.nowMs += 1000;
	files.write('/out/eval_results.json', saved(2.5));
	read();
	assert.deepEqual(run.learnt.summary, {eval_loss: 0.7}, 'the last state was saved before the end');
});
