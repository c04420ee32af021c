import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads the step and the collection that CLU writes before values', () => {
	const head = 'I0601 12:00:11.123456 140123 logging_writer.py:48] ';
	assert.deepEqual(
		scan(
			`${head}[100] collection=train accuracy=0.25, loss=2.5`,
			`${head}[200] collection=train accuracy=0.5, loss=2`,
			`${head}[200] collection=eval loss=3.5`,
			`${head}[200] collection=infer_eval/glue accuracy=0.125`,
			`${head}[300] collection=train accuracy=0.75, loss=1.5`,
		),
		[
			'100 accuracy=0.25 loss=2.5',
			'200 accuracy=0.5 loss=2',
			'200 eval loss=3.5',
			'200 infer_eval/glue accuracy=0.125',
			'300 accuracy=0.75 loss=1.5',
		],
	);
});
