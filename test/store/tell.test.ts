import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Dialog} from '../../source/store/acting/dialog.ts';
import {planTelling, withTelling} from '../../source/store/acting/tell.ts';
import type {State} from '../../source/store/state.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from '../ui/fake-rows.ts';

const rows = [
	fakeRow({key: 0, name: 'lives', status: 'running', step: 500}),
	fakeRow({key: 1, name: 'done', status: 'finished'}),
	fakeRow({key: 2, name: 'hangs', status: 'stalled', step: 500}),
];

/** What a dialog opened with W for all three runs, and one that is gone, would wait for with the keys given. */
function waits(keys: string): {dialog: Dialog; state: State; says: string[]} {
	const desk = openDesk(rows);
	desk.press(`W${keys === '' ? '' : ` ${keys}`}`);
	const state = desk.store.getState();
	const dialog = {...state.view.dialog!, runs: [0, 1, 2, 9]};
	const {runs} = planTelling(dialog, state);
	return {dialog, state, says: runs.map(({run, lines, refusal}) => `${run?.name}: ${refusal ?? lines[0]?.text}`)};
}

test('the dialog says of each run what would be waited for, or why that cannot be', () => {
	for (const [keys, expected] of [
		['', ['lives: until it ends, then rings and tells', 'done: that holds already: finished, end record in the log']],
		['l', ['lives: until it fails or diverges, then rings and tells', 'done: it does not run: finished']],
		['l l', ['lives: until it stalls, then rings and tells', 'done: it does not run: finished']],
		['l l l', ['lives: there is no condition yet', 'done: there is no condition yet']],
		[
			'l l l tab l o s s < 0 . 0 0 1',
			['lives: until loss<0.001, then rings and tells', 'done: until loss<0.001, then rings and tells'],
		],
		[
			'l l l tab s t e p > 9 0 0',
			['lives: until step>900, then rings and tells', 'done: that holds already: finished, end record in the log'],
		],
		['l l l tab (', ['lives: The parenthesis is not closed', 'done: The parenthesis is not closed']],
		['h', ['lives: for nothing any more', 'done: for nothing any more']],
	] as const) {
		const {says} = waits(keys);
		assert.deepEqual(says.slice(0, 2), expected, keys);
		assert.equal(says.length, 3, 'of a run that is gone nothing is said');
	}
	assert.match(waits('l l').says[2]!, /^hangs: that holds already: stalled/);
});

test('a wish takes the place of what was wished of its runs before, and stands for those that can fulfil it', () => {
	const before = {keys: new Set([0, 5]), on: 'stall', condition: '', matches: null} as const;
	for (const [keys, expected] of [
		[
			'',
			[
				[[5], 'stall'],
				[[0, 2], 'end'],
			],
		],
		[
			'l l',
			[
				[[5], 'stall'],
				[[0], 'stall'],
			],
		],
		[
			'l l l tab s t e p > 9 0 0',
			[
				[[5], 'stall'],
				[[0, 2], 'condition'],
			],
		],
		['l l l tab s t e p > 1', [[[5], 'stall']]],
		['l l l tab (', [[[5], 'stall']]],
		['h', [[[5], 'stall']]],
	] as const) {
		const {dialog, state} = waits(keys);
		const wishes = withTelling(dialog, {...state, tellings: [before, {...before, keys: new Set([1])}]});
		assert.deepEqual(
			wishes.map(({keys, on}) => [[...keys], on]),
			expected,
			keys,
		);
	}
});
