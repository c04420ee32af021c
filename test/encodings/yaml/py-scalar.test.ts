import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readFlatYaml} from '../../../source/encodings/yaml/flat-yaml.ts';
import {resolveOmegaScalar, resolvePyScalar} from '../../../source/encodings/yaml/py-scalar.ts';
import {readSimpleYaml} from '../../../source/encodings/yaml/simple-yaml.ts';
import {readAnyYaml, readYaml, type YamlValue} from '../../../source/encodings/yaml/yaml.ts';

/** As `yaml.safe_load` of PyYAML 6.0 reads them. */
const read: [string, YamlValue][] = [
	['0', 0],
	['-0', 0],
	['+7', 7],
	['1_000', 1000],
	['010', 8],
	['-010', -8],
	['00', 0],
	['08', '08'],
	['0o17', '0o17'],
	['0b101', 5],
	['0x1F', 31],
	['-0x1f', -31],
	['1:30', 90],
	['-1:30', -90],
	['190:20:30.15', 685230.15],
	['1:60', '1:60'],
	['12:30:45', 45045],
	['1e-3', '1e-3'],
	['1e5', '1e5'],
	['1.5e3', '1.5e3'],
	['1.5e+3', 1500],
	['1.e-3', 0.001],
	['1.', 1],
	['.5', 0.5],
	['-.5', '-.5'],
	['0.1', 0.1],
	['1_0.5', 10.5],
	['.', '.'],
	['-', '-'],
	['.inf', Number.POSITIVE_INFINITY],
	['-.INF', Number.NEGATIVE_INFINITY],
	['+.inf', Number.POSITIVE_INFINITY],
	['.NaN', Number.NaN],
	['.nAn', '.nAn'],
	['yes', true],
	['On', true],
	['OFF', false],
	['No', false],
	['y', 'y'],
	['tRUE', 'tRUE'],
	['~', null],
	['Null', null],
	['2026-11-21', '2026-11-21'],
	['--flag', '--flag'],
	['-um', '-um'],
	['9007199254740991', 9007199254740991],
	['9007199254740993', '9007199254740993'],
	['-10000000000000000000000000', '-10000000000000000000000000'],
	['0x20000000000001', '9007199254740993'],
	['0x_', '0x_'],
];

test('scalars without quotes mean what they mean to PyYAML', () => {
	for (const [text, value] of read) assert.deepEqual(resolvePyScalar(text), value, text);
});

test('all readers agree on them, alone, in a list and in a map', () => {
	for (const [text, value] of read) {
		if (text === '-') continue;
		assert.deepEqual(readFlatYaml(`${text}\n`, 'PyYAML'), {value, error: null}, text);
		assert.deepEqual(readFlatYaml(`- ${text}\n- a\n`, 'PyYAML').value, [value, 'a'], text);
		assert.deepEqual(readYaml(`a: ${text}\nb: 'no'\nc: [${text}]\n`, 'PyYAML').value, {a: value, b: 'no', c: [value]}, text);
		const simple = readSimpleYaml(`a: ${text}\nb:\n- ${text}\n`, resolvePyScalar);
		assert.deepEqual(simple ?? {a: value, b: [value]}, {a: value, b: [value]}, text);
		assert.deepEqual(readAnyYaml(`a: ${text}\nb: "${text}"\n`, 'PyYAML').value, {a: value, b: text}, text);
	}
	assert.deepEqual(readYaml('a:\nb: {}\n', 'PyYAML').value, {a: null, b: {}});
	assert.deepEqual(readAnyYaml('a:\nb: |\n  10\n', 'PyYAML').value, {a: null, b: '10\n'});
	assert.deepEqual(readYaml('a: 010\nb: 1e-3\nc: yes\n').value, {a: 10, b: 0.001, c: 'yes'}, 'others keep to YAML 1.2');
});

/** As `OmegaConf.load` of OmegaConf 1.4, 2.3 and 2.4 reads them where PyYAML has something else, or the core schema has. */
const omega: [string, YamlValue][] = [
	['1e-3', 0.001],
	['1e5', 100000],
	['1.5e3', 1500],
	['1.e3', 1000],
	['1_000e3', 1000000],
	['+1e3', 1000],
	['-1E-3', -0.001],
	['.5e-3', 0.0005],
	['.5e3', '.5e3'],
	['1e', '1e'],
	['1_e3', '1_e3'],
	['0o17', '0o17'],
	['-0o17', '-0o17'],
	['010', 8],
	['1:30', 90],
	['yes', true],
];

test('scalars without quotes mean to OmegaConf what they mean to PyYAML, and exponents are those of numbers', () => {
	for (const [text, value] of omega) {
		assert.deepEqual(resolveOmegaScalar(text), value, text);
		assert.deepEqual(readYaml(`a: ${text}\n`, 'OmegaConf').value, {a: value}, text);
		assert.deepEqual(
			readAnyYaml(`a: ${text}\nb: "${text}"\nc: [${text}]\n`, 'OmegaConf').value,
			{a: value, b: text, c: [value]},
			text,
		);
	}
});
