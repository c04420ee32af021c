import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('a warning between the rows of a table that a logger prints costs none of them', () => {
	const ruler = '-'.repeat(30);
	const rows = ['|  Epoch |  1 |', 'foo.py:3: UserWarning: Mean of empty slice', '  out = x / 3', '|  AverageEpRet |  22.5 |'];
	assert.deepEqual(scan(ruler, ...rows, ruler), ['1 AverageEpRet=22.5']);
	// Rows of two cells that no line of dashes has begun are of something else.
	assert.deepEqual(scan('| Epoch | 1 |', '| loss | 3 |', 'In 2 minutes', ruler), []);
});
