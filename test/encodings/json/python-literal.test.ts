import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parsePythonDict, pythonDictAt} from '../../../source/encodings/json/python-literal.ts';

test('reads dicts in the spelling of Python and of JSON', () => {
	assert.deepEqual(parsePythonDict("{'loss': 2.5, 'epoch': '0.10', 'x': None, 'ok': True, 'l': [1, (2, 3)], 'd': {\"a\": 1}}"), {
		loss: 2.5,
		epoch: '0.10',
		x: null,
		ok: true,
		l: [1, [2, 3]],
		d: {a: 1},
	});
	assert.deepEqual(parsePythonDict('{"a": NaN, "b": -inf, "c": false}'), {a: Number.NaN, b: Number.NEGATIVE_INFINITY, c: false});
});

test('reads scalars as they are printed, and keeps other calls as their text', () => {
	assert.deepEqual(parsePythonDict("{'a': tensor(0.5, device='cuda:0'), 'b': np.float32(1.5), 'c': Foo(1, 2)}"), {
		a: 0.5,
		b: 1.5,
		c: 'Foo(1, 2)',
	});
});

test('begins where it is told and ignores what stands behind', () => {
	assert.deepEqual(pythonDictAt("metrics {'a': 1} done", 8)?.dict, {a: 1});
});

test('finds none in broken ones and in other brackets', () => {
	for (const text of [
		'{',
		"{'a'}",
		"{'a': }",
		"{'a': 1",
		'{1, 2}',
		'[1]',
		"{'a': 1 2}",
		`${"{'a':".repeat(100)}1${'}'.repeat(100)}`,
	]) {
		assert.equal(parsePythonDict(text), undefined, text);
	}
});

test('does not let a key reach the prototype', () => {
	const dict = parsePythonDict("{'__proto__': {'polluted': 1}}")!;
	assert.equal(Object.getPrototypeOf(dict), Object.prototype);
	assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('reads characters that a text has as numbers', () => {
	const text = String.raw`{"\u640d\u5931": 2.5, "\ud83d\ude00": 1, 'caf\xe9': 2, "a\\u00e9": 3, "\u12": 4}`;
	assert.deepEqual(parsePythonDict(text), {損失: 2.5, '😀': 1, café: 2, 'a\\u00e9': 3, '\\u12': 4});
});
