import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames} from '../../source/core/row.ts';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {look} from '../../source/store/store.ts';
import {type FakeRow, fakeRow} from './fake-rows.ts';
import {openScreen, type TestOptions, type TestScreen} from './screen.tsx';

/** Three learning rates with three seeds each; of the largest one run goes on, and one has failed. */
function makeSweep() {
	return [1e-4, 1e-3, 1e-2].flatMap((lr, at) =>
		[1, 2, 3].map(seed => {
			const key = at * 3 + seed - 1;
			const run: FakeRow = {key, name: `lr${lr}-seed${seed}`, config: {lr, seed, model: 'vit'}};
			if (key === 7) return fakeRow({...run, status: 'running', step: 500});
			return fakeRow(key === 8 ? {...run, status: 'failed'} : run);
		}),
	);
}

function openSweep(cols: number, rows: number, options: TestOptions = {}): TestScreen {
	return openScreen(cols, rows, {rows: makeSweep(), ...options});
}

const lineOf = (screen: TestScreen, text: string | RegExp): string =>
	screen.lines().find(line => (typeof text === 'string' ? line.includes(text) : text.test(line))) ?? '';

test('t twice groups by everything but the seed: counts, statuses, progress, time left, mean and deviation', () => {
	const screen = openSweep(120, 36);
	screen.press('t t');
	assert.match(screen.lines()[1]!, /by all but the seed/);
	assert.match(lineOf(screen, '▾ lr 0.01'), /●1 ✗1 ✓1 +▾ lr 0\.01 3 +[█▏▎▍▌▋▊▉ ]+ 83 % +≈ 8 min +.* 0\.\d+ +± 0\.\d+/);
	assert.match(lineOf(screen, '▾ lr 1e-3'), /✓3 +▾ lr 1e-3 3 +100 % .* 0\.\d+ +± 0\.\d+/);
	assert.match(lineOf(screen, 'lr0.01-seed2'), /running {5}lr0\.01-seed2/, 'runs stand below, a little further in');
	screen.press('t t');
	assert.doesNotMatch(screen.lines().join('\n'), /▾/);
});

test('a group says in the charts’ rule what it is and when it is done as a whole', () => {
	const screen = openSweep(120, 36, {view: {group: ['lr']}});
	assert.match(lineOf(screen, '─ 2 '), /lr 0\.01 · 1 running, 1 failed, 1 finished · all done ≈ 8 min \(1 running\)/);
});

test('a closed group hides its runs, the cursor goes to what hides it, and back again', () => {
	const screen = openSweep(120, 36);
	screen.press('t t j j');
	assert.match(lineOf(screen, '▸ '), /lr0\.01-seed/);
	screen.press('h');
	assert.match(lineOf(screen, /^▸/), /▾ lr 0\.01/, 'h goes to the heading');
	screen.press('h');
	assert.match(lineOf(screen, /^▸/), /▸ lr 0\.01/, 'and closes it');
	assert.equal(lineOf(screen, 'lr0.01-seed1'), '');
	screen.press('l j');
	assert.match(lineOf(screen, /^▸/), /lr0\.01-seed/);
	screen.press('}');
	assert.match(lineOf(screen, /^▸/), /▾ lr /);
	screen.press('{');
	assert.match(lineOf(screen, /^▸/), /▾ lr 0\.01/);
});

test('groups and the runs in them are sorted by the same key; a group by its mean', () => {
	const screen = openSweep(120, 36, {view: {group: ['lr'], sort: [{column: 'm:loss', descending: true}]}});
	const values = screen.lines().flatMap(line => (/▾/.test(line) ? [Number(/(0\.\d+) +±/.exec(line)?.[1])] : []));
	assert.equal(values.length, 3);
	assert.deepEqual(
		values,
		values.toSorted((a, b) => b - a),
	);
});

test('the group dialog adds levels, takes medians, and closes all groups', () => {
	const screen = openSweep(120, 36);
	screen.press('t');
	const dialog = screen.text().join('\n');
	assert.match(
		dialog,
		/Group by[\s\S]*No groups[\s\S]*Everything but the seed +t[\s\S]*lr +3 values[\s\S]*seed +3 values[\s\S]*status +3 values/,
	);
	screen.press('j j space j space');
	assert.deepEqual(screen.store.getState().view.group, ['cfg.lr', 'cfg.seed']);
	assert.match(screen.text().join('\n'), /lr +level 1, 3 values[\s\S]*seed +level 2, 3 values/);
	screen.press('/ m e d i a n enter enter');
	assert.equal(screen.store.getState().view.spread, 'median');
	screen.press('t / c l o s e enter enter');
	assert.match(lineOf(screen, '▸ lr 1e-3'), /\(0\.\d+ – 0\.\d+\)/);
	assert.equal(screen.store.getState().order.lines.length, 3);
});

test('the filter groups too, and the dialog takes it over', () => {
	const screen = openSweep(120, 36, {view: {filter: 'status:finished group:lr'}});
	assert.match(screen.lines()[1]!, /status:finished +group:lr +7\/9/);
	assert.equal(screen.store.getState().order.lines.length, 10);
	screen.press('t t');
	assert.equal(screen.store.getState().view.filter, 'status:finished');
	assert.match(screen.lines()[1]!, /by all but the seed/);
});

test('Space marks all runs of a group, * also those in closed groups', () => {
	const screen = openSweep(120, 36);
	screen.press('t t space');
	assert.equal(screen.store.getState().view.marked.size, 3);
	assert.match(lineOf(screen, '▾ lr 0.01'), /^.•/, 'a heading whose runs are all marked has the sign too');
	screen.press('u g g h');
	screen.press('*');
	assert.equal(screen.store.getState().view.marked.size, 9);
});

test('c on a heading compares the runs of its group', () => {
	const screen = openSweep(120, 36);
	screen.press('t t c');
	const top = screen.store.getState().view.screens.at(-1);
	assert.deepEqual(top?.kind === 'compare' && [...top.runs].sort(), [6, 7, 8]);
});

test('a NaN in a group is not lost in its mean', () => {
	const rows = makeSweep();
	rows[0]!.metrics.values[rows[0]!.metrics.names.indexOf('loss') * (rows[0]!.metrics.values.length / 2) + 6] = Number.NaN;
	const screen = openScreen(160, 36, {rows, view: {group: ['lr'], filter: 'group:lr'}});
	assert.match(lineOf(screen, 'lr 1e-4'), /± 0\.\d+(?:, 1 NaN|×| ×)/);
});

test('a run that only its parent or child brings into the list is there, dim, and is not marked', () => {
	const more = (parent: string | null) => ({parent});
	const rows = [
		fakeRow({key: 1, name: 'batch', more: more(null)}),
		fakeRow({key: 2, name: 'trial-a', status: 'failed', more: more('id-1')}),
		fakeRow({key: 3, name: 'trial-b', more: more('id-1')}),
	];
	const screen = openScreen(100, 30, {rows});
	assert.match(lineOf(screen, '▾ batch'), /▾ batch 2/);
	assert.match(lineOf(screen, 'trial-a'), / {4}trial-a/);
	look(screen.store, {filter: 'status:failed'});
	assert.match(lineOf(screen, '▾ batch'), /✓ finished/);
	assert.equal(lineOf(screen, 'trial-b'), '');
	assert.match(screen.lines()[1]!, /1\/3/);
	screen.press('*');
	assert.deepEqual([...screen.store.getState().view.marked], [2]);
	screen.press('T T');
	assert.deepEqual(
		screen.store.getState().order.lines.map(({run}) => run),
		[2],
		'flat, every run is by itself',
	);
});

test('groups are told at every size, in ASCII too, and nothing is wider than the screen', () => {
	for (const [cols, rows] of [
		[40, 12],
		[80, 24],
		[120, 36],
		[200, 50],
	] as const) {
		const screen = openSweep(cols, rows, {
			view: {group: 'but-seed', groupsOpen: false},
			...(cols === 80 && {glyphs: asciiGlyphs}),
		});
		const lines = screen.lines();
		assert.ok(lines.every(line => [...line].length <= cols));
		assert.equal(lines.filter(line => /(?:1e-4|1e-3|0\.01) 3/.test(line)).length, 3, lines.join('\n'));
		if (cols >= 80) assert.equal(lines.filter(line => /0\.\d+ +(?:±|\+-) 0\.\d+/.test(line)).length, 3, lines.join('\n'));
	}
});

test('a run with several tags stands below each of them, is one run all the same, and can be stood on in each place', () => {
	const tags = [['a'], ['a', 'b'], ['b'], []];
	const rows = tags.map((own, key) => ({...fakeRow({key, name: `run${key}`}), tags: own}));
	const screen = openScreen(100, 30, {rows, view: {filter: 'group:tag sort:name'}});
	const outline = () => screen.lines().flatMap(line => line.match(/▾ tag \S+ \d|run\d/)?.[0].replace('▾ ', '') ?? []);
	assert.deepEqual(outline().slice(0, 8), ['tag a 2', 'run0', 'run1', 'tag b 2', 'run1', 'run2', 'tag – 1', 'run3']);
	assert.match(screen.lines()[1]!, /4\/4/, 'runs are counted, not lines');
	screen.press('g g j j j j');
	assert.match(lineOf(screen, /^▸/), /run1/);
	screen.press('j');
	assert.match(lineOf(screen, /^▸/), /run2/, 'the cursor goes on from the second place');
	screen.press('k space');
	assert.match(screen.lines()[1]!, /1 marked/);
	screen.press('F F');
	look(screen.store, {filter: 'group:tags sort:name'});
	assert.ok(lineOf(screen, '▾ tags a, b 1'), 'all tags of a run together');
});

test('the dialog of groups offers each tag and all tags together', () => {
	const rows = [['a'], ['a', 'b']].map((tags, key) => ({...fakeRow({key, name: `run${key}`}), tags}));
	const screen = openScreen(100, 30, {rows});
	screen.press('t / e a c h enter enter');
	assert.match(screen.lines()[1]!, /by each tag/);
});

test('the filter groups by everything but the seed, and t t takes that away again', () => {
	const screen = openSweep(120, 36, {view: {filter: 'group:but-seed'}});
	assert.ok(lineOf(screen, '▾ lr 0.01'));
	screen.press('t t');
	assert.doesNotMatch(screen.lines().join('\n'), /▾/);
});

test('a group’s spread stands whole in a column without a curve beside one with', () => {
	const screen = openSweep(140, 30, {view: {group: ['lr'], filter: 'show:loss.max,loss'}});
	assert.match(lineOf(screen, '▾ lr 1e-3'), /\d\.\d+ +± 0\.\d+ .*\d\.\d+ +± 0\.\d+/);
});

test('what the keys of a dialog do is told whole, or the most wanted of it', () => {
	const wide = openScreen(80, 24);
	wide.press('t');
	assert.match(wide.text().join('\n'), /Enter groups · Space adds a level · t but the seed/);
	const narrow = openScreen(40, 12);
	narrow.press('t');
	assert.match(narrow.text().join('\n'), /│ +Enter groups +│/);
});

test('a status that has no room in the heading is not left out without a word', () => {
	const row = (key: number, status: FakeRow['status']) => fakeRow({key, name: `run${key}`, status, config: {lr: 1}});
	const statuses = ['running', 'stalled', 'failed', 'crashed', 'stopped', 'finished'] as const;
	const rows = [...statuses.map((status, key) => row(key, status)), fakeRow({key: 9, name: 'other', config: {lr: 2}})];
	const screen = openScreen(120, 36, {rows, view: {group: ['lr']}});
	assert.match(lineOf(screen, '▾ lr 1'), /●1 \S1 ✗2 …/);
	assert.match(lineOf(screen, '▾ lr 2'), /✓1 +▾/);
});

test('when other runs go on in a group, its time left is another one at once', () => {
	const row = (key: number, step: number) =>
		fakeRow({key, name: `run${key}`, status: 'running', step, config: {lr: 1, seed: key}});
	const rows = [row(1, 100), row(2, 840), fakeRow({key: 9, name: 'other', config: {lr: 2, seed: 1}})];
	const screen = openScreen(120, 36, {rows, view: {group: ['lr']}});
	assert.match(lineOf(screen, '▾ lr 1'), /≈ 1\d min/);
	screen.engine.send({rows: [fakeRow({key: 1, name: 'run1', config: {lr: 1, seed: 1}})]});
	assert.match(lineOf(screen, '▾ lr 1'), /≈ [23] min/);
});

test('the dialog tells of runs that have no value of a setting: they are a group of their own', () => {
	const configs: Record<string, number>[] = [{lr: 1, bs: 8}, {lr: 2}, {lr: 2}, {}];
	const rows = configs.map((config, key) => fakeRow({key, name: `run${key}`, config}));
	const screen = openScreen(120, 36, {rows});
	screen.press('t');
	assert.match(screen.text().join('\n'), /lr +2 values, 1 without[\s\S]*bs +1 value, 3 without/);
});

test('a run that breaks a constraint is no part of the mean of its group, nor of which group is best', () => {
	const rows = [
		[1, 0.5],
		[1, 0.7],
		[2, 0.9],
		[2, 0.01],
	].map(([lr, loss], key) => {
		const row = fakeRow({key, name: `run-${key}`, config: {lr: lr!}, metrics: ['loss']});
		row.metrics.values.fill(loss!, aggregateNames.indexOf('last'), aggregateNames.indexOf('last') + 1);
		return key === 3 ? {...row, infeasible: 'infeasible: constraint 0 is 1, above 0'} : row;
	});
	const screen = openScreen(160, 36, {rows, view: {group: ['lr']}});
	assert.match(lineOf(screen, '▾ lr 1'), /0\.60 +± 0\.14 ★/);
	assert.match(lineOf(screen, '▾ lr 2'), /0\.9000(?! ★)/);
});

test('of a heading the facts tell how its runs stand and what all of them share; what does not fit keeps groups apart', () => {
	const rows = [0, 1, 2, 3].map(key => {
		const config = {
			optimizer: 'sgd',
			lr: key < 2 ? 0.01 : 0.1,
			width: 64,
			seed: key % 2,
			depth: key < 2 ? 4 : 8,
			model: 'resnet',
		};
		return fakeRow({key, name: `run-${key}`, status: key === 0 ? 'failed' : 'finished', config});
	});
	const screen = openScreen(160, 45, {rows, view: {group: ['lr']}});
	screen.press('g g');
	const all = screen.lines().join('\n');
	assert.match(all, /3 Facts/);
	assert.match(all, /runs +1 finished, 1 failed|runs +1 failed, 1 finished/);
	assert.match(all, /in all +lr 0\.01 · depth 4|in all +depth 4 · lr 0\.01/);
	const many = [0.1, 0.2].flatMap(lr =>
		[1, 2].map(width => ({lr, width, optimizer: 'a-very-long-word-for-one', warmup: lr * width})),
	);
	const grid = openScreen(60, 16, {
		rows: many.map((config, key) => fakeRow({key, name: `run-${key}`, config})),
		view: {group: ['lr,optimizer,width,warmup']},
	});
	const headings = grid.lines().flatMap(line => /[▾▸] (\S.*?) 1 /.exec(line)?.[1] ?? []);
	assert.equal(new Set(headings).size, 4, headings.join(' | '));
});

test('how many runs of a large group have ended is a part of all where the numbers have no room', () => {
	const rows = Array.from({length: 1200}, (_, key) =>
		fakeRow({
			key,
			name: `run-${key}`,
			status: key < 300 ? 'crashed' : 'finished',
			total: null,
			config: {model: key % 2 ? 'vit' : 'mlp'},
		}),
	);
	const screen = openScreen(66, 24, {rows, view: {group: ['model']}});
	screen.press('g g');
	assert.match(lineOf(screen, / 600 /), /model \w+ 600 +100 % /);
	assert.doesNotMatch(lineOf(screen, / 600 /), /\d\/\d*…/);
});
