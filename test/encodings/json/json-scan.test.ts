import assert from 'node:assert/strict';
import {test} from 'node:test';
import {JsonScanner, valueKinds} from '../../../source/encodings/json/json-scan.ts';

function entries(scanner: JsonScanner, text: string): Record<string, number | string | null> | null {
	const bytes = Buffer.from(text);
	if (!scanner.scan(bytes, 0, bytes.length)) return null;
	return Object.fromEntries(
		Array.from({length: scanner.count}, (_, i) => [
			scanner.keys[i]!.path,
			scanner.kinds[i] === valueKinds.number ? scanner.values[i]! : scanner.text(i),
		]),
	);
}

test('keeps numbers and strings by their nested keys and passes over the rest', () => {
	const text =
		'{"step": 1, "train": {"loss": 2.5, "acc": {"top1": 1e-3}}, "tags": ["a", {"b": [1]}], "ok": true, "no": null, "phase": "x", "e": {}}';
	assert.deepEqual(entries(new JsonScanner(), text), {step: 1, 'train/loss': 2.5, 'train/acc/top1': 0.001, phase: 'x'});
});

test('reads what Python writes for non-finite numbers', () => {
	assert.deepEqual(entries(new JsonScanner(), '{"a": NaN, "b":Infinity,"c" : -Infinity}'), {
		a: Number.NaN,
		b: Number.POSITIVE_INFINITY,
		c: Number.NEGATIVE_INFINITY,
	});
});

test('follows keys that change their order, vanish and come back', () => {
	const scanner = new JsonScanner();
	const lines = ['{"a":1,"b":2}', '{"b":3,"a":4}', '{"c":{"a":5},"a":6}', '{"a":7,"c":{"b":8,"a":9}}', '{"ab":1,"a":2}'];
	assert.deepEqual(
		lines.map(line => entries(scanner, line)),
		[
			{a: 1, b: 2},
			{a: 4, b: 3},
			{a: 6, 'c/a': 5},
			{a: 7, 'c/a': 9, 'c/b': 8},
			{a: 2, ab: 1},
		],
	);
});

test('reads escapes in keys and leaves escaped texts to the full parser', () => {
	assert.deepEqual(entries(new JsonScanner(), '{"a\\"b\\u00e9": 1, "t": "x\\ny"}'), {'a"bé': 1, t: null});
});

test('refuses everything that is not one whole object', () => {
	const broken = [
		'',
		'[1]',
		'{"a":1',
		'{"a" 1}',
		'{"a":1}x',
		'{"a":1,}',
		'{a:1}',
		'{"a":tru}',
		'{"a":[1}',
		'{"a":"x}',
		'{"a":--1}',
		'null',
	];
	for (const text of broken) assert.equal(entries(new JsonScanner(), text), null, text);
});

test('gives up on nesting without end', () => {
	assert.equal(entries(new JsonScanner(), `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`), null);
});
