import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ComparedNews, ComparedValues} from '../../source/core/diff/compared.ts';
import {nothingRecorded} from '../../source/core/diff/source-text.ts';
import {listPanes} from '../../source/core/panes/pane-tree.ts';
import {Pointer} from '../../source/ui/pointer.ts';
import {inRect} from '../../source/ui/scene.ts';
import {fakeRow} from './fake-rows.ts';
import {openScreen, type TestScreen} from './screen.tsx';

const nothing: ComparedNews = {runs: [], values: [], code: [], surroundings: [], logs: []};
const all = (screen: TestScreen) => screen.lines().join('\n');
const titles = (screen: TestScreen) =>
	[...all(screen).matchAll(/─ (\d) ([A-Z][a-z]+)/g)].map(([, digit, title]) => `${digit} ${title}`);
const heights = (screen: TestScreen) =>
	screen
		.scene()
		.parts.filter(({id}) => id.startsWith('pane'))
		.map(({rect}) => `${rect.cols}×${rect.rows}`);

function openTwo(cols = 120, rows = 36): TestScreen {
	const long = `${'a very long value '.repeat(12)}that ends here`;
	const screen = openScreen(cols, rows, {
		rows: [
			fakeRow({key: 0, name: 'quick', config: {lr: 0.1, prompt: long}}),
			fakeRow({key: 6, name: 'slow', config: {lr: 0.3, prompt: 'short'}}),
		],
		view: {sort: [{column: 'name', descending: false}]},
	});
	screen.press('* c');
	return screen;
}

test('| and _ divide the pane in focus, and the new one shows what was chosen', () => {
	const screen = openTwo();
	assert.deepEqual(titles(screen), ['1 Charts', '2 What']);
	screen.press('tab | j j j enter');
	assert.deepEqual(titles(screen), ['1 Charts', '2 What', '3 Summary']);
	screen.press('_ j j enter');
	assert.deepEqual(titles(screen), ['1 Charts', '2 What', '3 Summary', '4 Config']);
	assert.match(all(screen), /2 of 2 keys differ/);
});

test('x closes the pane, and the others take its room', () => {
	const screen = openTwo();
	screen.press('2 x');
	assert.deepEqual(heights(screen), ['120×34']);
	screen.press('x');
	assert.deepEqual(titles(screen), ['1 Charts'], 'the last one stays');
});

test('r moves the borders of the pane, r = makes panes of one size, r r brings the usual arrangement', () => {
	const screen = openTwo();
	const before = heights(screen);
	screen.press('r k');
	assert.notDeepEqual(heights(screen), before);
	screen.press('r =');
	assert.deepEqual(heights(screen), ['120×17', '120×17']);
	screen.press('2 | j enter r l');
	assert.equal(heights(screen).length, 3);
	screen.press('r r');
	assert.deepEqual(heights(screen), before);
});

test('a pane with one chart shows only that metric', () => {
	const screen = openTwo();
	screen.press('w / a c c enter enter');
	const metrics = new Set(screen.scene().shown.curves.map(({metric}) => metric));
	assert.deepEqual(metrics, new Set(['acc']));
});

test('each pane keeps its place while another one has the focus', () => {
	const screen = openTwo();
	screen.press('2 w j j enter');
	screen.press('j j');
	const {textLine} = screen.store.getState().view;
	assert.equal(textLine, 2);
	screen.press('shift-tab');
	assert.equal(screen.store.getState().view.focus, 'charts');
	screen.press('tab');
	assert.equal(screen.store.getState().view.textLine, textLine);
});

test('Enter shows a long value in full, Escape goes back to its line', () => {
	const screen = openTwo(80, 30);
	const times = () =>
		all(screen)
			.replaceAll(/\s+/g, ' ')
			.match(/a very long value/g)?.length ?? 0;
	assert.equal(times(), 0);
	screen.press('2 / p r o m p t enter enter');
	assert.match(all(screen), /What differs: prompt/);
	assert.equal(times(), 12);
	screen.press('escape');
	assert.equal(times(), 0);
	assert.equal(screen.store.getState().measured.text()[screen.store.getState().view.textLine! - 1]?.split('\n')[0], 'prompt');
});

test('with too little room for another pane it says so and divides nothing', () => {
	const screen = openTwo(80, 24);
	screen.press('| j enter | j enter');
	assert.equal(listPanes(screen.store.getState().measured.tree!).length, 3);
	screen.press('|');
	assert.match(screen.lines().at(-1)!, /No room for another pane here/);
});

test('a small screen shows the focused pane alone, and says what Tab brings', () => {
	const screen = openTwo(60, 14);
	assert.deepEqual(titles(screen), ['1 Charts']);
	assert.match(all(screen), /Tab what differs/);
	screen.press('tab');
	assert.deepEqual(titles(screen), ['2 What']);
});

test('values are compared at a step that is typed, or where the reading line stands', () => {
	const screen = openTwo();
	screen.press('2 w j j j enter g s 5 0 0 enter');
	const wish = () => screen.scene().shown.compared;
	assert.deepEqual(wish()?.at, {kind: 'step', step: 500});
	assert.match(all(screen), /Summary .*at step 500/);
	assert.match(all(screen), /loss last +… +…/, 'nothing is shown before it is known');
	const values = (run: number, value: number): ComparedValues => ({
		run,
		at: {kind: 'step', step: 500},
		names: ['loss'],
		values: Float64Array.from([501, 500, value, 480, value / 2]),
	});
	screen.engine.send({compared: {...nothing, values: [values(0, 2.5), values(6, 3.75)]}});
	assert.match(all(screen), /loss last +2\.500 ★ +3\.750 +\+1\.25 +\+50 % worse/);
	screen.press('1 left g l');
	assert.equal(wish()?.at?.kind, 'step');
	assert.notDeepEqual(wish()?.at, {kind: 'step', step: 500});
	screen.press('g e');
	assert.equal(wish()?.at, null);
	screen.press('g s x enter');
	assert.match(screen.text().join('\n'), /Neither a step/);
});

test('a direction that the tracker declared counts more than the name of a metric', () => {
	const screen = openTwo();
	const told = (run: number) => ({
		run,
		config: {},
		summary: {},
		goals: [['loss', 'up']] as [string, 'up'][],
		hidden: ['acc'],
		source: nothingRecorded,
	});
	screen.engine.send({compared: {...nothing, runs: [told(0), told(6)]}});
	assert.match(all(screen), /loss last .*better/);
	assert.doesNotMatch(all(screen), /acc last/, 'and what it hides is hidden');
});

test('the source pane shows what the chosen run has other than the baseline', () => {
	const screen = openTwo();
	screen.press('2 w / s o u r c e enter enter');
	assert.equal(screen.scene().shown.compared?.code, 6);
	assert.match(all(screen), /slow against quick +…/);
	const file = {path: 'train.py', movedFrom: null, change: 'changed', added: 1, removed: 1, note: null} as const;
	const diff = {how: 'commits 1 → 2', files: [{...file, lines: ['@@ -1 +1 @@', '-lr = 1', '+lr = 2']}], notes: ['a longer note']};
	screen.engine.send({compared: {...nothing, code: [{base: 0, run: 6, diff}]}});
	assert.match(all(screen), /1 file differs +\+1 −1/);
	assert.match(all(screen), /a longer note[\s\S]*train\.py +changed +\+1 +−1[\s\S]*-lr = 1\s*\n\s*\+lr = 2/);
	screen.press('shift-right');
	assert.match(all(screen), /^ ?note *$/m, 'long lines are scrolled sideways');
	screen.press('shift-left } b');
	assert.equal(screen.scene().shown.compared?.code, 0, 'measured against the other one now');
	assert.match(all(screen), /quick against slow +…/);
});

test('Enter on the source line opens the difference of the code, and Esc leads back to the line', () => {
	const screen = openTwo();
	const lineAt = () => screen.store.getState().measured.text()[(screen.store.getState().view.textLine ?? 0) - 1]?.split('\n')[0];
	screen.press('tab');
	for (let moves = 0; moves < 40 && lineAt() !== 'source'; moves++) {
		screen.press('j');
		screen.lines();
	}
	assert.equal(lineAt(), 'source');
	screen.press('enter');
	assert.equal(screen.scene().shown.compared?.code, 6);
	assert.match(all(screen), /Source .*Esc closes[\s\S]*slow against quick/);
	screen.press('escape');
	screen.lines();
	assert.equal(lineAt(), 'source');
	assert.equal(screen.scene().shown.compared?.code, null);
});

test('the source line says of each run what was recorded of its code, and how much of it differs once that is known', () => {
	const rows = [
		fakeRow({key: 0, name: 'committed'}),
		{...fakeRow({key: 3, name: 'copied'}), git: null},
		{...fakeRow({key: 6, name: 'nothing'}), git: null},
	];
	const screen = openScreen(150, 36, {rows, view: {sort: [{column: 'name', descending: false}]}});
	screen.press('* c');
	const source = () => screen.lines().find(line => /^ +source/.test(line))!;
	assert.match(source(), /4f1c2aa9 main with changes +… +…/);
	const told = (run: number, recorded: Partial<typeof nothingRecorded>) => ({
		run,
		config: {},
		summary: {},
		goals: [] as [string, 'up'][],
		hidden: [],
		source: {...nothingRecorded, ...recorded},
	});
	const runs = [told(0, {}), told(3, {digest: '93ab12cdef', copies: 14}), told(6, {})];
	screen.engine.send({compared: {...nothing, runs}});
	assert.match(source(), /4f1c2aa9 main with changes +digest 93ab12cd, 14 files kept +not recorded/);
	const file = {path: 'a.py', movedFrom: null, change: 'changed' as const, added: 12, removed: 3, lines: [], note: null};
	const diff = {how: 'the copies', files: [file], notes: []};
	screen.engine.send({compared: {...nothing, code: [{base: 0, run: 3, diff}]}});
	assert.match(source(), /14 files kept {2}\+12 −3/);
});

test('environment and packages show what differs, with what is the same on demand', () => {
	const screen = openTwo();
	screen.press('2 w / e n v i r enter enter');
	assert.equal(screen.scene().shown.compared?.surroundings, true);
	const told = (run: number, torch: string) => ({run, environment: {host: 'h'}, packages: {torch, numpy: '1.26'}});
	screen.engine.send({compared: {...nothing, surroundings: [told(0, '2.3'), told(6, '2.4')]}});
	assert.match(all(screen), /torch +2\.3 +2\.4/);
	assert.doesNotMatch(all(screen), /numpy/);
	screen.press('d');
	assert.match(all(screen), /numpy +1\.26 +1\.26/);
	screen.press('d');
	screen.engine.send({compared: {...nothing, surroundings: [told(0, '2.3'), {run: 6, environment: {}, packages: {}}]}});
	assert.match(
		all(screen),
		/Environment +1 fact, recorded by one run only, d shows all[\s\S]*2 versions, recorded by one run only/,
	);
});

test('a line between panes is dragged, a title gives its pane the focus, and a click on a line puts the cursor there', () => {
	const screen = openTwo();
	screen.press('| j j enter');
	const zoneAt = (x: number, y: number) => screen.scene().zones.findLast(({rect}) => inRect(rect, x, y)) ?? null;
	const pointer = new Pointer(screen.store, {zoneAt, measure: screen.scene}, () => 0);
	const event = (action: 'press' | 'drag' | 'release', x: number, y: number) =>
		({action, button: 'left', x, y, shift: false, meta: false, ctrl: false}) as const;
	const border = screen.scene().parts.find(({id}) => id.startsWith('border'))!.rect;
	const width = () => screen.scene().parts.find(({id}) => id === 'pane 1')!.rect.cols;
	const before = width();
	pointer.take([event('press', border.x, 5), event('drag', border.x + 8, 6), event('release', border.x + 8, 6)]);
	assert.equal(width(), before + 8);
	pointer.take([event('drag', border.x, 5)]);
	assert.equal(width(), before + 8, 'nothing follows the mouse any more');
	const {rect} = screen.scene().parts.find(({id}) => id === 'pane 2')!;
	pointer.take([event('press', rect.x + 4, rect.y)]);
	assert.equal(screen.store.getState().view.panes.focused, 2);
	pointer.take([event('press', rect.x + 4, rect.y + 4)]);
	assert.equal(screen.store.getState().view.textLine, 3);
});

test('a narrow pane of charts keeps its word where the names leave room, and no gap where they do not', () => {
	const titleOf = (names: readonly [string, string], cols: number) => {
		const rows = names.map((name, at) => fakeRow({key: at * 6, name}));
		const screen = openScreen(cols, 24, {rows});
		screen.press('* c |');
		screen.press('j j enter');
		const title = screen.lines().find(line => /[━╍┄] /.test(line) && line.startsWith('─'));
		assert.ok(title, all(screen));
		return title;
	};
	assert.match(titleOf(['tl', 'gu'], 80), /^─ \d? ?Charts [━╍┄] (tl|gu) [━╍┄] (tl|gu) ─/);
	assert.match(titleOf(['a-name-that-is-long-1', 'a-name-that-is-long-2'], 80), /^─ (\d )?[━╍┄] \S+ [━╍┄] \S+ ─/);
});
