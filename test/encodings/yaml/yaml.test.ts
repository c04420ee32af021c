import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readYaml} from '../../../source/encodings/yaml/yaml.ts';

test('values keep the types of YAML 1.2, and timestamps stay texts', () => {
	assert.deepEqual(
		readYaml("a: 1\nb: 1.0e-05\nc: 2026-11-21 01:25:13\nd: 'yes'\ne: yes\nf: null\ng: .inf\nh: [1, {x: true}]\n").value,
		{
			a: 1,
			b: 1e-5,
			c: '2026-11-21 01:25:13',
			d: 'yes',
			e: 'yes',
			f: null,
			g: Number.POSITIVE_INFINITY,
			h: [1, {x: true}],
		},
	);
});

test('tags of other languages are data, keys may be anything', () => {
	assert.deepEqual(
		readYaml('t: !!python/tuple [1, 2]\n1: one\n__proto__: {x: 1}\n').value,
		JSON.parse('{"t": [1, 2], "1": "one", "__proto__": {"x": 1}}'),
	);
	assert.deepEqual(readYaml("o: !!python/object/apply:os.system ['x']\n").value, {o: ['x']});
});

test('a cut text gives what came before, and says where', () => {
	const {value, error} = readYaml('a: 1\nb: {c: 2, d: "unfin');
	assert.equal((value as {a: number}).a, 1);
	assert.match(error ?? '', /^cut or damaged at line 2$/);
	assert.equal(readYaml(`${'['.repeat(50_000)}`).error === null, false);
});

test('zero bytes, which a power cut leaves, end what is read', () => {
	assert.deepEqual(readYaml(`a: 1\nb: 2\n${'\0'.repeat(5000)}`), {value: {a: 1, b: 2}, error: 'zero bytes from line 3 on'});
	assert.equal(readYaml('\0\0').error, 'zero bytes from line 1 on');
	assert.equal(readYaml('a: 1\nb: \0c\n').error, 'damaged at line 2, where a zero byte stands', 'what follows is no hole');
});

test('references that unfold without end are refused', () => {
	const levels = Array.from({length: 30}, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}]`);
	const {value, error} = readYaml(`a0: &a0 [x]\n${levels.join('\n')}\n`);
	assert.equal(value, undefined);
	assert.ok(error !== null);
});

test('a key that is null is called so, and an empty text is another', () => {
	const expected = {a: 1, null: 'n'};
	for (const text of ['a: 1\nnull: n\n', 'a: 1\n~: n\n', '{a: 1, : n}\n'])
		assert.deepEqual(readYaml(text, 'PyYAML').value, expected, text);
	assert.deepEqual(readYaml("a: 1\n'': n\n").value, {a: 1, '': 'n'});
});

test('a value that holds itself ends where it begins anew, and that is said', () => {
	const {value, error} = readYaml('a: &a\n  b: *a\n  c: 1\nlr: 0.1\n');
	assert.deepEqual(value, {a: {b: '…', c: 1}, lr: 0.1});
	assert.equal(error, 'without end: a part of it holds itself');
	assert.deepEqual(readYaml('a: &a {b: 1}\nc: [*a, *a]\n'), {value: {a: {b: 1}, c: [{b: 1}, {b: 1}]}, error: null});
});

test('an alias without an anchor before it costs itself alone', () => {
	const {value, error} = readYaml('lr: 0.1\na: *nope\nb: &nope 2\nc: *nope\n');
	assert.deepEqual(value, {lr: 0.1, a: '*nope', b: 2, c: 2});
	assert.equal(error, 'damaged at line 2: no &nope stands before *nope');
});
