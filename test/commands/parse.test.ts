import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FlagSpec} from '../../source/commands/command.ts';
import {parseArguments} from '../../source/commands/parse.ts';

const specs: FlagSpec[] = [
	{name: 'sort', kind: 'string', value: 'KEY', repeated: true, about: ''},
	{name: 'where', kind: 'string', value: 'QUERY', about: ''},
	{name: 'output', short: 'o', kind: 'string', value: 'FILE', about: ''},
	{name: 'json', kind: 'boolean', about: ''},
	{name: 'csv', kind: 'boolean', about: ''},
	{name: 'line', kind: 'boolean', about: ''},
];
const parse = (...argv: string[]) => parseArguments(argv, specs, '1');

test('the value of a flag may begin with a sign, and what follows -- is left alone', () => {
	assert.deepEqual(parse('ls', '--sort', '-loss', '--where', '-has:acc', '--json'), {
		words: ['ls'],
		flags: {sort: ['-loss'], where: '-has:acc', json: true},
	});
	const passed = parse('run', '--', 'train', '--sort', '-x');
	assert.deepEqual('words' in passed && passed.words, ['run', 'train', '--sort', '-x']);
	const short = parse('report', '--where', '-o', 'x.html');
	assert.equal('flags' in short && short.flags.output, 'x.html');
});

test('quotes are a part of what is asked for, wherever it stands', () => {
	const phrase = '"paper table" or "mfu(%)">40 "x"';
	for (const argv of [
		['ls', `--where=${phrase}`],
		['ls', '--where', phrase],
	])
		assert.deepEqual(parse(...argv), {words: ['ls'], flags: {where: phrase, sort: []}});
	for (const text of ["'a'", '"', '"a', '""'])
		assert.deepEqual(parse('ls', `--where=${text}`), {words: ['ls'], flags: {where: text, sort: []}}, text);
	assert.deepEqual(parse('ls', '"a b"', '007', '1e5'), {words: ['ls', '"a b"', '007', '1e5'], flags: {sort: []}});
});

test('a query that is taken for a flag is told where it goes', () => {
	assert.deepEqual(parse('ls', '-status:failed'), {
		fault: "there is no flag -s; a query that begins with - is given as --where='-status:failed'",
	});
	const said = parseArguments(
		['label', 'run-1', '- a'],
		[...specs, {name: 'value', kind: 'string', value: 'TEXT', about: ''}],
		'1',
	);
	assert.deepEqual(said, {
		fault: "there is no flag -; a text that begins with - is given as --value='- a', a query as --where='- a'",
	});
	assert.deepEqual(parse('ls', '--nosuch'), {fault: 'there is no flag --nosuch; see xtui --help'});
});

test('an answer is written in one form', () => {
	assert.deepEqual(parse('ls', '--csv', '--json'), {
		fault: '--json and --csv say how the answer is written: give one of them',
	});
	assert.ok('fault' in parse('status', '--line', '--json'));
	assert.deepEqual(parse('ls', '--csv'), {words: ['ls'], flags: {csv: true, sort: []}});
});
