import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {readSimpleYaml} from '../../../source/encodings/yaml/simple-yaml.ts';
import {readAnyYaml} from '../../../source/encodings/yaml/yaml.ts';
import {seededRandom} from '../../formats/load-fixture.ts';

const root = path.resolve('test/fixtures/flexlock');
const texts = readdirSync(root, {recursive: true, encoding: 'utf8'})
	.filter(name => /(run\.lock|config\.yaml|run\.lock\.tasks)$/.test(name))
	.map(name => readFileSync(path.join(root, name), 'utf8'));

/** Where the fast reader answers at all, it says what the library says. */
function agrees(text: string): boolean {
	const simple = readSimpleYaml(text);
	if (simple === undefined) return false;
	const {value, error} = readAnyYaml(text);
	assert.equal(error, null, text);
	assert.deepEqual(simple, value, text);
	return true;
}

test('records of flexlock are read as by the library, nearly all of them without it', () => {
	assert.ok(texts.filter(agrees).length >= texts.length - 2);
});

test('values of every kind mean the same, or are left to the library', () => {
	const values = [
		'1',
		'-1',
		'+1',
		'01',
		'0x1f',
		'0o17',
		'1_000',
		'1e5',
		'1.0e-05',
		'.5',
		'5.',
		'.inf',
		'-.INF',
		'.NaN',
		'9007199254740993',
		'true',
		'True',
		'yes',
		'null',
		'~',
		'Null',
		"''",
		"'it''s'",
		'"a b"',
		'"a\\nb"',
		'2026-11-21',
		'2026-11-21 01:25:13',
		'12:30:45',
		'a: b',
		'a:b',
		'a #b',
		'a#b',
		'-',
		'- a',
		'-a',
		'?x',
		'*a',
		'&a x',
		'!t x',
		'|',
		'>',
		'%x',
		'@x',
		'`x',
		'[1, 2]',
		'{a: 1}',
		'[]',
		'{}',
		'x,y',
		'ünï',
		'"',
		"'",
		'...',
		'---',
		'=',
		'<<',
		'/a/b',
		'$x',
		['$', '{x}'].join(''),
		'a: ',
		': a',
		':a',
		'a\\b',
		'nan',
		'NULL',
		'1e400',
		'-0',
		'0.0',
		"'a' b",
		'"a" b',
	];
	for (const value of values) {
		for (const form of [
			`k: ${value}\n`,
			`- ${value}\n`,
			`${value}: 1\n`,
			`k:\n- x: ${value}\n  y: 2\n`,
			`k:\n  ${value}\n`,
			`k: ${value}\n  more\n`,
		])
			agrees(form);
	}
	for (const value of ['1', '1.0e-05', 'true', 'null', 'text', "'it''s'", '2026-11-21T01:25:13', '/a/b'])
		assert.ok(agrees(`k: ${value}\n`), value);
});

test('shapes mean the same, or are left to the library', () => {
	for (const text of [
		'',
		'\n',
		'a:\n',
		'a:\nb:\n',
		'a:\n- 1\n- 2\nb: 3\n',
		'a:\n  - 1\n  - 2\n',
		'- a: 1\n  b:\n  - c\n- d\n',
		'- - 1\n',
		'-\n',
		'a:\n  b: 1\n c: 2\n',
		'a: 1\n\nb: 2\n',
		'a: x\n\n  y\n',
		' a: 1\n',
		'a: 1\na: 2\n',
		'__proto__: 1\n',
		'a: 1\n- b\n',
		'- b\na: 1\n',
		'# c\na: 1\n',
		'a: 1 # c\n',
		'---\na: 1\n',
		"a: 'x\n  y'\n",
		'a: "x\n  b: y"\n',
		'a: |\n  text\n',
		'a\n',
		'1\n',
		'null: 1\n',
		'1: 2\n',
		'a:   \n  b: 1\n',
		'a:\tb\n',
		'a: 1\r\nb: 2\r\n',
		'-  a: 1\n   b: 2\n',
		'a:\n    b: 1\n    c:\n      - d\n',
	])
		agrees(text);
});

test('damaged records mean the same, or are left to the library', () => {
	const random = seededRandom(17);
	const signs = ' :-\n\'"#[]{}&*!|>%@`,?~0a\t';
	for (let round = 0; round < 3000; round++) {
		const text = texts[random(texts.length)]!.slice(0, 600);
		const from = random(text.length);
		const changed =
			random(3) === 0 ? text.slice(0, from) : text.slice(0, from) + signs[random(signs.length)] + text.slice(from + random(3));
		agrees(changed);
	}
});
