import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateStride, emptyRow} from '../../source/core/row.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {runToJson} from '../../source/core/run-json.ts';

test('a metric of any name is in the JSON of its run', () => {
	const names = ['loss', '__proto__', 'constructor'];
	const values = new Float64Array(names.length * aggregateStride).fill(1);
	const json = runToJson({...emptyRow(), metrics: {names, values}}, emptyFacts(), [], 0);
	assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(json.metrics))), names);
});
