import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames} from '../../source/core/row.ts';
import {look} from '../../source/store/store.ts';
import {fakeNowMs, fakeRow, fakeTree} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const type = (text: string) => [...text].map(letter => (letter === ' ' ? 'space' : letter)).join(' ');
type Screen = ReturnType<typeof openScreen>;
const heading = (screen: Screen) => screen.lines()[2]!;
const titles = (screen: Screen) =>
	heading(screen)
		.trim()
		.split(/\s{2,}/);
const names = (screen: Screen) =>
	screen.store.getState().order.lines.map(line => screen.store.getState().rows.get(line.run!)?.name);
/** Opens a dialog and puts its cursor on the line of that label. */
const onLine = (screen: Screen, key: string, label: string) => {
	screen.press(`${key} / ${type(label)} enter`);
};

test('a metric shows several of its aggregates, each sorted by and starred by itself', () => {
	const screen = openScreen(200, 36);
	onLine(screen, 'm', 'loss');
	screen.press('right');
	assert.match(screen.text().join('\n'), /┌ Shown of loss ─+┐/);
	assert.match(screen.text().join('\n'), /■ Last value/);
	assert.match(screen.text().join('\n'), /□ Best value +the minimum/);
	assert.match(screen.text().join('\n'), /■ Lower is better +guessed from its name/);
	screen.press('j space j j space');
	assert.deepEqual(screen.store.getState().view.aggregates, {loss: ['last', 'min', 'mean']});
	screen.press('left');
	assert.match(screen.text().join('\n'), /loss +last, min, mean {2}in 39 runs/);
	screen.press('escape');
	assert.match(heading(screen), / loss .* loss min .* loss mean /);
	const stars = screen.lines().slice(3, 16).join('\n').match(/★/g);
	assert.ok((stars?.length ?? 0) >= 1);
	onLine(screen, 's', 'loss min');
	screen.press('enter');
	const {rows, order} = screen.store.getState();
	const minima = order.lines.map(line => rows.get(line.run!)!.metrics.values[8]!).filter(value => !Number.isNaN(value));
	assert.deepEqual(
		minima,
		[...minima].sort((a, b) => a - b),
	);
});

test('which way a metric is better is said, and can be said otherwise', () => {
	const odd = ['a', 'b', 'c'].map((name, key) => fakeRow({key, name, metrics: ['zeta'], step: 100 * (key + 1)}));
	const screen = openScreen(120, 30, {rows: odd});
	assert.doesNotMatch(screen.lines().join('\n'), /★/, 'nothing tells whether zeta is better low or high');
	screen.press('m right j j j j j space escape escape');
	assert.deepEqual(screen.store.getState().view.goals, {zeta: 'down'});
	const low = screen.lines().find(line => line.includes('★'));
	screen.press('m right j j j j j j space');
	assert.match(screen.text().join('\n'), /■ Higher is better +as you say/);
	screen.press('escape escape');
	const high = screen.lines().find(line => line.includes('★'));
	assert.ok(low !== undefined && high !== undefined && low !== high);
	screen.press('m right j j j j j j space escape escape');
	assert.deepEqual(screen.store.getState().view.goals, {}, 'said twice it is as found');
});

test('a tracker that declares a direction is obeyed', () => {
	const rows = ['a', 'b'].map((name, key) =>
		fakeRow({key, name, metrics: ['loss'], more: {goals: {loss: 'up'}}, step: 50 + 500 * key}),
	);
	const screen = openScreen(120, 30, {rows});
	screen.press('m right');
	assert.match(screen.text().join('\n'), /■ Higher is better +as its tracker says/);
});

test('columns are found by a few of their letters, shown, hidden and moved', () => {
	const screen = openScreen(200, 36);
	const before = titles(screen);
	onLine(screen, 'w', 'drt');
	screen.press('space escape');
	assert.ok(titles(screen).includes('DIRECTORY'));
	screen.press('w');
	const items = () => screen.text().filter(line => /│ *[▸ ]? *[■□]/.test(line));
	assert.match(items()[0]!, /progress/);
	screen.press('right');
	assert.match(items()[1]!, /▸ ■ progress/, 'the cursor goes with the column');
	screen.press('escape');
	const after = titles(screen);
	assert.equal(after.indexOf('PROGRESS'), before.indexOf('PROGRESS') + 1);
	assert.equal(after.indexOf('LEFT'), before.indexOf('LEFT') - 1);
	screen.press('w j left escape');
	assert.ok(titles(screen).indexOf('PROGRESS') < titles(screen).indexOf('LEFT'));
});

test('a column that was asked for stays where others go for want of room', () => {
	const screen = openScreen(80, 24);
	assert.doesNotMatch(heading(screen), /HOST/);
	look(screen.store, {columns: {host: true}});
	assert.match(heading(screen), /HOST/);
	assert.match(heading(screen), /RUN .*LEFT .*loss/);
});

test('Space sorts by a further key, back to front at the second time, no more at the third', () => {
	const screen = openScreen(190, 36);
	onLine(screen, 's', 'lr');
	screen.press('enter');
	const sort = () => screen.store.getState().view.sort.map(({column, descending}) => `${descending ? '-' : ''}${column}`);
	onLine(screen, 's', 'loss');
	screen.press('space');
	assert.deepEqual(sort().slice(0, 2), ['c:lr', 'm:loss']);
	assert.match(screen.text().join('\n'), /↑ loss +metric, key 2/);
	screen.press('space');
	assert.deepEqual(sort().slice(0, 2), ['c:lr', '-m:loss']);
	assert.match(screen.lines()[1]!, /↑ lr, ↓ loss$/);
	const {rows, order} = screen.store.getState();
	const pairs = order.lines
		.map(line => rows.get(line.run!)!)
		.map(row => [row.config.lr as number, row.metrics.values[6]!] as const);
	for (const [at, [lr, loss]] of pairs.entries()) {
		const next = pairs[at + 1];
		if (next === undefined || Number.isNaN(next[1])) continue;
		assert.ok(lr < next[0] || (lr === next[0] && !(loss < next[1])), `${lr} ${loss} before ${next}`);
	}
	screen.press('space');
	assert.deepEqual(sort()[0], 'c:lr');
	assert.equal(sort()[1], '-live');
});

test('the best value of a metric stands on top when it is first sorted by, where it is known which that is', () => {
	const screen = openScreen(120, 36);
	const sorted = (column: string) => {
		const {view} = screen.store.getState();
		return view.sort.find(key => key.column === column)?.descending;
	};
	screen.press('s / a c c enter enter');
	assert.equal(sorted('m:acc'), true);
	screen.press('s / l o s s enter enter');
	assert.equal(sorted('m:loss'), false);
	screen.press('s / a c c enter enter s / a c c enter enter');
	assert.equal(sorted('m:acc'), false, 'again turns it round');
});

test('missing and NaN come last, whichever way the list is sorted', () => {
	const rows = [
		fakeRow({key: 1, name: 'none', metrics: ['acc']}),
		fakeRow({key: 2, name: 'low', step: 1000}),
		fakeRow({key: 3, name: 'high', step: 1}),
		fakeRow({key: 4, name: 'nan', step: 10}),
	];
	rows[3]!.metrics.values[6] = Number.NaN;
	const screen = openScreen(120, 30, {rows});
	onLine(screen, 's', 'loss');
	screen.press('enter');
	assert.deepEqual(names(screen).slice(0, 2), ['low', 'high']);
	assert.deepEqual(new Set(names(screen).slice(2)), new Set(['none', 'nan']));
	screen.press('S');
	assert.deepEqual(names(screen).slice(0, 2), ['high', 'low']);
	assert.deepEqual(new Set(names(screen).slice(2)), new Set(['none', 'nan']));
});

test("the filter's show: and hide: are the list's columns", () => {
	const screen = openScreen(190, 36);
	look(screen.store, {filter: 'show:loss.min,lr,started,acc'});
	assert.deepEqual(titles(screen), ['STATUS', 'RUN', 'loss min', 'lr', 'STARTED', 'acc']);
	assert.match(screen.lines()[3]!, /2026-11-21/);
	look(screen.store, {filter: 'hide:loss,age'});
	assert.ok(!titles(screen).some(title => ['loss', 'AGE'].includes(title)));
	look(screen.store, {filter: 'sort:-lr,loss'});
	assert.match(heading(screen), / lr↓/, 'the arrow stands where the filter sorts');
	assert.match(screen.lines()[1]!, /↓ lr, ↑ loss$/);
});

test('columns that do not vary are said once in the header, and shown again with H', () => {
	const screen = openScreen(200, 36);
	assert.match(screen.lines()[1]!, /model resnet50 · batch_size 64 everywhere/);
	assert.doesNotMatch(heading(screen), /batch_size/);
	screen.press('H');
	assert.match(heading(screen), /batch_size/);
	assert.doesNotMatch(screen.lines()[1]!, /everywhere/);
});

test('widths do not change while values do, whatever is shown', () => {
	const screen = openScreen(160, 36, {rows: fakeTree(12)});
	look(screen.store, {aggregates: {loss: ['last', 'best', 'mean']}, columns: {'f:silent': true}});
	const places = () => [...heading(screen).matchAll(/\S+/g)].map(match => match.index);
	const before = places();
	for (let step = 641; step < 800; step += 20) {
		screen.engine.send({rows: [fakeRow({key: 0, name: 'resnet50-lr3e-4-bs64-seed1', status: 'running', step})]});
		assert.deepEqual(places(), before);
	}
});

test('the column that the list is sorted by is moved with shift and the arrows, past those in view', () => {
	const screen = openScreen(140, 30);
	const titles = () =>
		heading(screen)
			.trim()
			.split(/ {2,}/)
			.map(title => title.replace(/[↑↓]$/, ''));
	screen.press('shift-left');
	assert.match(screen.text().join('\n'), /Sort by a column first/);
	const before = titles();
	const at = before.indexOf('lr');
	look(screen.store, {sort: [{column: 'c:lr', descending: false}]});
	screen.press('shift-left');
	const moved = titles();
	assert.equal(moved.indexOf('lr'), at - 1);
	assert.deepEqual([...moved].sort(), [...before].sort(), 'nothing comes or goes');
	screen.press('g >');
	assert.deepEqual(titles(), before);
	look(screen.store, {filter: 'show:acc,lr,loss sort:-lr'});
	screen.press('shift-left');
	assert.match(screen.lines()[1]!, /show:lr,acc,loss/, 'columns that the filter names change places there');
});

test('sorting by hand takes the place of what the filter says of the order', () => {
	const screen = openScreen(120, 30, {view: {filter: 'acc>0 sort:loss'}});
	const {store} = screen;
	screen.press('S');
	assert.deepEqual(
		[store.getState().view.filter, store.getState().view.sort[0]],
		['acc>0', {column: 'm:loss', descending: true}],
	);
	look(store, {filter: 'sort:-age'});
	screen.press('S');
	assert.deepEqual(store.getState().view.sort[0], {column: 'started', descending: true});
});

test('a number for which its column has not grown yet loses digits; none is cut', () => {
	const rows = ['a', 'b', 'c'].map((name, key) => fakeRow({key, name, metrics: ['loss']}));
	const screen = openScreen(80, 24, {rows});
	const say = (key: number, value: number) => {
		const {names, values} = rows[key]!.metrics;
		const last = values.with(aggregateNames.indexOf('last'), value);
		screen.engine.send({rows: [{...rows[key]!, metrics: {names, values: last}}]});
		// Long after the first seconds, in which columns find their widths.
		screen.store.setState({nowMs: fakeNowMs + 10_000});
	};
	screen.lines();
	say(0, -0.02237);
	screen.lines();
	say(1, 5.017e-51);
	const shown = screen.lines().join('\n');
	assert.match(shown, /-0\.02237/);
	assert.match(shown, / 5\.02e-51 /, 'a column grows once a second at most');
	screen.store.setState({nowMs: fakeNowMs + 12_000});
	assert.match(screen.lines().join('\n'), /5\.017e-51/);
});

test('a list in which every run is at its end has no room for bars, and gets it with the first run under way', () => {
	const over = [0, 1, 2].map(key => fakeRow({key, name: `over-${key}`}));
	const screen = openScreen(120, 30, {rows: over});
	assert.match(screen.lines()[2]!, / DONE {2}LEFT/);
	screen.engine.send({rows: [fakeRow({key: 9, name: 'live', status: 'running', step: 500})]});
	assert.match(screen.lines()[2]!, / PROGRESS {2,}LEFT/);
	assert.match(screen.lines().join('\n'), /live +█{5} +50 %/);
	const counting = fakeRow({key: 4, name: 'counts', total: null, step: 77});
	assert.match(
		openScreen(120, 30, {rows: [...over, counting]})
			.lines()
			.join('\n'),
		/counts +step 77/,
	);
});

test('a setting that is null is told from one that a run does not have', () => {
	const configs: Record<string, number | null>[] = [{lr: 1, decay: null}, {lr: 2, decay: 0.1}, {lr: 3}];
	const rows = configs.map((config, key) => fakeRow({key, name: `run${key}`, config}));
	const screen = openScreen(120, 20, {rows});
	const lineOf = (name: string) => screen.lines().find(line => line.includes(name))!;
	assert.match(heading(screen), /decay/);
	assert.match(lineOf('run0'), /\bnull\b/);
	assert.doesNotMatch(lineOf('run2'), /null/);
});
