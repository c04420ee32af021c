import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findFuzzy} from '../../../source/core/text/fuzzy.ts';

const found = (texts: string[], letters: string) => findFuzzy(texts, letters, text => text);

test('letters are found in their order, whole pieces and starts of words first', () => {
	const keys = ['trainer.max_epochs', 'optim.name', 'model.norm', 'optim.momentum'];
	assert.deepEqual(found(keys, 'optn'), ['optim.name', 'optim.momentum']);
	assert.deepEqual(found(keys, 'norm'), ['model.norm']);
	assert.deepEqual(found(keys, 'tmaxe'), ['trainer.max_epochs']);
	assert.deepEqual(found(['xab', 'ab', 'c.ab'], 'ab'), ['ab', 'c.ab', 'xab']);
	assert.deepEqual(found(keys, 'zz'), []);
	assert.deepEqual(found(['xm-lr', 'maxLr', 'lr'], 'LR'), ['lr', 'xm-lr', 'maxLr'], 'in any case, from the start before a word');
	assert.deepEqual(found(['color', 'maxLr', 'max-lr'], 'lr'), ['maxLr', 'max-lr', 'color'], 'a capital begins a word');
	assert.deepEqual(found(['a_xx_b', 'a_b', 'a_x_b'], 'ab'), ['a_b', 'a_x_b', 'a_xx_b'], 'close together before far apart');
	assert.deepEqual(found(['fxixt', 'f_i_t', 'fit'], 'f it'), ['fit', 'f_i_t', 'fxixt'], 'blanks mean nothing, gaps count');
});

test('what fits alike stays in its order', () => {
	assert.deepEqual(found(['b.lr', 'a.lr', 'c.lr'], 'lr'), ['b.lr', 'a.lr', 'c.lr']);
});

test('nothing typed leaves everything in its order', () => {
	assert.deepEqual(found(['b', 'a'], ''), ['b', 'a']);
	assert.deepEqual(found(['b', 'a'], ' '), ['b', 'a']);
});
