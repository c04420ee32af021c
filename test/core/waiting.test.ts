import assert from 'node:assert/strict';
import test from 'node:test';
import {compileQuery} from '../../source/core/query/compile/compile.ts';
import {selectConcerned} from '../../source/core/query/compile/static-parts.ts';
import type {RunRow} from '../../source/core/row.ts';
import type {Status} from '../../source/core/status.ts';
import {Waiting} from '../../source/core/waiting.ts';
import {makeRow, nowMs} from './query/rows.ts';

function compile(text: string, rows: readonly RunRow[]) {
	const compiled = compileQuery(text, {rows});
	assert.ok(compiled.ok);
	return compiled.query;
}

/** Looks at one list of statuses after the other, five seconds apart, and tells the states that waiting went through. */
function follow(text: string, all: boolean, ...looks: Record<string, Status>[]): string[] {
	const waiting = new Waiting(all);
	const keys = new Map<string, number>();
	return looks.map((look, at) => {
		const rows = Object.entries(look).map(([name, status]) => {
			const row = makeRow({name, status});
			keys.set(name, keys.get(name) ?? row.key);
			return {...row, key: keys.get(name)!};
		});
		return waiting.look(compile(text, rows), rows, nowMs + at * 5000).state;
	});
}

test('a query is about the runs that its lasting conditions choose', () => {
	const rows = [
		makeRow({name: 'vit-1', config: {lr: 0.1}, metrics: {loss: 1}}),
		makeRow({name: 'vit-2', config: {lr: 0.2}, metrics: {loss: 1}}),
		makeRow({name: 'mlp', config: {lr: 0.1}}),
	];
	const names = (text: string) => selectConcerned(compile(text, rows), rows, nowMs).rows.map(({name}) => name);
	assert.deepEqual(names('name:vit-* loss<0.3'), ['vit-1', 'vit-2']);
	assert.deepEqual(names('lr=0.1 status:finished'), ['vit-1', 'mlp']);
	assert.deepEqual(names('vit -status:running'), ['vit-1', 'vit-2']);
	assert.deepEqual(names('(name:mlp or loss<1) runtime>1h'), ['vit-1', 'vit-2', 'mlp']);
	assert.deepEqual(names('status:finished'), ['vit-1', 'vit-2', 'mlp']);
});

test('it is met by one run, or with all by every run that the query is about', () => {
	const looks: Record<string, Status>[] = [
		{a: 'running', b: 'running'},
		{a: 'finished', b: 'running'},
		{a: 'finished', b: 'finished'},
	];
	assert.deepEqual(follow('status:finished', false, ...looks), ['waiting', 'met', 'met']);
	assert.deepEqual(follow('status:finished', true, ...looks), ['waiting', 'waiting', 'met']);
	assert.deepEqual(follow('name:a status:finished', true, ...looks), ['waiting', 'met', 'met']);
	assert.deepEqual(follow('status:finished', true, {}), ['waiting']);
});

test('a run that it is about and that fails meanwhile ends it; another one does not', () => {
	const looks: Record<string, Status>[] = [
		{a: 'running', b: 'running'},
		{a: 'running', b: 'failed'},
	];
	assert.deepEqual(follow('status:finished', false, ...looks), ['waiting', 'failed']);
	assert.deepEqual(follow('name:a status:finished', false, ...looks), ['waiting', 'waiting']);
	assert.deepEqual(follow('status:failed,crashed', false, ...looks), ['waiting', 'met']);
});

test('a crash counts when it lasts: the record of the end may come a moment after the process has gone', () => {
	const lasts: Record<string, Status>[] = [{a: 'running'}, {a: 'crashed'}, {a: 'crashed'}];
	assert.deepEqual(follow('status:finished', false, ...lasts), ['waiting', 'waiting', 'failed']);
	assert.deepEqual(follow('status:crashed', false, ...lasts), ['waiting', 'waiting', 'met']);
	const ends: Record<string, Status>[] = [{a: 'running'}, {a: 'crashed'}, {a: 'finished'}];
	assert.deepEqual(follow('status:finished', false, ...ends), ['waiting', 'waiting', 'met']);
});

test('a failure of old ends it only where nothing is left that could fulfil the query', () => {
	assert.deepEqual(follow('name:a status:finished', false, {a: 'failed', b: 'running'}), ['failed']);
	assert.deepEqual(follow('name~"^[ab]" status:finished', false, {a: 'failed', b: 'running'}), ['waiting']);
	assert.deepEqual(follow('loss<0', false, {a: 'failed', b: 'finished'}), ['waiting']);
	assert.deepEqual(follow('loss<0', false, {a: 'failed', b: 'failed'}), ['failed']);
	assert.deepEqual(follow('status:finished', true, {a: 'failed', b: 'running'}), ['failed']);
});
