import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readFlatYaml} from '../../../source/encodings/yaml/flat-yaml.ts';
import {readYaml} from '../../../source/encodings/yaml/yaml.ts';

test('plain values and flat lists are what the library reads', () => {
	const texts = [
		'0\n',
		'-15\n',
		'+7\n',
		'1795223828004703\n',
		'99999999999999999999\n',
		'0.5\n',
		'-1.5e-3\n',
		'1.\n',
		'.5\n',
		'1e5\n',
		'.nan\n',
		'-.inf\n',
		'0x1f\n',
		'0o17\n',
		'true\n',
		'True\n',
		'TRUE\n',
		'tRUE\n',
		'null\n',
		'Null\n',
		'~\n',
		'\n',
		'lr=0.1 adam\n',
		"'0.05'\n",
		"''\n",
		"'it''s'\n",
		'"best \\xE9"\n',
		'a: 1\n',
		'a:\n',
		'a:b\n',
		'http://host:80/x\n',
		'text # comment\n',
		'text #no\n',
		'two  blanks\n',
		'trailing \n',
		'- a\n- --flag\n- -um\n- 3\n- 0.5\n',
		'- a\n-\n',
		'- - a\n',
		'- k: v\n',
		'- a\n  folded\n',
		'-\n',
		'- \n',
		'---\nx\n',
		'x\n...\n',
		'first\nsecond\n',
		'a: 1\nb: two\n',
		'2026-11-21\n',
		'.\n',
		'[]\n',
		'{}\n',
		'[a, b]\n',
		'@x\n',
		'*x\n',
		'&x y\n',
		'!x y\n',
		'%x\n',
		'key : value\n',
	];
	for (const text of texts) assert.deepEqual(readFlatYaml(text).value, readYaml(text).value, JSON.stringify(text));
});

test('what is no YAML is said', () => {
	assert.match(readFlatYaml('a: [1, 2').error ?? '', /line 1/);
});
