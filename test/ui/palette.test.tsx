import assert from 'node:assert/strict';
import {test} from 'node:test';
import {topScreen} from '../../source/store/view.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const type = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');

test('the palette lists what works here with its keys, narrows as one types, and Enter does it', () => {
	const screen = openScreen(100, 30);
	screen.press(':');
	assert.match(screen.text().join('\n'), /┌ What to do ─+ 1–18 of \d+ ┐/);
	assert.match(screen.text().join('\n'), /Sort by… +s │/);
	const height = screen.text().filter(line => /[│┌└]/.test(line)).length;
	screen.press(type('rvrs'));
	assert.match(screen.text().join('\n'), /▸ +Reverse the sorting +S │/);
	assert.equal(screen.text().filter(line => /[│┌└]/.test(line)).length, height, 'the dialog keeps its place');
	screen.press('enter');
	assert.equal(screen.store.getState().view.menu, null);
	assert.equal(screen.store.getState().view.sort[1]?.descending, false);
});

test('it opens what asks for more, sorts by any column, and recalls views', () => {
	const screen = openScreen(100, 30);
	screen.press(`ctrl-p ${type('filter the runs')} enter`);
	assert.equal(screen.store.getState().view.prompt?.kind, 'filter');
	screen.press(`${type('lr<1e-3')} enter , n ${type('small')} enter F : ${type('view small')} enter`);
	assert.equal(screen.store.getState().view.filter, 'lr<1e-3');
	screen.press(`: ${type('sort by loss')} enter`);
	assert.equal(screen.store.getState().view.sort[0]?.column, 'm:loss');
	screen.press(': escape');
	assert.equal(screen.store.getState().view.menu, null);
});

test('on a run it offers what works there', () => {
	const screen = openScreen(100, 30);
	screen.press(`enter : ${type('log of the run')} enter`);
	const top = topScreen(screen.store.getState().view);
	assert.ok(top.kind === 'run' && top.tab === 'log');
	screen.press(`: ${type('zzzz')}`);
	assert.match(screen.text().join('\n'), /Nothing of that name/);
	screen.press('enter escape');
	assert.equal(topScreen(screen.store.getState().view).kind, 'run');
});

test('columns of one name are told apart by what they are of', () => {
	const rows = [1, 2].map(key => fakeRow({key, name: `run${key}`, config: {epochs: key}, metrics: ['epochs']}));
	const screen = openScreen(100, 30, {rows});
	screen.press(`: ${type('sort by epochs')}`);
	assert.match(screen.text().join('\n'), /Sort by epochs +order, metric[\s\S]*Sort by epochs +order, config/);
});
