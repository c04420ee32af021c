import assert from 'node:assert/strict';
import {test} from 'node:test';
import {digestsOf, mayBeSame} from '../../../../source/engine/folding/logged/digests.ts';
import {Layer} from '../../../../source/engine/model/layer.ts';

const losses = [2.0293107, 0.918985903263092, 0.9012044668197632];

function layerOf(name: string, values: readonly number[]): Layer {
	const layer = new Layer('any', 1, '');
	const sink = layer.series(name);
	for (const [step, value] of values.entries()) sink.push(step, Number.NaN, value);
	return layer;
}

test('of runs whose points are not read the least, highest and last values tell which may be the same', () => {
	const may = (one: readonly number[], other: readonly number[], name = 'train/loss') =>
		mayBeSame(digestsOf(layerOf('loss', one)), digestsOf(layerOf(name, other)));
	assert.ok(may(losses, losses));
	assert.ok(may(losses, [...losses, 0.5]), 'one of them may have lost its last');
	assert.ok(!may(losses, [1.9, 1.8, 1.7]));
	assert.ok(!may([1, 2, 3], [1, 2, 3]), 'counts tell nothing');
	assert.ok(!may(losses, losses, 'acc'));
});
