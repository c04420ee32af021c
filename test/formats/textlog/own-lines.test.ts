import assert from 'node:assert/strict';
import {test} from 'node:test';
import {learnNames} from '../../../source/formats/plain/own-names.ts';
import {scan} from './scan-lines.ts';

test("a person's own expressions read the lines of the first rank alone", context => {
	context.after(() => learnNames({steps: [], times: [], lines: {}}));
	learnNames({steps: [], times: [], lines: {step: 'after (\\d+) rounds', price: 'price is ([\\d.]+)'}});
	assert.deepEqual(
		scan(
			'[rank1]: after 10 rounds price is 4.5',
			'[rank0]: after 10 rounds price is 3.5',
			'[rank1]: after 20 rounds price is 4.25',
			'[rank0]: after 20 rounds price is 3.25',
			'after 30 rounds price is 3',
		),
		['10 price=4.5', '10 price=3.5', '20 price=3.25', '30 price=3'],
	);
});
