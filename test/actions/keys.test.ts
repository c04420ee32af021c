import assert from 'node:assert/strict';
import {test} from 'node:test';
import {footerHints, helpEntries} from '../../source/actions/help.ts';
import {rebind, showKeys} from '../../source/actions/keys.ts';
import {allActions} from '../../source/actions/registry.ts';
import {look} from '../../source/store/store.ts';
import {topScreen} from '../../source/store/view.ts';
import {openDesk} from './press.ts';

const index = ({store}: ReturnType<typeof openDesk>) => {
	const {view, order} = store.getState();
	return view.cursor === null ? 0 : order.index.get(view.cursor);
};

test('j and k move, with counts, and stop at the ends', () => {
	const desk = openDesk();
	desk.press('j j j k');
	assert.equal(index(desk), 2);
	desk.press('1 0 j');
	assert.equal(index(desk), 12);
	desk.press('G');
	assert.equal(index(desk), 19);
	desk.press('g g');
	assert.equal(index(desk), 0);
	desk.press('7 G');
	assert.equal(index(desk), 6);
	desk.press('9 9 9 9 k');
	assert.equal(index(desk), 0);
});

test('a digit focuses its pane, and counts when a motion follows at once', () => {
	const desk = openDesk();
	desk.store.getState().measured.panes = ['list', 'charts'];
	desk.press('2 j', 0);
	assert.equal(desk.store.getState().view.focus, 'list');
	assert.equal(index(desk), 2);
	desk.press('2', 1000);
	assert.equal(desk.store.getState().view.focus, 'charts');
	desk.press('j', 3000);
	assert.equal(desk.store.getState().view.focus, 'charts', 'long after, j belongs to the pane');
	assert.equal(index(desk), 2);
	desk.press('1', 4000);
	desk.press('2', 5000);
	assert.equal(desk.store.getState().view.focus, 'charts', 'and another digit is another pane');
	desk.press('7', 6000);
	assert.equal(desk.store.getState().view.focus, 'charts', 'a digit of no pane leaves the focus where it is');
});

test('Escape steps back one thing at a time and never quits', () => {
	const desk = openDesk();
	desk.press('space enter');
	assert.equal(topScreen(desk.store.getState().view).kind, 'run');
	desk.press('escape');
	assert.equal(topScreen(desk.store.getState().view).kind, 'runs');
	assert.equal(desk.store.getState().view.marked.size, 1);
	desk.press('escape escape escape');
	assert.equal(desk.store.getState().view.marked.size, 0);
	assert.deepEqual(desk.calls, []);
});

test('q closes a screen, and quits from the top', () => {
	const desk = openDesk();
	desk.press('enter q');
	assert.deepEqual(desk.calls, []);
	desk.press('q');
	assert.deepEqual(desk.calls, ['quit']);
});

test('ctrl-c quits when pressed twice, also out of a prompt', () => {
	const desk = openDesk();
	desk.press('f ctrl-c', 0);
	assert.equal(desk.store.getState().view.prompt, null);
	desk.press('ctrl-c', 5000);
	assert.deepEqual(desk.calls, [], 'the second came too late');
	desk.press('ctrl-c', 5500);
	assert.deepEqual(desk.calls, ['quit']);
});

test('ctrl-z suspends and ctrl-l draws again also in a prompt, in the palette and in a dialog, which stay', () => {
	for (const open of ['f', ':', 's', 'e', 'X']) {
		const desk = openDesk();
		desk.press(open);
		const {prompt, menu, dialog} = desk.store.getState().view;
		assert.notDeepEqual([prompt, menu, dialog], [null, null, null], open);
		const before = desk.calls.length;
		desk.press('ctrl-z ctrl-l');
		assert.deepEqual(desk.calls.slice(before), ['suspend', 'redraw'], open);
		const {view} = desk.store.getState();
		assert.deepEqual([view.prompt, view.menu, view.dialog], [prompt, menu, dialog], open);
	}
});

test('a filter acts while it is typed; Enter keeps it, Escape brings back the one before', () => {
	const desk = openDesk();
	desk.press('f v i t');
	assert.equal(desk.store.getState().order.matching, 2);
	desk.press('enter f backspace backspace backspace escape');
	assert.equal(desk.store.getState().view.filter, 'vit');
	assert.equal(desk.store.getState().view.prompt, null);
	desk.press('F');
	assert.equal(desk.store.getState().view.filter, '');
});

test('find goes from match to match and round the end', () => {
	const desk = openDesk();
	desk.press('/ v i t enter');
	const first = desk.here();
	desk.press('n');
	assert.notEqual(desk.here(), first);
	assert.match(desk.here()!, /^vit/);
	desk.press('n');
	assert.equal(desk.here(), first);
	desk.press('N');
	assert.notEqual(desk.here(), first);
});

test('the sort menu sorts, and again the other way round', () => {
	const desk = openDesk();
	desk.press('s / n a m e enter enter');
	assert.equal(desk.store.getState().view.sort[0]?.column, 'name');
	assert.equal(desk.here(), 'gpt2-small-wikitext');
	desk.press('S g g');
	assert.equal(desk.here(), 'vit-b16-lr3e-4');
});

test('metrics are switched on and off with Space', () => {
	const desk = openDesk();
	desk.store.getState().measured.columns = ['name', 'm:loss', 'm:acc'];
	desk.press('m space enter');
	assert.deepEqual(desk.store.getState().view.metrics, ['acc']);
	assert.equal(desk.store.getState().view.menu, null);
});

test('tabs go round, and copy tells what it copied', () => {
	const desk = openDesk();
	desk.press('enter [');
	const screen = topScreen(desk.store.getState().view);
	assert.equal(screen.kind === 'run' && screen.tab, 'about');
	desk.press('y p');
	assert.match(desk.calls[0]!, /^copy \/home\/ada\/exp\/vision\//);
	assert.equal(desk.store.getState().view.notice?.text, 'Copied the path');
});

test('an unfinished sequence shows how it goes on, and another key ends it', () => {
	const desk = openDesk();
	desk.press('y');
	assert.ok(footerHints(desk.store.getState(), allActions).some(({keys, word}) => keys === 'p' && word === 'path'));
	desk.press('j');
	assert.deepEqual(desk.store.getState().view.pending, []);
});

test('help lists what works below it, finds by words, and Enter does it', () => {
	const desk = openDesk();
	desk.press('? /');
	for (const letter of 'unmark') desk.press(letter);
	assert.equal(
		helpEntries(desk.store.getState(), allActions, 'unmark').length,
		0,
		'nothing is marked, so nothing can be unmarked',
	);
	desk.press('escape escape * ? / u n m a r k enter enter');
	assert.equal(desk.store.getState().view.marked.size, 0);
	assert.equal(topScreen(desk.store.getState().view).kind, 'runs');
});

test('no key means two things in one place', () => {
	const desk = openDesk();
	desk.store.getState().measured.panes = ['list', 'charts'];
	desk.store.getState().measured.chartMetrics = ['loss', 'acc'];
	const places = [
		() => {},
		() => desk.press('*'),
		() => look(desk.store, {focus: 'charts'}),
		() => desk.press('enter'),
		() => desk.press('escape enter'),
		() => desk.press('L'),
		() => desk.press('?'),
	];
	for (const go of places) {
		go();
		const seen = new Map<string, string>();
		for (const action of allActions.filter(candidate => candidate.when(desk.store.getState()))) {
			for (const keys of action.keys) {
				assert.equal(seen.get(keys), undefined, `${keys}: ${seen.get(keys)} and ${action.id}`);
				seen.set(keys, action.id);
			}
		}
	}
});

test('a person can bind other keys, and help shows those', () => {
	const actions = rebind(allActions, {sort: ['O', 'ctrl-o']});
	const entries = helpEntries(openDesk().store.getState(), actions, 'sort by');
	assert.equal(entries.find(entry => entry.action.id === 'sort')?.keys, 'O  ctrl-o');
	assert.equal(showKeys('g g'), 'gg');
	assert.equal(showKeys('down', false), 'down');
});

test('a key that does nothing says why', () => {
	const said = (desk: ReturnType<typeof openDesk>) => desk.store.getState().view.notice?.text ?? null;
	const empty = openDesk([]);
	for (const keys of ['s', 't', 'f', 'enter', 'space']) {
		empty.press(keys);
		assert.match(said(empty)!, /^No runs (?:here|found so far)$/, keys);
	}
	empty.press('escape');
	assert.equal(said(empty), null, 'there is nothing to step back from');
	const desk = openDesk();
	desk.press('Q');
	assert.equal(said(desk), 'Nothing on Q here: ? shows the keys');
	desk.press('g x');
	assert.equal(said(desk), 'Nothing on g x here: ? shows the keys');
	desk.press('j');
	assert.equal(said(desk), null);
	look(desk.store, {filter: 'nosuchrun'});
	desk.press('s');
	assert.equal(said(desk), 'No run matches the filter: f changes it, F drops its last condition');
});

test('the command of a run that the list knows only to be there is copied on its page, and the list says so', () => {
	const desk = openDesk();
	desk.press('y c');
	assert.equal(desk.store.getState().view.notice?.text, 'Enter opens the run: y c copies its command there');
});
