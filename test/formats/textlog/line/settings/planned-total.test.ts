import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

test('the settings that RecBole prints are none of its metrics, and say how many epochs there will be', () => {
	const epoch = (at: number) => [
		`03 Mar 10:0${at}    INFO  epoch ${at} training [time: 0.16s, train loss: 0.${9 - at}5]`,
		`03 Mar 10:0${at}    INFO  epoch ${at} evaluating [time: 0.09s, valid_score: 0.0${at + 1}4000]`,
	];
	const head = [
		'03 Mar 10:00    INFO  ',
		'General Hyper Parameters:',
		'seed = 2020',
		'checkpoint_dir = saved',
		'',
		'Training Hyper Parameters:',
		'epochs = 3',
		"train_neg_sample_args = {'distribution': 'uniform', 'sample_num': 1, 'alpha': 1.0}",
		'stopping_step = 10',
		'loss_decimal_place = 4',
		'',
	];
	const run = readLog(`${[...head, ...epoch(0), ...epoch(1), ...epoch(2)].join('\n')}\n`);
	assert.deepEqual([...run.metrics.keys()], ['train loss', 'valid_score']);
	assert.deepEqual(run.learnt.total, {total: 3, unit: 'epoch', from: '"epochs" in train.log'});
	assert.deepEqual(run.learnt.stepUnit, 'epoch');
});

test('epochs that a program was told are planned where it counts epochs and says no other number of them', () => {
	const rows = (of = '') => [1, 2].map(at => `epoch ${at}${of} loss: 0.${9 - at}`).join('\n');
	const planned = (told: string, of = '') => readLog(`${told}\n${rows(of)}\n`).learnt.total?.total ?? null;
	assert.equal(planned("Namespace(batch_size=32, num_epochs=40, lr=0.1, name='a')"), 40);
	assert.equal(planned('+ python train.py --epochs 40 --lr 0.1'), 40);
	assert.equal(planned('Namespace(epochs=40, max_epochs=60)'), null);
	assert.equal(planned('Namespace(epochs=1,000, lr=0.1)'), null);
	assert.equal(planned('Namespace(warmup_epochs=5, epochs_between_saves=2)'), null);
	assert.equal(planned('Namespace(epochs=40, lr=0.1)', '/2'), null, 'its own counter is surer');
});
