import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseJsonPrefix} from '../../../source/encodings/json/json-prefix.ts';

test('whole JSON is read as it is, with the words that Python writes', () => {
	assert.deepEqual(parseJsonPrefix('{"a": [1, NaN, -Infinity]}'), {
		value: {a: [1, Number.NaN, Number.NEGATIVE_INFINITY]},
		cutAt: 26,
		torn: false,
	});
});

test('of a text that ends too early everything whole is read', () => {
	const read = (text: string) => parseJsonPrefix(text).value;
	assert.deepEqual(read('{"a": {"steps": [1, 2], "values": [0.5, 0.25'), {a: {steps: [1, 2], values: [0.5]}});
	assert.deepEqual(read('{"a": 1, "b": "half of a te'), {a: 1});
	assert.deepEqual(read('{"a": 1, "b"'), {a: 1});
	assert.deepEqual(read('{"a": 1, "b":'), {a: 1});
	assert.deepEqual(read('[1, [2, {"c": null}'), [1, [2, {c: null}]]);
	assert.equal(read(''), undefined);
	assert.equal(read('tru'), undefined);
});

test('a cut is told from nonsense', () => {
	assert.equal(parseJsonPrefix('{"a": [1, 2').torn, true);
	assert.equal(parseJsonPrefix('{"a": "b').torn, true);
	assert.deepEqual(parseJsonPrefix('{"a": [1, 2}]'), {value: {a: [1, 2]}, cutAt: 11, torn: false});
	assert.equal(parseJsonPrefix('{"a": [1, \u0001 2]}').torn, false);
});

test('of a text that makes no sense further on, what stands before that is read', () => {
	const rows = '{"rows": [{"loss": 0.5}, {"loss": 0.25}, {"loss": 0.1}], "max": 3}';
	const {value, torn} = parseJsonPrefix(`${rows.slice(0, 34)}${'\0'.repeat(20)}${rows.slice(54)}`);
	assert.deepEqual([value, torn], [{rows: [{loss: 0.5}, {}]}, false]);
	assert.deepEqual(parseJsonPrefix(`{"rows": [1, 2, "a\0\0", 3]}`).value, {rows: [1, 2]});
	assert.deepEqual(parseJsonPrefix('{"rows": [1, 0.0.5, 3]}').value, {rows: [1]});
	assert.deepEqual(parseJsonPrefix('{"rows": [1 2, 3]}').value, {rows: [1]});
	assert.deepEqual(parseJsonPrefix('{"rows": ["\\q", 3]}').value, {rows: []});
	assert.deepEqual(parseJsonPrefix('{"a" "b": 1}').value, {});
	// An older and longer file that was written over in its place.
	assert.deepEqual(parseJsonPrefix('{"max": 3}\nrows": [1], "max": 2}'), {value: {max: 3}, cutAt: 10, torn: false});
});

test('a text cut at any place gives a part of what the whole gives', () => {
	const text = JSON.stringify({m: {steps: [0, 1, 2], values: [0.5, 'x"y', {k: [true]}], t: ['a\\', 'b']}, n: -1.5e-7});
	for (let length = 0; length < text.length; length++) {
		const {value, torn} = parseJsonPrefix(text.slice(0, length));
		assert.equal(torn, true, `cut at ${length}`);
		if (value !== undefined) assert.ok(text.startsWith(JSON.stringify(value).replace(/[\]}]+$/, '')), `cut at ${length}`);
	}
});

test('deep nesting and long texts cost little', () => {
	assert.notEqual(parseJsonPrefix('['.repeat(100_000)), null);
	assert.equal(parseJsonPrefix(`{"a": "${'x'.repeat(1_000_000)}`).torn, true);
});
