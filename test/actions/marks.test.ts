import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Ports} from '../../source/actions/action.ts';
import {pressKeys} from '../../source/actions/dispatch.ts';
import {allActions} from '../../source/actions/registry.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {look} from '../../source/store/store.ts';
import {fakeNowMs, fakeRow} from '../ui/fake-rows.ts';
import {type Desk, key, openDesk} from './press.ts';

const rows = ['a', 'b', 'c', 'd'].map((name, at) => fakeRow({key: at, name, config: {lr: at % 2}}));
const marked = ({store}: Desk) => [...store.getState().view.marked].map(run => rows[run]!.name).join('');
const noticeOf = ({store}: Desk) => store.getState().view.notice?.text ?? null;

test('Space marks and takes marks away, so many lines at once, or a whole group; v marks a range, * all, u none', () => {
	for (const [keys, expected, here] of [
		['space', 'a', 'b'],
		['space k space', '', 'b'],
		['3 space', 'abc', 'd'],
		['space j 2 space', 'acd', 'd'],
		['3 space g g 4 space', 'abcd', 'd'],
		['4 space g g 2 space', 'cd', 'c'],
		['v j j v k', 'abc', 'b'],
		['v j j space k', 'abc', 'b'],
		['j v k', 'ab', 'a'],
		['j v j k', 'b', 'b'],
		['* j u', '', 'b'],
		['v j u j', '', 'c'],
		['v *', 'abcd', 'a'],
		['v * j', 'abcd', 'b'],
	] as const) {
		const desk = openDesk(rows);
		desk.press(keys);
		assert.deepEqual([marked(desk), desk.here()], [expected, here], keys);
	}
	const grouped = openDesk(rows);
	look(grouped.store, {group: ['lr']});
	grouped.press('g g space');
	assert.equal(marked(grouped).length, 2, 'the heading stands for its runs');
	grouped.press('g g space');
	assert.equal(marked(grouped), '');
});

test('b makes a run the baseline, or none where it is that already', () => {
	const desk = openDesk(rows);
	desk.press('j b');
	assert.deepEqual([noticeOf(desk), desk.store.getState().view.baseline], ['Baseline: b', 1]);
	desk.press('b');
	assert.deepEqual([noticeOf(desk), desk.store.getState().view.baseline], ['No baseline', null]);
});

test('F drops the last condition of the filter', () => {
	for (const [filter, left] of [
		['lr<1 name~a', 'lr<1'],
		['lr<1', ''],
		['lr<1 or name~a', ''],
	] as const) {
		const desk = openDesk(rows);
		look(desk.store, {filter});
		desk.press('F');
		assert.equal(desk.store.getState().view.filter, left, filter);
	}
});

test('what a run is called, where it lies and how it was started is copied; what is too long says so', () => {
	const copied: string[] = [];
	const press = (desk: Desk, keys: string, fits = true) => {
		const ports = {
			measure: () => {},
			copy: (text: string) => {
				copied.push(text);
				return fits;
			},
		} as unknown as Ports;
		pressKeys(desk.store, allActions, ports, keys.split(' ').map(key), fakeNowMs);
		return [copied.pop() ?? null, noticeOf(desk)];
	};
	const desk = openDesk(rows);
	look(desk.store, {filter: "name!='d e'", metrics: ['acc']});
	const [path, id] = [rows[0]!.path, rows[0]!.id];
	assert.deepEqual(press(desk, 'y p'), [path, 'Copied the path']);
	assert.deepEqual(press(desk, 'y i', false), [id, 'The id is too long for the clipboard']);
	assert.deepEqual(press(desk, 'y q'), ["name!='d e'", 'Copied the filter']);
	assert.match(press(desk, 'y v')[0]!, /^0\.9271\d+$/);
	assert.match(press(desk, 'y l')[0]!, /^xtui ls \/exp '.*name!=/);
	assert.deepEqual(press(desk, 'y c'), [null, 'Enter opens the run: y c copies its command there']);
	const facts = {...emptyFacts(), command: {argv: ['python', 'my train.py'], cwd: '/exp'}};
	const detail = {...desk.store.getState().detail!, run: 0, facts};
	desk.store.setState({detail});
	assert.deepEqual(press(desk, 'y c'), ["python 'my train.py'", 'Copied the command']);
	desk.store.setState({detail: {...detail, run: 3}});
	assert.deepEqual(press(desk, 'y c')[0], null, 'the command of another run is not copied');
	assert.deepEqual(press(openDesk(rows), 'y q'), [null, 'Nothing on y q here: ? shows the keys'], 'there is no filter');
});

test('T goes through the shapes of the tree and says which it is; in groups there are no folders', () => {
	const said = (group: readonly string[]) => {
		const desk = openDesk(rows);
		look(desk.store, {group});
		return ['T', 'T', 'T'].map(press => {
			desk.press(press);
			return noticeOf(desk)!;
		});
	};
	assert.equal(new Set(said([])).size, 3);
	assert.ok(said([]).includes('Runs below their folders'));
	assert.ok(!said(['lr']).includes('Runs below their folders'));
});
