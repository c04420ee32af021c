import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const lines = [
	'[INFO 10:00:00] my_main Experiment Parameters:',
	'[INFO 10:00:00] my_main ',
	'',
	"{   'batch_size': 32,",
	"    'env_args': {   'difficulty': '7',",
	"                    'reward_win': 200},",
	"    't_max': 900000}",
	'',
	'[INFO 10:00:01] my_main t_env: 70 / 900000',
	'[INFO 10:00:01] my_main Estimated time left: 13 minutes, 15 seconds. Time passed: 7 seconds',
	'[INFO 10:01:00] my_main t_env: 8021 / 900000',
	'[INFO 10:01:02] my_main Recent Stats | t_env:       8021 | Episode:      310',
	'ep_length_mean:           25.5000\tgrad_norm:                 1.2500\tloss:                      0.0625\tq_taken_mean:              0.0050',
	'return_mean:               1.7500\t',
	'[INFO 10:01:03] my_main Updated target network',
	'[INFO 10:02:00] my_main t_env: 16040 / 900000',
	'[INFO 10:02:02] my_main Recent Stats | t_env:      16040 | Episode:      655',
	'ep_length_mean:           21.0000\tgrad_norm:                 1.0000\tloss:                      0.0500\tq_taken_mean:              0.0100',
	'return_mean:               2.5000\t',
];

test('reads the values of PyMARL at the steps of the environment, and how many of these there will be', () => {
	assert.deepEqual(scan(...lines), [
		'8021 ep_length_mean=25.5 grad_norm=1.25 loss=0.0625 q_taken_mean=0.005',
		'8021 return_mean=1.75',
		'16040 ep_length_mean=21 grad_norm=1 loss=0.05 q_taken_mean=0.01',
		'16040 return_mean=2.5',
	]);
	assert.equal(progressOf(...lines), '16040/900000 step');
});
