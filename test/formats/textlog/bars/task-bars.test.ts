import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const bar = [
	'[                              ] 0/50, elapsed: 0s, ETA:',
	'[>>>>>>>>>>>>>>>               ] 25/50, 2.4 task/s, elapsed: 10s, ETA:    10s',
	'[>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>] 50/50, 2.4 task/s, elapsed: 20s, ETA:     0s',
];

test('the tasks of an evaluation count no steps of the training around it', () => {
	assert.deepEqual(
		scan('[epoch: 1, iter: 1,000] l_pix: 0.5', ...bar, '# Validation # PSNR: 30.5', '[epoch: 1, iter: 1,100] l_pix: 0.25'),
		['1000 l_pix=0.5', '1000 Validation PSNR=30.5', '1100 l_pix=0.25'],
	);
});

test('where nothing is trained they are how far the output is', () => {
	assert.equal(progressOf(...bar), '50/50 step');
});
