import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isTable, rowsOf} from '../../../source/formats/autoresearch/rows.ts';

const tsv = (...lines: string[][]) => `${lines.map(cells => cells.join('\t')).join('\n')}\n`;
const head = ['commit', 'val_bpb', 'memory_gb', 'status', 'description'];

test('a table of experiments is told by what was decided of them', () => {
	const named = ['name', 'score', 'status', 'description'];
	const cases: [string, string, boolean][] = [
		['with commits alone', tsv(head), true],
		['without commits and rows', tsv(named), false],
		['with a decision', tsv(named, ['a', '0.5', 'keep', 'first']), true],
		['with a decision of a commit', tsv(head, ['abc1234', '0.5', '1', 'baseline', 'first']), true],
		['with such words and no commits', tsv(named, ['a', '0.5', 'accepted', 'first']), false],
		['with a metric of a commit', tsv(['git_commit', ...named.slice(1)], ['abc1234', '0.5', 'ok', 'first']), true],
		['with another number of one', tsv(['git_commit', 'seconds', ...named.slice(2)], ['abc1234', '5', 'ok', 'first']), false],
		['without results', tsv(head, ['abc1234', '-', '', 'keep', 'first']), false],
		['that failed alone', tsv(head, ['abc1234', '0', '0', 'crash', 'first']), true],
		['of a build', tsv(named, ['a', '1', 'passed', 'first']), false],
		['without a status', tsv(['commit', 'score', 'description'], ['abc1234', '0.5', 'keep']), false],
		['without descriptions', tsv(['commit', 'score', 'status'], ['abc1234', '0.5', 'keep']), false],
	];
	for (const [which, text, expected] of cases) assert.equal(isTable(text), expected, which);
});

test('numbers are results, words are settings; zeros of what gave nothing are none', () => {
	const text = tsv(
		['\ufeffcommit', 'val_bpb', 'model', 'status', 'description'],
		['abc1234', '0.5', 'wide', 'keep', 'one', 'more'],
		['abc1235', '0', '-', 'crash', '"said ""no"""'],
		['abc1236', '0', 'n/a', 'discard', '"'],
		['abc1237', '0.25'],
		['abc1234', '0', 'deep', 'discard', 'again'],
	);
	const told = rowsOf(text).map(({key, decision, description, results, words}) => [key, decision, description, results, words]);
	assert.deepEqual(told, [
		['abc1234', 'keep', 'one more', {val_bpb: 0.5}, {model: 'wide'}],
		['abc1235', 'crash', 'said "no"', {}, {}],
		['abc1236', 'discard', '"', {}, {}],
		[told[3]![0], 'discard', 'again', {}, {model: 'deep'}],
	]);
	assert.notEqual(told[3]![0], 'abc1234', 'a commit that was tried again is another experiment');
	const [first] = rowsOf(tsv(['name', 'loss', 'status', 'description'], ['a', '1', 'keep', 'x']));
	assert.deepEqual([first!.commit, first!.results, rowsOf('a\tb\n1\t2\n')], ['a', {loss: 1}, []]);
});
