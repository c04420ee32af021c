import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import {metricColumnId} from '../../source/store/columns/metric-column.ts';
import {selectBest} from '../../source/store/selectors.ts';
import {createScreenStore, receive} from '../../source/store/store.ts';
import {makeRow} from '../core/query/rows.ts';
import {fakeNowMs} from '../ui/fake-rows.ts';

function storeOf(rows: RunRow[]) {
	const store = createScreenStore(['/exp'], fakeNowMs);
	const reading = {scanned: true, directories: 3, runs: 3, bytesRead: 9, bytesLeft: 0, runsLeft: 0, problems: []};
	const nothing = {removed: [], sparks: [], curves: [], detail: null, log: null};
	receive(store, {type: 'update', rows, reading, ...nothing}, fakeNowMs);
	return store;
}

test('the star of a column stands on the best of the runs that break no constraint', () => {
	const rows = [3, 1, 2].map((loss, at): RunRow => {
		const row: RunRow = {...makeRow({name: `run ${at}`, metrics: {loss}}), key: at + 1, goals: {loss: 'down'}};
		return loss === 1 ? {...row, infeasible: 'infeasible: constraint 0 is 1, above 0'} : row;
	});
	const store = storeOf(rows);
	assert.deepEqual([...selectBest(store.getState(), metricColumnId('loss', 'last'))], [3]);
});

test('no star stands in a column of which trackers contradict each other which way is better', () => {
	const rows = (['down', 'up', 'up'] as const).map((goal, at): RunRow => {
		const row = makeRow({name: `run ${at}`, metrics: {score: at / 10}});
		return {...row, key: at + 1, goals: {score: goal}};
	});
	const starred = (all: RunRow[]) => [...selectBest(storeOf(all).getState(), metricColumnId('score', 'last'))];
	assert.deepEqual([starred(rows), starred(rows.slice(1))], [[], [3]]);
});
