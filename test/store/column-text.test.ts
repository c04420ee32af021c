import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyRow} from '../../source/core/row.ts';
import {columnText} from '../../source/store/texts/column-text.ts';

test('a run without a setting shows none, whatever every object is called by', () => {
	assert.equal(columnText({...emptyRow(), config: {lr: 1}}, 'c:__proto__'), '');
	assert.equal(columnText({...emptyRow(), config: {lr: 1}}, 'c:lr'), '1');
});
