import assert from 'node:assert/strict';
import {test} from 'node:test';
import {filterByValue} from '../../source/actions/choosing/choose-item.ts';
import {pasteText} from '../../source/actions/editing/edit-prompt.ts';
import {valueChoices} from '../../source/store/menus/value-menu.ts';
import {look} from '../../source/store/store.ts';
import {openDesk} from '../actions/press.ts';
import {openScreen} from './screen.tsx';

const view = ({store}: Pick<ReturnType<typeof openScreen>, 'store'>) => store.getState().view;
const type = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');

test('filters that were kept come back with ↑, as typed with ↓', () => {
	const screen = openScreen(100, 30);
	screen.press(`f ${type('lr<1e-3')} enter f ctrl-u ${type('loss<0.3')} enter f ctrl-u ${type('l')} up`);
	assert.equal(view(screen).prompt?.text, 'loss<0.3');
	screen.press('up up');
	assert.equal(view(screen).prompt?.text, 'lr<1e-3');
	assert.match(screen.text().at(-1)!, /27 of 40/, 'and are in force at once');
	screen.press('down down');
	assert.equal(view(screen).prompt?.text, 'l');
});

test('the last filter that begins as typed stands behind the caret, and → takes it', () => {
	const screen = openScreen(100, 30);
	screen.press(`f ${type('lr<1e-3')} enter f ctrl-u l`);
	assert.match(screen.text().at(-1)!, /^ f {2}lr<1e-3 +\d+ of 40 +→ accepts · /);
	assert.equal(view(screen).filter, 'l', 'what is only offered is not in force');
	screen.press('right');
	assert.equal(view(screen).filter, 'lr<1e-3');
	screen.press('ctrl-u l end');
	assert.equal(view(screen).filter, 'lr<1e-3');
});

test('a value typed or pasted behind a field that Tab has written becomes a condition; Tab again shows the values', () => {
	const screen = openScreen(100, 30);
	screen.press(`f ${type('statu')} tab ${type('fin')}`);
	assert.equal(view(screen).prompt?.text, 'status:fin');
	screen.press('ctrl-u s t a t u tab tab');
	assert.equal(view(screen).prompt?.text, 'status:');
	screen.press('ctrl-u s t a t u tab ! = f');
	assert.equal(view(screen).prompt?.text, 'status!=f');
	for (const [pasted, text] of [
		['finished', 'status:finished'],
		['=finished', 'status=finished'],
		[' lr<1', 'status lr<1'],
	] as const) {
		screen.press('ctrl-u s t a t u tab');
		pasteText(screen.store, pasted);
		assert.equal(view(screen).prompt?.text, text);
	}
	screen.press(`ctrl-u ${type('sort:statu')} tab x`);
	assert.equal(view(screen).prompt?.text, 'sort:statusx', 'only where a condition can stand');
});

test('a filter that cannot be understood does not leave the prompt, and the last good one stays', () => {
	const screen = openScreen(100, 30);
	screen.press(`f ${type('lr<1e-3 (')} enter`);
	assert.equal(view(screen).prompt?.text, 'lr<1e-3 (');
	assert.equal(screen.store.getState().order.matching, 27);
	screen.press('escape');
	assert.equal(view(screen).prompt, null);
	assert.equal(screen.store.getState().order.matching, 40);
	assert.deepEqual(view(screen).history, []);
});

test('the note beside the prompt gives way to what is typed, the count last', () => {
	const screen = openScreen(60, 16);
	for (const letter of type('status:finished lr<1e-3 or seed:1').split(' ')) {
		screen.press(letter === 'f' && view(screen).prompt === null ? 'f f' : view(screen).prompt === null ? `f ${letter}` : letter);
		assert.match(screen.text().at(-1)!, /^ f {2}\S/);
	}
});

test('ctrl-y and y l copy the command that lists the same', () => {
	const desk = openDesk();
	desk.press(`f ${type('model:vit')} ctrl-y enter`);
	assert.deepEqual(desk.calls, ['copy xtui ls /exp model:vit']);
	desk.press(`f ${type(" or 'it''s'")} enter y l`);
	assert.equal(desk.calls.length, 2);
	assert.match(desk.calls[1]!, /^copy xtui ls \/exp 'model:vit or /);
});

test('a value of the run under the cursor narrows the list to it, or leaves it out', () => {
	const screen = openScreen(100, 40);
	screen.press('j ;');
	assert.match(screen.text().join('\n'), /┌ Only runs with ─+┐/);
	assert.match(screen.text().join('\n'), /▸ +status running/);
	screen.press('enter');
	assert.equal(view(screen).filter, 'status=running');
	assert.equal(screen.store.getState().order.matching, 3);
	screen.press('F ; -');
	assert.equal(view(screen).filter, 'status!=running');
	assert.equal(screen.store.getState().order.matching, 37);
	assert.equal(view(screen).history[0], 'status!=running');
});

test('every value that is offered finds its own run, and leaving it out does not', () => {
	const {store} = openScreen(100, 40);
	for (const row of [...store.getState().rows.values()].slice(0, 12)) {
		look(store, {filter: '', cursor: row.key});
		const choices = valueChoices(store.getState());
		assert.ok(choices.length > 5);
		for (const at of choices.keys()) {
			for (const exclude of [false, true]) {
				look(store, {filter: '', cursor: row.key});
				filterByValue(store, {id: String(at)}, exclude);
				const {order, view: after} = store.getState();
				assert.equal(order.matcher.error, null, after.filter);
				assert.equal(order.index.has(row.key), !exclude, `${after.filter} and ${row.name}`);
			}
		}
	}
});

test('letters on their way to a field do not empty the list: each key does what a person expects', () => {
	const screen = openScreen(100, 30);
	const seen: [string, number][] = [];
	screen.press('f');
	for (const letter of [...'loss<0.3 status:fin']) {
		screen.press(letter === ' ' ? 'space' : letter);
		seen.push([view(screen).prompt!.text, screen.store.getState().order.matching]);
	}
	const counts = new Map(seen);
	for (const text of ['lo', 'los', 'loss', 'loss<']) assert.equal(counts.get(text), 40, `${text} hides nothing yet`);
	const below = counts.get('loss<0.3')!;
	assert.ok(below > 0 && below < 40);
	for (const text of ['loss<0.3 ', 'loss<0.3 stat', 'loss<0.3 status', 'loss<0.3 status:'])
		assert.equal(counts.get(text), below, `${text} keeps what was there`);
	assert.match(screen.text().join('\n'), /finished +\d+ runs/);
	screen.press('tab');
	assert.equal(view(screen).prompt?.text, 'loss<0.3 status:finished');
	screen.press('enter');
	assert.equal(view(screen).filter, 'loss<0.3 status:finished');
});

test('a word that is meant as one is taken with Enter, also where it is the name of a field', () => {
	const screen = openScreen(120, 30);
	screen.press(`f ${type('loss')}`);
	assert.match(
		screen.text().at(-1)!,
		/^ f {2}loss +40 of 40 +a field: then < = > : or ~ · Tab completes · Enter takes it as a word$/,
	);
	screen.press('enter');
	assert.equal(view(screen).filter, 'loss');
	assert.equal(screen.store.getState().order.matching, 0);
});

test('what is only unfinished is said quietly, in one line of a narrow screen', () => {
	const screen = openScreen(80, 24);
	screen.press(`f ${type('loss<')}`);
	const lines = screen.text();
	assert.match(lines.join('\n'), /The value behind < is missing/);
	assert.ok(lines.every(line => line.length <= 80));
});

test('Tab before anything is typed goes through the fields that tell the runs apart', () => {
	const screen = openScreen(100, 30);
	screen.press(`f ${type('loss<9')} space`);
	const quiet = screen.text().join('\n');
	screen.press('tab');
	const first = view(screen).prompt!.text;
	assert.match(first, /^loss<9 \S+$/);
	assert.notEqual(screen.text().join('\n'), quiet, 'they are listed');
	screen.press('tab');
	assert.notEqual(view(screen).prompt!.text, first);
	assert.equal(screen.store.getState().order.matcher.error, null);
});
