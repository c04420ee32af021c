import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Json, JsonObject} from '../../../source/core/run.ts';
import {commandOf} from '../../../source/formats/flexlock/command.ts';
import {inlineYaml} from '../../../source/formats/flexlock/record/inline-yaml.ts';
import {recordOf} from '../../../source/formats/flexlock/record/record.ts';

test('texts that flexlock would read as something else have quotes in an override', () => {
	const read: [Json, string][] = [
		['ok', 'ok'],
		['results/prep/clean.csv', 'results/prep/clean.csv'],
		['../data', '../data'],
		['ünï', 'ünï'],
		['null', '"null"'],
		['True', '"True"'],
		['on', '"on"'],
		['0o17', '"0o17"'],
		['1e-3', '"1e-3"'],
		['.5', '".5"'],
		['2024-01-02', '"2024-01-02"'],
		['12:30:45', '"12:30:45"'],
		['', '""'],
		['a: b # c', '"a: b # c"'],
		['@big', '"@big"'],
		['é\nline2\u2028\u0085', '"é\\nline2\\u2028\\u0085"'],
		['10000000000000000000000000', '10000000000000000000000000'],
		['12345', '"12345"'],
		[1e-5, '0.00001'],
		[Number.NaN, '.nan'],
		[Number.NEGATIVE_INFINITY, '-.inf'],
		[null, 'null'],
		[true, 'true'],
		[[1, ['x', {a: null, 'b c': 'no'}]], '[1,[x,{a: null,"b c": "no"}]]'],
	];
	for (const [value, text] of read) assert.equal(inlineYaml(value), text);
	assert.equal(inlineYaml(`\${root}/a`), null);
});

test('the command of a task gives its own values, also those within others', () => {
	const config: JsonObject = {
		_preset_: {defaults: 'cm:cfg', select: ['train'], overrides: ['root=x'], overrides_after_select: []},
		_target_: 'st.train',
		model: {_target_: 'st.Net', width: 3, name: '0x1F'},
		'odd.key': 1,
		save_dir: 'results/a',
	};
	assert.deepEqual(commandOf(recordOf({parent: 'results/run.lock', config}), '/w')?.argv, [
		...['flexlock-run', '-d', 'cm:cfg', '-s', 'train', '-o', 'root=x'],
		...['train.model.width=3', 'train.model.name="0x1F"', 'train.save_dir=results/a', '--force'],
	]);
});

test('the directory is given, as the config may lead elsewhere by now, or never led there', () => {
	const argvOf = (directory: string, overrides: string[] = []) => {
		const preset = {defaults: 'cm:cfg', select: 'clean', overrides, overrides_after_select: ['lr=1'], merges: []};
		const record = {result_storage: 'record', config: {_preset_: preset, scale: 2, save_dir: directory}};
		return commandOf(recordOf(record), '/w')?.argv.slice(5);
	};
	assert.deepEqual(argvOf('out/clean'), ['-O', 'lr=1', 'save_dir=out/clean', '--force']);
	assert.deepEqual(argvOf('out/clean_0000'), ['-O', 'lr=1', 'save_dir=out/clean_0000', '--force']);
	const stamped = argvOf('out/clean/2026-11-27T09-24-42', ['clean.save_dir=out/clean']);
	const given = ['-o', 'clean.save_dir=out/clean', '-O', 'lr=1', 'save_dir=out/clean/2026-11-27T09-24-42', '--force'];
	assert.deepEqual(stamped, given);
	const typed = argvOf('out/clean_0000', ['clean.save_dir=out/clean_0000']);
	assert.deepEqual(typed, ['-o', 'clean.save_dir=out/clean_0000', '-O', 'lr=1', '--force']);
});

test('a run of 0.9, which may be an item of a sweep that nothing tells of, gives its own values', () => {
	const preset = {
		defaults: 'cm:cfg',
		select: 'clean',
		overrides: ['clean.save_dir=out/g/a'],
		overrides_after_select: [],
		merges: [],
	};
	const record = recordOf({fingerprint: 'f', repos: {}, config: {_preset_: preset, lr: 0.1, save_dir: 'out/g/a'}});
	assert.deepEqual(commandOf(record, '/w')?.argv.slice(5), ['-o', 'clean.save_dir=out/g/a', 'clean.lr=0.1', '--force']);
});

test('code that lay in no file has no command', () => {
	const record = (filepath: string) => recordOf({caller: {filepath}, config: {param: 2, save_dir: 'out'}});
	assert.equal(commandOf(record('<dynamic-code>'), '/w'), null);
	assert.deepEqual(commandOf(record('process.py'), '/w')?.argv.slice(0, 2), ['python', 'process.py']);
});
