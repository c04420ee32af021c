import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery} from '../../../source/core/query/compile/compile.ts';
import {addCondition, conditionFor, dropChip, listChips, setDirective} from '../../../source/core/query/language/edit.ts';
import {makeRow, nowMs} from './rows.ts';

test('a query shows as chips, and each can be dropped', () => {
	const text = 'status:running (a or b) -tag:bad sort:-acc limit:5';
	assert.deepEqual(
		listChips(text).map(chip => chip.text),
		['status:running', '(a or b)', 'not tag:bad', 'sort:-acc', 'limit:5'],
	);
	assert.equal(dropChip(text, 1), 'status:running not tag:bad sort:-acc limit:5');
	assert.equal(dropChip('a or b', 0), '');
	assert.equal(dropChip('half "typed', 0), 'half "typed');
});

test('filtering by a value and excluding it select what they say', () => {
	const rows = [makeRow({config: {opt: 'a b', lr: 1e-7}, tags: ['x', 'y']}), makeRow({config: {opt: 'c*'}}), makeRow()];
	for (const [field, value, wanted] of [
		['opt', 'a b', 0],
		['opt', 'c*', 1],
		['lr', 1e-7, 0],
		['tag', ['x', 'y'], 0],
	] as const) {
		for (const exclude of [false, true]) {
			const text = addCondition('status:finished or name:run sort:lr', conditionFor(field, value, exclude));
			const compiled = compileQuery(text, {rows});
			assert.ok(compiled.ok, text);
			const chosen = rows.map((row, i) => (compiled.query.matches(row, nowMs) ? i : -1)).filter(i => i >= 0);
			assert.deepEqual(chosen, exclude ? [0, 1, 2].filter(i => i !== wanted) : [wanted], text);
			assert.equal(compiled.query.sort.length, 1);
		}
	}
	assert.deepEqual(
		[false, true].map(exclude => conditionFor('opt', null, exclude)),
		['not has:opt', 'has:opt'],
	);
	assert.deepEqual(
		['', 'b c', 'b or c', 'half "typed'].map(text => addCondition(text, 'a')),
		['a', 'b c a', '(b or c) a', 'half "typed'],
	);
});

test('a directive is replaced or taken away', () => {
	assert.equal(setDirective('a sort:x limit:3 sort:y', 'sort', 'sort:-loss'), 'a limit:3 sort:-loss');
	assert.equal(setDirective('a sort:x', 'sort', null), 'a');
	assert.equal(setDirective('half "typed', 'sort', null), 'half "typed');
});
