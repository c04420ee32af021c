import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pasteText} from '../../source/actions/editing/edit-prompt.ts';
import {editText} from '../../source/actions/editing/edit-text.ts';
import {receive} from '../../source/store/store.ts';
import {fakeNowMs} from '../ui/fake-rows.ts';
import {key, openDesk} from './press.ts';

test('a line is edited with the keys of a shell; a letter of two units is one letter', () => {
	// The caret stands where | is.
	for (const [before, name, after] of [
		['ab|c', 'left', 'a|bc'],
		['|abc', 'left', '|abc'],
		['ab|c', 'ctrl-b', 'a|bc'],
		['ab|c', 'right', 'abc|'],
		['abc|', 'ctrl-f', 'abc|'],
		['a😀|b', 'left', 'a|😀b'],
		['a|😀b', 'right', 'a😀|b'],
		['a😀|b', 'backspace', 'a|b'],
		['a|😀b', 'delete', 'a|b'],
		['ab|c', 'home', '|abc'],
		['ab|c', 'ctrl-a', '|abc'],
		['a|bc', 'end', 'abc|'],
		['a|bc', 'ctrl-e', 'abc|'],
		['ab|c', 'backspace', 'a|c'],
		['|abc', 'ctrl-h', '|abc'],
		['ab|c', 'ctrl-d', 'ab|'],
		['abc|', 'delete', 'abc|'],
		['ab|c', 'ctrl-u', '|c'],
		['ab|c', 'ctrl-k', 'ab|'],
		['lr<1 loss |x', 'ctrl-w', 'lr<1 |x'],
		['lr<1 lo|ss', 'ctrl-w', 'lr<1 |ss'],
		['a|c', 'b', 'ab|c'],
		['a|c', 'space', 'a |c'],
	] as const) {
		const caret = before.indexOf('|');
		const edited = editText({text: before.replace('|', ''), caret}, key(name))!;
		assert.equal(`${edited.text.slice(0, edited.caret)}|${edited.text.slice(edited.caret)}`, after, `${before} ${name}`);
	}
	for (const name of ['tab', 'enter', 'f5', 'ctrl-x']) assert.equal(editText({text: 'a', caret: 1}, key(name)), null, name);
});

test('a paste goes into what is open, as one line, and presses no key where nothing is', () => {
	const desk = openDesk();
	pasteText(desk.store, 'q');
	assert.deepEqual([desk.calls, desk.store.getState().view.prompt], [[], null]);
	desk.press('f');
	pasteText(desk.store, 'lr<1\r\n  loss\x1b<2');
	assert.equal(desk.store.getState().view.prompt?.text, 'lr<1   loss<2');
	desk.press('escape e');
	pasteText(desk.store, 'it\nworks');
	const [note] = desk.store.getState().view.dialog!.fields;
	assert.deepEqual(note?.kind === 'text' && [note.text, note.caret], ['it works', 8]);
	desk.press('escape X shift-tab');
	pasteText(desk.store, 'y');
	assert.deepEqual(
		[desk.calls, desk.store.getState().view.dialog?.fields.length],
		[[], 1],
		'nor where there is nothing to type into',
	);
});

test('backspace in an empty prompt or list of commands closes it', () => {
	for (const keys of ['f a backspace backspace', ': a backspace backspace', '/ backspace', 'a l backspace']) {
		const desk = openDesk();
		const {measured} = desk.store.getState();
		measured.panes = ['list', 'charts'];
		measured.chartMetrics = ['loss'];
		desk.press(keys);
		const {prompt, menu, filter} = desk.store.getState().view;
		assert.deepEqual([prompt, menu, filter], [null, null, ''], keys);
	}
});

test('what became of a report is said when the engine has written it', () => {
	for (const [fault, text] of [
		[null, 'Report written: /exp/report.md'],
		['it is there already', 'No report in /exp/report.md: it is there already'],
	] as const) {
		const {store} = openDesk();
		const nothing = {rows: [], removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
		receive(store, {type: 'update', ...nothing, report: {file: '/exp/report.md', fault}}, fakeNowMs);
		assert.equal(store.getState().view.notice?.text, text);
	}
});

test('a key that nobody pressed for its letter is let pass', () => {
	for (const [keys, text] of [
		['g z', 'Nothing on g z here: ? shows the keys'],
		['f5', null],
	] as const) {
		const desk = openDesk();
		desk.press(keys);
		assert.equal(desk.store.getState().view.notice?.text ?? null, text, keys);
	}
});
