import assert from 'node:assert/strict';
import {test} from 'node:test';
import {haveSameResults} from '../../../../../source/engine/folding/logged/evidence/same-results.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';

const losses = [2.029310703277588, 0.918985903263092, 0.9012044668197632, 0.8105];
const half = losses.filter((_, i) => i % 2 === 0);

function layerOf(metrics: Record<string, readonly number[]>, every = 1): Layer {
	const layer = new Layer('any', 1, '');
	for (const [name, values] of Object.entries(metrics))
		for (const [i, value] of values.entries()) layer.series(name).push(i * every, Number.NaN, value);
	return layer;
}

test('two have the same results where all that both have is the same to 32 bits, by their steps or in their order', () => {
	const same = (one: Layer, other: Layer) => [
		haveSameResults(one, other),
		haveSameResults(one, other, 'order'),
		haveSameResults(other, one, 'order'),
	];
	const all = layerOf({loss: losses});
	assert.deepEqual(same(all, layerOf({loss: losses.map(Math.fround)})), [true, true, true]);
	assert.deepEqual(same(all, layerOf({loss: half}, 2)), [true, true, true]);
	assert.deepEqual(same(all, layerOf({loss: half})), [false, true, true], 'steps that are counted otherwise');
	assert.deepEqual(same(all, layerOf({loss: losses.with(3, 0.81)})), [false, false, false]);
	assert.deepEqual(same(all, layerOf({acc: losses})), [false, false, false]);
	for (const [name, values] of Object.entries({lr: losses, tokens: [1, 2, 3], acc: [0.5, 0.5, 0.5]}))
		assert.deepEqual(same(layerOf({[name]: values}), layerOf({[name]: values})), [false, false, false], name);
});
