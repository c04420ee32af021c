import assert from 'node:assert/strict';
import {afterEach, test} from 'node:test';
import {learnNames} from '../../../source/formats/plain/names/own-names.ts';
import {progressOf, scan} from './scan-lines.ts';

afterEach(() => learnNames({steps: [], times: [], lines: {}}));

test("a person's own names of steps count steps in lines too", () => {
	const lines = ['Zyklus 10/50 | loss: 1', 'Zyklus 20/50 | loss: 0.5'];
	assert.notDeepEqual(scan(...lines), ['10 loss=1', '20 loss=0.5']);
	learnNames({steps: ['zyklus'], times: [], lines: {}});
	assert.deepEqual(scan(...lines), ['10 loss=1', '20 loss=0.5']);
	assert.equal(progressOf(...lines), '20/50 step');
	assert.deepEqual(scan('zyklus 10: loss 1', 'zyklus=20 loss=0.5'), ['10 loss=1', '20 loss=0.5']);
});
