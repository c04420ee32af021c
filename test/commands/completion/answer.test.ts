import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {CommandInput} from '../../../source/commands/command.ts';
import {answerWord, printAnswers} from '../../../source/commands/completion/answer.ts';
import {runCompletion} from '../../../source/commands/completion/completion-command.ts';
import type {AskedKind} from '../../../source/commands/completion/model.ts';
import {makeRow, nowMs} from '../../core/query/rows.ts';

const rows = [
	makeRow({id: 'abc', name: 'resnet', status: 'running', startedAtMs: 1, config: {lr: 0.1}, metrics: {'val/acc': 1, loss: 1}}),
	makeRow({id: 'abd', name: 'abacus', status: 'failed', startedAtMs: 2, config: {lr: 0.2}, metrics: {loss: 2}}),
	makeRow({id: 'x\ty', name: 'ab\nc'}),
];
const ask = (kind: AskedKind, word: string): string[] => answerWord(kind, word, rows, nowMs, 0).map(({value}) => value);

test('the whole word is answered, as the shell replaces it whole', () => {
	assert.deepEqual(ask('query', 'loss<3 status:fa'), ['loss<3 status:failed']);
	assert.deepEqual(ask('field', '-lr,ac'), ['-lr,acc']);
	assert.deepEqual(ask('metric', 'ac'), ['val/acc']);
});

test('runs are offered by id, then by name, the newest first, and never with a line break', () => {
	assert.deepEqual(ask('run', 'ab'), ['abd', 'abc', 'abacus']);
	assert.deepEqual(ask('run', ''), ['abd', 'abc']);
	assert.equal(printAnswers(answerWord('run', 'abc', rows, nowMs, 0)), 'abc\tresnet, running\n');
});

function makeInput(words: string[]): {input: CommandInput; lines: string[]; warnings: string[]} {
	const lines: string[] = [];
	const warnings: string[] = [];
	const input = {
		words,
		flags: {},
		print: (line: string) => lines.push(line),
		printExactly: (line: string) => lines.push(line),
		warn: (line: string) => warnings.push(line),
		isTerminal: false,
		cols: 80,
	};
	return {input, lines, warnings};
}

test('the verb prints the script, and refuses a shell that it does not know', () => {
	const zsh = makeInput(['zsh']);
	assert.equal(runCompletion(zsh.input, [], []), 0);
	assert.match(zsh.lines[0] ?? '', /^#compdef xtui/);
	const wrong = makeInput(['csh']);
	assert.equal(runCompletion(wrong.input, [], []), 2);
	assert.match(wrong.warnings[0] ?? '', /bash, zsh, fish, nushell/);
});
