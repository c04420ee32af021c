import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isInScope, scopeOfText} from '../../../source/core/query/compile/scope.ts';
import {makeRow} from './rows.ts';

const rows = [
	makeRow({name: 'there'}),
	makeRow({name: 'archived', marks: ['archived']}),
	makeRow({name: 'deleted', status: 'deleted', marks: ['archived']}),
];

/** Names of the runs that a query is about, before it chooses among them. */
function about(query: string): string {
	const scope = scopeOfText(query);
	assert.ok(scope !== null, query);
	return rows
		.filter(row => isInScope(row, scope))
		.map(({name}) => name)
		.join(' ');
}

test('a query is about what was put away only where it speaks of that', () => {
	for (const query of [
		'',
		'loss<1',
		'status:finished,failed',
		'status:*',
		'tag:archived',
		'cfg.is:archived',
		'archived or deleted',
	])
		assert.equal(about(query), 'there', query);
	for (const query of ['is:archived', 'is:*', 'not is:deleted', 'loss<1 (is:active or tag:x)', 'status:deleted mark:archived'])
		assert.equal(about(query), 'there archived deleted', query);
	for (const query of ['status:deleted', 'state=deleted', 'status:finished,DEL*'])
		assert.equal(about(query), 'there deleted', query);
	assert.equal(about('-marks:archived'), 'there archived');
	assert.equal(scopeOfText('is:archived ('), null);
});
