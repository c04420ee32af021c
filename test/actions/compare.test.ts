import assert from 'node:assert/strict';
import {test} from 'node:test';
import {axisKey} from '../../source/core/series/axis.ts';
import {comparedKeys, comparedRows} from '../../source/store/compare/compared.ts';
import {look} from '../../source/store/store.ts';
import {topScreen} from '../../source/store/view.ts';
import {fakeRow} from '../ui/fake-rows.ts';
import {type Desk, openDesk} from './press.ts';

const rows = Array.from({length: 14}, (_, key) => fakeRow({key, name: String.fromCharCode(97 + key), config: {lr: key % 2}}));
const viewOf = ({store}: Desk) => store.getState().view;
const noticeOf = (desk: Desk) => viewOf(desk).notice?.text ?? null;
/** Compared runs in the order of their columns. */
const columns = (desk: Desk) =>
	comparedRows(desk.store.getState(), comparedKeys(viewOf(desk)))
		.map(({name}) => name)
		.join('');
const chosen = (desk: Desk) => rows[viewOf(desk).compared ?? -1]?.name ?? null;

test('c compares what is marked in the order of the list, else the baseline with the run under the cursor, or a group', () => {
	for (const [keys, expected] of [
		['j j space g g space c', 'ac'],
		['b j c', 'ab'],
		['b j j space c', 'adc'],
		['j b j space space c', 'cd'],
	] as const) {
		const desk = openDesk(rows);
		desk.press(keys);
		assert.equal([...columns(desk)].sort().join(''), [...expected].sort().join(''), keys);
		assert.equal(columns(desk)[0], expected[0], 'the baseline, else the first, stands first');
	}
	const grouped = openDesk(rows);
	look(grouped.store, {group: ['lr']});
	grouped.press('g g c');
	assert.equal(columns(grouped).length, 7);
	const alone = openDesk(rows);
	alone.press('c');
	assert.equal(topScreen(viewOf(alone)).kind, 'runs');
	assert.match(noticeOf(alone)!, /^Mark two with Space to compare/);
	const many = openDesk(rows);
	many.press('* c');
	assert.deepEqual([columns(many).length, noticeOf(many)], [12, 'The first 12 of 14 runs are compared']);
});

test('{ and } choose a run of the comparison up to its ends, p pins it behind the baseline, b makes it that, o hides it', () => {
	const desk = openDesk(rows);
	desk.press('4 space c } }');
	assert.equal(chosen(desk), 'c');
	desk.press('9 }');
	assert.equal(chosen(desk), 'd');
	desk.press('p');
	assert.deepEqual([columns(desk), chosen(desk)], ['adbc', 'd'], 'the pinned one stays the chosen one');
	desk.press('p');
	assert.equal(columns(desk), 'abcd');
	desk.press('9 { p');
	assert.deepEqual([viewOf(desk).pinned.size, noticeOf(desk)], [0, 'The baseline stands first without a pin']);
	desk.press('9 } b');
	assert.equal(columns(desk), 'dabc');
	desk.press('o 9 { 9 }');
	assert.deepEqual([[...viewOf(desk).hidden], chosen(desk)], [[3], 'c']);
	desk.press('9 { o');
	assert.deepEqual([...viewOf(desk).hidden], []);
});

test('runs are taken out and in by the dialog, never all of them and never too many; the marks of the list follow', () => {
	const desk = openDesk(rows);
	desk.press('2 space c c space');
	assert.deepEqual([columns(desk), viewOf(desk).marked.size], ['b', 1]);
	desk.press('g space');
	assert.equal(columns(desk).length, 1, 'the last one stays');
	const full = openDesk(rows);
	full.press('* c c G space');
	assert.deepEqual([columns(full).length, noticeOf(full)], [12, 'No more than 12 runs are compared at once']);
});

test('runs are compared at a step or a time that is typed, or where the reading line stands on such an axis', () => {
	const open = () => {
		const desk = openDesk(rows);
		desk.press('2 space c');
		return desk;
	};
	for (const [typed, at] of [
		['5 0 0', {kind: 'step', step: 500}],
		['1 k', {kind: 'step', step: 1000}],
		['3 0 m', {kind: 'time', seconds: 1800}],
		['', null],
	] as const) {
		const desk = open();
		desk.press(`g s${typed === '' ? '' : ` ${typed}`} enter`);
		assert.deepEqual([viewOf(desk).compareAt, viewOf(desk).prompt], [at, null], typed);
		desk.press('g s');
		assert.equal(viewOf(desk).prompt?.text, at === null ? '' : at.kind === 'step' ? String(at.step) : '1800s');
	}
	const wrong = open();
	wrong.press('g s x enter');
	assert.match(noticeOf(wrong)!, /^Neither a step/);
	assert.equal(viewOf(wrong).prompt?.text, 'x');
	for (const [kind, at, says] of [
		['step', 'line', null],
		['relative', 'line', null],
		['time', null, /^The reading line has to stand on steps or on time/],
	] as const) {
		const desk = open();
		look(desk.store, {chartX: {axis: axisKey({kind, name: ''}), x: 300.4}});
		desk.press('g l');
		assert.equal(viewOf(desk).compareAt, at, kind);
		if (says === null) assert.equal(noticeOf(desk), null);
		else assert.match(noticeOf(desk)!, says);
		desk.press('g e');
		assert.equal(viewOf(desk).compareAt, null);
	}
});
