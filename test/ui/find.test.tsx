import assert from 'node:assert/strict';
import {test} from 'node:test';
import {look} from '../../source/store/store.ts';
import {openScreen} from './screen.tsx';

const type = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');
type Screen = ReturnType<typeof openScreen>;
const here = ({store}: Screen) => {
	const {view, order, rows} = store.getState();
	const run = order.lines[order.index.get(view.cursor ?? -1) ?? 0]?.run ?? -1;
	return rows.get(run)?.name ?? '';
};

test('the list is searched by name, id, tags, place and what its columns say, round the end and back', () => {
	const screen = openScreen(120, 36);
	screen.press(`/ ${type('vit-b16-lr1')}`);
	const first = here(screen);
	assert.match(first, /vit-b16-lr1/);
	screen.press('enter n n N');
	assert.match(here(screen), /vit-b16-lr1/);
	screen.press(`escape / ${type('id-7')} enter`);
	assert.equal(screen.store.getState().view.cursor, 7);
	screen.press(`/ ${type('failed')} enter`);
	const {rows, view} = screen.store.getState();
	assert.equal(rows.get(view.cursor as number)?.status, 'failed');
	screen.press(`/ ${type('nowhere at all')} enter`);
	assert.match(screen.store.getState().view.notice?.text ?? '', /Nothing here contains "nowhere at all"/);
});

test('the facts beside the list are searched, and what is found stands out', () => {
	const screen = openScreen(200, 50);
	screen.lines();
	look(screen.store, {focus: 'facts'});
	screen.lines();
	screen.press(`/ ${type('gpu-3')} enter`);
	assert.equal(screen.store.getState().view.notice, null);
	assert.ok((screen.store.getState().view.textScroll ?? 0) > 0);
	screen.press(`/ ${type('zzz')} enter`);
	assert.match(screen.store.getState().view.notice?.text ?? '', /Nothing here contains "zzz"/);
});

test('charts are found by their metric', () => {
	const screen = openScreen(120, 36);
	screen.press(`2 / ${type('acc')} enter`);
	assert.equal(screen.store.getState().view.chartMetric, 'acc');
});

test('every text tab of a run is searched, and n goes on from there', () => {
	const screen = openScreen(100, 24);
	screen.press('enter');
	for (let tab = 0; tab < 9; tab++) {
		screen.press(']');
		screen.lines();
		const {measured, view} = screen.store.getState();
		if (view.focus !== 'text' || measured.text().length === 0) continue;
		const word = measured
			.text()
			.find(line => /[a-z]{4}/.test(line))
			?.match(/[a-z]{4,}/)?.[0];
		if (word === undefined) continue;
		screen.press(`/ ${type(word)} enter`);
		assert.equal(screen.store.getState().view.notice, null, `${word} in a tab`);
		screen.press('escape');
	}
});

test('the list is searched by all that its columns say, as they say it, and all of it stands out', () => {
	const screen = openScreen(140, 30);
	const value = /\d\.\d{3}/.exec(screen.lines()[6]!)![0];
	screen.press(`/ ${[...value].join(' ')} enter`);
	const {order, view} = screen.store.getState();
	const at = order.index.get(view.cursor ?? -1) ?? 0;
	assert.ok(screen.lines()[3 + at]!.includes(value), value);
	assert.doesNotMatch(screen.text().join('\n'), /Nothing here/);
});
