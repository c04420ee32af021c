import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {look} from '../../source/store/store.ts';
import {fakeNowMs, fakeRow, fakeTree} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const sizes: [cols: number, rows: number][] = [
	[20, 4],
	[40, 12],
	[60, 16],
	[60, 50],
	[80, 24],
	[100, 30],
	[120, 30],
	[160, 40],
	[200, 50],
	[250, 80],
	[250, 12],
];
const rowOf = (lines: string[], name: RegExp) => lines.find(line => name.test(line)) ?? '';

test('80×24 shows status, name, progress, time left, sparkline and value, and a chart below', () => {
	const lines = openScreen(80, 24).lines();
	assert.match(lines[0]!, /^ xtui {2}~\/exp {3}40 runs {3}● 3 .*✓ 32.*next done ≈ 6 min$/);
	assert.match(lines[1]!, /model resnet50 · batch_size 64 everywhere/);
	assert.match(lines[3]!, /^▸ {2}● running +…lr3e-4\S* +\S+ +64 % +≈ 6 min +[▁-█]{5} +0\.3515/);
	assert.match(rowOf(lines, /vit-b16-lr3e/), /⚠ stalled .* 50 % +silent 9 min/);
	assert.match(rowOf(lines, /vit-b16-lr1/), /✗ failed .*vit-b16-lr1 × .* NaN at 412/);
	assert.match(rowOf(lines, /gpt2/), /step 4120/);
	assert.match(rowOf(lines, /─ 2 /), /resnet50-lr3e-4-bs64-seed1 · pid 4711 is alive/);
	assert.match(lines.at(-1)!, /Enter open .*f filter .*\? help/);
});

test('every size holds the whole list line, the cursor and no more than its cells', () => {
	for (const [cols, rows] of sizes) {
		const screen = openScreen(cols, rows);
		const lines = screen.lines();
		assert.equal(lines.length, rows, `${cols}×${rows}`);
		assert.ok(lines.every(line => [...line].length <= cols));
		assert.match(lines.join('\n'), /0\.3515|running|64 %/, `${cols}×${rows} shows the first run`);
		const measured = screen.store.getState().measured;
		assert.equal(measured.cols, cols);
	}
});

test('columns go in their order as the screen gets narrower', () => {
	const heading = (cols: number) => openScreen(cols, 24).lines()[2]!;
	assert.match(heading(250), /STATUS .*RUN .*PROGRESS .*LEFT .*loss .*acc .*lr .*AGE/);
	assert.match(heading(120), /STATUS .*PROGRESS .*LEFT .*loss .*acc/);
	assert.match(heading(80), /STATUS .*PROGRESS .*LEFT .*loss/);
	assert.doesNotMatch(heading(80), /acc|AGE/);
	assert.match(heading(60), /RUN .*DONE .*LEFT .*loss/);
	assert.match(heading(40), /RUN .*LEFT .*loss/);
	assert.doesNotMatch(heading(40), /STATUS|DONE|PROGRESS/);
});

test('from one to three lines it is a status line', () => {
	assert.match(openScreen(80, 1).lines()[0]!, /^ ● 3 {2}⚠ 1 .* ● resnet\S+ {2}64 % {2}≈ 6 min {2}loss 0\.3515 ↓$/);
	const lines = openScreen(60, 3).lines();
	assert.match(lines[1]!, /● resnet50-l.*64 %/);
	assert.match(lines[2]!, /● resnet50-l.*31 %/);
});

test('columns keep their places while values change', () => {
	const screen = openScreen(120, 30);
	const places = () => [...screen.lines()[2]!.matchAll(/\S+/g)].map(match => match.index);
	const before = places();
	for (let step = 641; step < 800; step += 20) {
		screen.engine.send({rows: [fakeRow({key: 0, name: 'resnet50-lr3e-4-bs64-seed1', status: 'running', step})]});
		assert.deepEqual(places(), before);
	}
});

test('a moved cursor changes two lines of the list and nothing else of it', () => {
	const screen = openScreen(120, 30);
	screen.press('j');
	const before = screen.lines();
	screen.press('j');
	const after = screen.lines();
	const changed = after.flatMap((line, at) => (line === before[at] || at > 18 ? [] : [at]));
	assert.deepEqual(changed, [4, 5]);
});

test('values stand on one decimal point, the best has a star', () => {
	const rows = [
		fakeRow({key: 1, name: 'a', step: 900}),
		fakeRow({key: 2, name: 'b', step: 5}),
		fakeRow({key: 3, name: 'c', step: 400}),
	];
	const lines = openScreen(120, 24, {rows}).lines().slice(3, 6);
	const points = lines.map(line => line.indexOf('.', line.search(/[▁-█]/)));
	assert.equal(new Set(points).size, 1);
	assert.ok(lines.some(line => line.includes('★')));
});

test('nothing there yet, nothing there, nothing that matches', () => {
	assert.match(openScreen(80, 24, {rows: [], started: false}).lines().join('\n'), /Looking for runs under ~\/exp/);
	const empty = openScreen(80, 24, {rows: []}).lines().join('\n');
	assert.match(empty, /No runs under ~\/exp \(looked at 0 directories\)/);
	assert.match(empty, /xtui finds: wandb/);
	const screen = openScreen(80, 24);
	look(screen.store, {filter: 'status:running lr>1'});
	const none = screen.lines().join('\n');
	assert.match(none, /None of 40 runs matches the filter/);
	assert.match(none, /"lr>1" excludes most: 40 of 40/);
	look(screen.store, {filter: 'status:runing'});
	assert.match(screen.lines().join('\n'), /None of 40 runs matches the filter\s+No status is called runing · Nearest: running/);
});

test('a directory that cannot be read is said where the runs would be', () => {
	const screen = openScreen(80, 24, {rows: []});
	const problems = [{file: '/home/ada/exp/secret', message: 'permission denied'}];
	screen.engine.send({reading: {scanned: true, directories: 3, runs: 0, bytesRead: 0, bytesLeft: 0, runsLeft: 0, problems}});
	assert.match(screen.lines().join('\n'), /~\/exp\/secret: permission denied/);
});

test('the engine that died is said in the header', () => {
	const screen = openScreen(120, 24);
	screen.store.setState({fatal: 'out of memory'});
	assert.match(screen.lines()[0]!, /reading has stopped$/);
});

test('ASCII only where the terminal has no more', () => {
	for (const [cols, rows] of sizes) {
		const text = openScreen(cols, rows, {glyphs: asciiGlyphs}).lines().join('\n');
		assert.match(text, /^[\x20-\x7e\n]*$/, `${cols}×${rows}: ${/[^\x20-\x7e\n].{0,20}/.exec(text)?.[0]}`);
	}
});

test('marked runs are laid over the chart, with their names', () => {
	const screen = openScreen(160, 40);
	screen.press('space space j');
	const rule = screen.lines().find(line => /─ 2 /.test(line)) ?? '';
	assert.match(rule, /[━╍┄] gpt2-\S+ .*[━╍┄] \S*lr3e\S+ .*[━╍┄] \S*lr1e/);
	const chart = screen.scene().shown.curves.filter(curve => curve.metric === 'loss');
	for (const run of [4, 0, 1]) assert.ok(chart.some(curve => curve.run === run));
});

test('the reading line tells the value where it stands', () => {
	const screen = openScreen(120, 36);
	screen.press('tab h h');
	assert.match(screen.lines().join('\n'), /step 6\d\d +0\.[34]\d+/);
});

test('the runs next to the cursor are asked for ahead', () => {
	const screen = openScreen(120, 36);
	screen.lines();
	screen.engine.post = () => {};
	screen.press('j');
	assert.match(screen.lines().slice(22).join('\n'), /[⠁-⣿]/);
});

test('a chart of a run whose curve has not come is no other run’s', () => {
	const screen = openScreen(120, 36);
	screen.lines();
	screen.engine.post = () => {};
	screen.press('9 j');
	const charts = screen.lines().slice(22).join('\n');
	assert.match(charts, /…/);
	assert.doesNotMatch(charts, /[⠁-⣿]/);
});

test('names that begin alike keep what tells them apart; a damaged run has a sign and its reason', () => {
	const screen = openScreen(80, 24);
	const lines = screen.lines();
	assert.ok(lines.some(line => line.includes('seed10')));
	assert.match(rowOf(lines, /resnet18-baseline/), /resnet18-baseline ⚠/);
	look(screen.store, {cursor: 6});
	assert.match(rowOf(screen.lines(), /─ 2 /), /⚠ torn record at byte 81,920/);
});

test('ten thousand runs scroll to the end and show the last', () => {
	const screen = openScreen(120, 36, {rows: fakeTree(10_000)});
	screen.lines();
	screen.press('G');
	assert.match(screen.lines().join('\n'), /seed9999/);
	assert.equal(screen.store.getState().order.lines.length, 10_000);
});

test('ages are coarse, so that a quiet screen stays quiet', () => {
	const screen = openScreen(250, 30, {rows: [fakeRow({key: 30, name: 'old'}), fakeRow({key: 2, name: 'new'})]});
	const before = screen.lines();
	screen.store.setState({nowMs: fakeNowMs + 20_000});
	assert.deepEqual(screen.lines(), before);
});

test('nothing that a tracker wrote can break the screen', () => {
	const evil = 'red\u001b[31m\nline\u0007\u202etwo';
	const rows = [
		fakeRow({
			key: 1,
			name: 'a',
			status: 'failed',
			config: {[evil]: evil, lr: evil},
			metrics: [evil, 'loss'],
			more: {
				statusWhy: evil,
				problem: evil,
				problemCount: 1,
				tags: [evil],
				error: evil,
				health: [{kind: 'nonfinite', metric: evil, step: 1, text: evil, reason: evil}],
			},
		}),
		fakeRow({key: 2, name: 'b'}),
	];
	for (const [cols, rowCount] of sizes) {
		const screen = openScreen(cols, rowCount, {rows, view: {columns: {tags: true}}});
		screen.press('G');
		assert.doesNotMatch(screen.lines().join(''), /[\u0000-\u001f\u007f-\u009f\u202e]/);
		screen.press('enter');
		for (let tab = 0; tab < 9; tab++) {
			assert.doesNotMatch(screen.lines().join(''), /[\u0000-\u001f\u007f-\u009f\u202e]/, `tab ${tab}`);
			screen.press(']');
		}
	}
});

test('where not all counts have room, none of them is cut, and a sign says that there are more', () => {
	const statuses = ['queued', 'running', 'finished', 'failed', 'stopped', 'pruned'] as const;
	const rows = statuses.flatMap((status, at) =>
		Array.from({length: 12}, (_, i) => fakeRow({key: at * 12 + i, name: 'a', status})),
	);
	for (const [cols, rowCount] of [
		[20, 3],
		[24, 8],
	] as const)
		assert.match(openScreen(cols, rowCount, {rows}).lines()[0]!.trimEnd(), /^ ?(?:\S 12 {2})+\S 12 …$/, `${cols}×${rowCount}`);
	assert.match(openScreen(40, 12, {rows}).lines()[0]!, /(?:\S 12\s*){6}$/);
});

test('wide characters keep the columns in their places', () => {
	const rows = [fakeRow({key: 1, name: '損失モデル📉-a'}), fakeRow({key: 2, name: 'plain-name-b'})];
	const grid = openScreen(100, 24, {rows}).grid();
	const columnOf = (row: number, sign: string) =>
		grid.glyphs.subarray(row * grid.cols, (row + 1) * grid.cols).indexOf(sign.codePointAt(0)!);
	assert.equal(columnOf(3, '%'), columnOf(4, '%'));
});

test('columns that the runs in view have nothing for stay away', () => {
	const bare = {startedAtMs: null, progress: {step: 40, total: null, fraction: null, unit: 'step', totalFrom: null}};
	const rows = [fakeRow({key: 1, name: 'a', more: bare}), fakeRow({key: 2, name: 'b', metrics: ['loss'], more: bare})];
	const heading = openScreen(250, 24, {rows}).lines()[2]!;
	assert.match(heading, /STATUS .*RUN .*PROGRESS .*loss .*acc .*lr/);
	assert.doesNotMatch(heading, /AGE|LEFT/);
	const screen = openScreen(250, 24, {rows});
	look(screen.store, {filter: 'name:b'});
	assert.doesNotMatch(screen.lines()[2]!, /acc/);
});

test('the use of this machine stands below the header while it is wanted, and is asked for only then', () => {
	const screen = openScreen(120, 30);
	const asked = () => screen.engine.received.flatMap(message => (message.type === 'machine' ? [message.wanted] : []));
	assert.doesNotMatch(screen.lines().join('\n'), /of 16 cores/);
	assert.deepEqual(new Set(asked()), new Set([false]));
	screen.press('a u');
	assert.match(
		screen.lines()[1]!,
		/^ CPU {2}43 % of 16 cores {3}load 5\.2 {3}memory 12 GB of 64 GB {3}GPU 0 71 % 20 GB of 24 GB {3}GPU 1 –$/,
	);
	assert.equal(asked().at(-1), true);
	screen.resize(60, 16);
	assert.match(screen.lines()[1]!, /memory 12 GB of 64 GB$/);
	screen.press('a u');
	assert.doesNotMatch(screen.lines().join('\n'), /of 16 cores/);
});

test('the header says when the next run is done, and when all of them are', () => {
	const running = (key: number, minutes: number, more: object = {}) =>
		fakeRow({
			key,
			name: `run-${key}`,
			status: 'running',
			step: 10,
			more: {
				estimate: {
					seconds: minutes * 60,
					low: 0,
					high: 0,
					finishAtMs: fakeNowMs + minutes * 60_000,
					from: 'own pace',
					text: `≈ ${minutes} min`,
				},
				...more,
			},
		});
	const header = (rows: ReturnType<typeof running>[]) => openScreen(120, 30, {rows}).lines()[0]!;
	assert.match(header([running(1, 12), running(2, 40)]), /next done ≈ 12 min {3}all done ≈ 40 min$/);
	assert.match(header([running(1, 12)]), /next done ≈ 12 min$/);
	assert.match(header([running(1, 12), running(2, 40, {estimate: null})]), /next done ≈ 12 min$/, 'one is not known');
	const late = {seconds: 5, low: 0, high: 9, finishAtMs: fakeNowMs, from: 'own pace', text: 'no step for 4 min', isOpen: true};
	assert.match(
		header([running(1, 12), running(2, 1, {estimate: late})]),
		/next done ≈ 12 min$/,
		'nobody knows when a late one ends',
	);
	assert.doesNotMatch(header([running(1, 1, {estimate: late})]), /done/);
});
