import assert from 'node:assert/strict';
import {test} from 'node:test';
import {footerHints} from '../../source/actions/help.ts';
import {allActions} from '../../source/actions/registry.ts';
import {noViews, saveAsView} from '../../source/store/saved-view.ts';
import {initialView} from '../../source/store/view.ts';
import {startKeeping} from '../../source/ui/keeping.ts';
import {memoryKeeper} from '../actions/memory-keeper.ts';
import {openScreen} from './screen.tsx';

const type = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');
const notice = ({store}: Pick<ReturnType<typeof openScreen>, 'store'>) => store.getState().view.notice?.text ?? '';

test('a view comes back with its filter, order and columns', () => {
	const screen = openScreen(160, 36);
	screen.press(`f ${type('lr<1e-3')} enter T H s j j enter`);
	const before = saveAsView(screen.store.getState().view);
	const lines = screen.lines().slice(1, 20);
	screen.press(', 2');
	assert.equal(notice(screen), "Saved view 2; ' 2 recalls it");
	screen.press("' 0");
	assert.deepEqual(saveAsView(screen.store.getState().view), saveAsView(initialView()));
	screen.press("' 2");
	assert.deepEqual(saveAsView(screen.store.getState().view), before);
	assert.deepEqual(screen.lines().slice(1, 20), lines);
	screen.press(', 2');
	assert.match(notice(screen), /^Replaced view 2/);
});

test('a view keeps the usual order when it begins with the oldest: live runs stay on top', () => {
	const screen = openScreen(160, 36);
	screen.press('S');
	const lines = screen.lines().slice(1, 20);
	assert.match(lines.join('\n'), /live, then oldest/);
	screen.press(", 2 ' 0 ' 2");
	assert.deepEqual(screen.lines().slice(1, 20), lines);
	screen.press('S');
	assert.match(screen.lines().join('\n'), /live, then newest/);
});

test('views have names, are listed, recalled and forgotten with two keys', () => {
	const screen = openScreen(100, 30);
	screen.press(`f ${type('status:running')} enter , n`);
	assert.match(screen.text().at(-1)!, /^ Save this view as /);
	screen.press(`${type('live ones')} enter F ' '`);
	assert.match(screen.text().join('\n'), /▸ +live ones +status:running/);
	screen.press('enter');
	assert.equal(screen.store.getState().view.filter, 'status:running');
	screen.press("' ' -");
	assert.match(screen.text().join('\n'), /- again forgets live ones/);
	screen.press('-');
	assert.equal(screen.store.getState().saved.own.views.size, 0);
	assert.equal(screen.store.getState().view.menu, null);
});

test('a view that is not there is said, and the footer shows what goes on from a prefix', () => {
	const screen = openScreen(100, 30);
	screen.press("' 7");
	assert.equal(notice(screen), 'There is no view 7; , 7 saves one');
	screen.press(',');
	const hints = footerHints(screen.store.getState(), allActions);
	assert.deepEqual(
		hints.map(({keys}) => keys),
		['1–9', 'n', 'p'],
	);
});

test("the project's views are recalled, gone over by one's own, and written only where asked", () => {
	const shared = {...saveAsView(initialView()), filter: 'acc>0.5'};
	const keeper = memoryKeeper({
		saved: {...noViews, project: new Map([['1', shared]]), projectFile: '/home/ada/exp/.xtui/views.json'},
	});
	const screen = openScreen(100, 30, {keeper});
	screen.press("' 1");
	assert.equal(screen.store.getState().view.filter, 'acc>0.5');
	screen.press("' ' - -");
	assert.equal(notice(screen), 'View 1 belongs to the project: /home/ada/exp/.xtui/views.json');
	screen.press(`escape F f ${type('lr<1')} enter , 1 F ' 1`);
	assert.equal(screen.store.getState().view.filter, 'lr<1', "one's own goes first");
	screen.press(', p');
	assert.match(screen.text().join('\n'), /Share this view as .*into \/home\/ada\/exp\/\.xtui\/views\.json/);
	screen.press(`${type('all')} enter`);
	assert.match(notice(screen), /Saved view all in \/home\/ada\/exp\/\.xtui\/views\.json, for everybody/);
	assert.equal(screen.store.getState().saved.project.get('all')?.filter, 'lr<1');
});

test('what was left comes back at the start, and what changes is kept at the end', () => {
	const {store} = openScreen(100, 30);
	const last = {...saveAsView(initialView()), filter: 'lr<1e-3', sort: [{field: 'm.loss', descending: true}]};
	const keeper = memoryKeeper({
		saved: {...noViews, own: {views: new Map(), last}},
		history: ['lr<1'],
		problems: ['/x: The file of views is no JSON'],
	});
	const keeping = startKeeping(store, keeper, undefined);
	const {view} = store.getState();
	assert.equal(view.filter, 'lr<1e-3');
	assert.deepEqual(view.sort[0], {column: 'm:loss', descending: true});
	assert.deepEqual(view.history, ['lr<1']);
	assert.equal(view.notice?.text, '/x: The file of views is no JSON');
	keeping.end();
	assert.equal(keeper.last(), null, 'nothing has changed');
});

test('an asked view goes before the last one; filters and the view that is left are kept', () => {
	const screen = openScreen(100, 30);
	const keeper = memoryKeeper({saved: {...noViews, own: {views: new Map(), last: {...saveAsView(initialView()), filter: 'x'}}}});
	const keeping = startKeeping(screen.store, keeper, saveAsView(initialView()));
	assert.equal(screen.store.getState().view.filter, '');
	screen.press(`f ${type('lr<1e-3')} enter f ${type(' (')}`);
	keeping.end();
	assert.deepEqual(keeper.filters, ['lr<1e-3']);
	assert.equal((keeper.last() as {filter: string}).filter, '', 'a filter that is no query is not kept');
});

test('a fresh start begins with the usual comparison, and the one that was kept stays for the next', () => {
	const {store} = openScreen(100, 30);
	let kept = 0;
	const pane = {id: 1, content: 'logs', metric: null} as const;
	const keeper = memoryKeeper({panes: pane, keepPanes: () => kept++});
	startKeeping(store, keeper, saveAsView(initialView()), true).end();
	assert.equal(store.getState().view.panes.tree, null);
	assert.equal(kept, 0);
	startKeeping(store, keeper, undefined).end();
	assert.equal(store.getState().view.panes.tree, pane);
});
