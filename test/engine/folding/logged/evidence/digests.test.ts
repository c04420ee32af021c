import assert from 'node:assert/strict';
import {test} from 'node:test';
import {keysOf, keysOfPrinted} from '../../../../../source/engine/folding/logged/evidence/digest-keys.ts';
import {digestsOf, mayBeSame} from '../../../../../source/engine/folding/logged/evidence/digests.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';

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

test('what was printed is found by its keys, with however few digits, and has not many of them', () => {
	const mayBePrinted = (printed: readonly number[], told: readonly number[], name: string) => {
		const keys = keysOfPrinted(digestsOf(layerOf('loss', printed)));
		assert.ok(keys.size < 300, `${printed} has ${keys.size} keys`);
		return [...keysOf(digestsOf(layerOf(name, told)))].some(key => keys.has(key));
	};
	for (const name of ['loss', 'nll']) {
		assert.ok(mayBePrinted([0.9, 0.6, 0.5], [0.9, 0.6, 0.5], name), 'the tracker was told no more');
		assert.ok(mayBePrinted([0.04, 0.03, 0.02], [0.04, 0.03, 0.02], name));
		assert.ok(mayBePrinted([0.5, 0.25, 0], [0.5, 0.25, 0], name));
		assert.ok(mayBePrinted([0.93, 0.87], [0.9263, 0.8741], name));
		assert.ok(mayBePrinted([0.0049, 0.0028], [0.00487139, 0.00283312], name));
		assert.ok(!mayBePrinted([0.93, 0.87], [0.7713, 0.6551], name));
	}
});
