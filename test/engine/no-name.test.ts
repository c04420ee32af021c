import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Layer} from '../../source/engine/model/layer.ts';

test('a metric whose name is empty is called after that, so that it can be seen and asked for', () => {
	const layer = new Layer('jsonl', 1, '');
	layer.series('').push(0, Number.NaN, 1);
	layer.series(' kept ').push(0, Number.NaN, 1);
	layer.defineMetric('', {goal: 'minimize'});
	assert.deepEqual([...layer.metrics.keys()], ['(no name)', ' kept ']);
	assert.equal(layer.definitions.get('(no name)')?.goal, 'minimize');
});
