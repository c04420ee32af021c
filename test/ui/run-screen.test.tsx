import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow, fakeTree} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const tabs = (lines: string[]) => lines[1]!;

test('an open run shows its charts, facts and the end of its log side by side', () => {
	const screen = openScreen(160, 48);
	screen.press('enter');
	const text = screen.lines().join('\n');
	assert.match(screen.lines()[0]!, /xtui {2}~\/exp ▸ resnet50-lr3e-4-bs64-seed1 {3}● running {3}64 % {3}≈ 6 min/);
	assert.match(tabs(screen.lines()), /Charts 2 .*Log .*Config 4 .*System 4 .*Media 0 .*Files 2 .*Problems 0/);
	assert.match(text, /1 Metrics/);
	assert.match(text, /status +● running · pid 4711 is alive/);
	assert.match(text, /left +≈ 6 min, done 14:08 \(82 steps/);
	assert.match(text, /step 1990 {2}loss/);
});

test('tabs: config, summary, source, files, problems, about', () => {
	const screen = openScreen(100, 30);
	const page = (expected: RegExp) => {
		screen.press(']');
		assert.match(screen.lines().join('\n'), expected);
	};
	screen.press('enter');
	page(/epoch 12 {2}step 1990/);
	page(/optim\.betas +\[0\.9,0\.999\]/);
	page(/metric +last +min +max +mean +points/);
	page(/command +python train\.py --lr 3e-4/);
	page(/gpu\.0\.utilization/);
	page(/No pictures or other media/);
	page(/82 kB .*events\.out/);
	page(/Nothing is wrong with the files of this run/);
	page(/status +running: pid 4711 is alive[\s\S]*Time left[\s\S]*3 validations × 41 s/);
});

test('each of host, user and process has a line of its own', () => {
	const more = {host: null, user: 'bob', pid: 4711};
	const screen = openScreen(100, 30, {rows: [fakeRow({key: 1, name: 'one', more})]});
	screen.press('enter [');
	const text = screen.lines().join('\n');
	assert.match(text, /user +bob\b/);
	assert.match(text, /pid +4711\b/);
	assert.doesNotMatch(text, /host +bob/);
});

test('what is wrong with a run is said whole, in as many lines as it takes', () => {
	const problem =
		'A second folder claims this number: they differ in name ("mine" here, "theirs" there). Which one is it? To keep both, rename one to exp2';
	const screen = openScreen(60, 24, {rows: [fakeRow({key: 1, name: 'twin', more: {problemCount: 1, problem}})]});
	screen.press('enter [ [');
	const text = screen
		.lines()
		.map(line => line.trim())
		.join(' ');
	assert.ok(text.replaceAll(/ +/g, ' ').includes(problem), text);
});

test('a log opens at its end, scrolls up and comes back to follow it', () => {
	const screen = openScreen(80, 24);
	screen.press('L');
	assert.match(screen.lines().join('\n'), /step 1990/);
	screen.press('g g');
	assert.match(screen.lines().join('\n'), /1200 lines before these/);
	screen.press('G');
	assert.match(screen.lines().join('\n'), /step 1990/);
});

test('the log beside the charts shows messages without what a logger put before them; searched, sideways and with the whole screen it is whole', () => {
	const screen = openScreen(160, 48);
	screen.press('enter');
	screen.lines();
	screen.engine.post = () => {};
	const lines = ['2026-03-11 10:00:05,123 - runner - INFO - epoch 12 of 50, loss 0.25'];
	screen.engine.send({log: {run: screen.store.getState().log!.run, path: '/home/ada/exp/train.log', lines, before: 0}});
	const log = () => screen.lines().slice(3).join('\n');
	assert.match(log(), /│ epoch 12 of 50, loss 0\.25/);
	screen.press('3');
	assert.match(log(), /│ epoch 12 of 50, loss 0\.25/, 'the focus moves nothing');
	screen.press('/ r u n n e r enter');
	assert.match(log(), /05,123 - runner - INFO/);
	screen.press('escape l');
	assert.match(log(), /05,123 - runner - INFO/);
	screen.press('h z');
	assert.match(log(), /2026-03-11 10:00:05,123 - runner - INFO - epoch 12 of 50, loss 0\.25/);
});

test('the keys of the log and of the information are no keys of the tabs that they open', () => {
	const screen = openScreen(160, 48);
	const footer = () => screen.lines().at(-1)!;
	screen.press('enter');
	assert.match(footer(), /L log {2}i info/);
	screen.press('L');
	assert.doesNotMatch(footer(), /L log/);
	screen.press('i');
	assert.match(footer(), /L log/);
	assert.doesNotMatch(footer(), /i info/);
});

test('find goes to a line of the log', () => {
	const screen = openScreen(80, 24);
	screen.press('L');
	screen.press('/ s t e p space 1 1 2 0 enter');
	assert.match(screen.lines()[3]!, /step 1120/);
	screen.press('l l l l l l l');
	assert.doesNotMatch(screen.lines()[3]!, /step 1120/);
	screen.press('/ s t e p space 1 1 3 0 enter');
	assert.match(screen.lines()[3]!, /step 1130/, 'it comes into sight sideways, too');
});

test('where a found place has scrolled a log sideways, the end of the search and a jump past its ends go back', () => {
	const openAside = () => {
		const screen = openScreen(80, 24);
		screen.press('L');
		screen.press('/ s t e p space 1 1 2 0 enter l l l l l l l');
		assert.doesNotMatch(screen.lines().join('\n'), /step 1[12]/);
		return screen;
	};
	const [ended, last] = [openAside(), openAside()];
	ended.press('escape');
	assert.match(ended.lines()[3]!, /step 1120/);
	last.press('G');
	assert.match(last.lines().join('\n'), /step 1990/);
});

test('what the engine has not told yet is no old run’s', () => {
	const screen = openScreen(100, 30);
	screen.press('enter ]');
	screen.lines();
	screen.engine.post = () => {};
	screen.press('escape j enter ]');
	assert.doesNotMatch(screen.lines().join('\n'), /step 1990/);
});

test('pages of charts, and one of them full size', () => {
	const metrics = Array.from({length: 9}, (_, at) => `layer${at}/loss`);
	const screen = openScreen(100, 30, {rows: [fakeRow({key: 1, name: 'deep', status: 'running', step: 500, metrics})]});
	screen.press('enter');
	assert.match(screen.lines().join('\n'), /1–6 of 9/);
	screen.press('pagedown pagedown j');
	assert.match(screen.lines().join('\n'), /7–9 of 9/);
	screen.press('enter');
	assert.equal(screen.scene().shown.curves.length, 1);
	screen.press('escape');
	assert.ok(screen.scene().shown.curves.length > 1);
});

test('a run that goes away while it is open says so', () => {
	const screen = openScreen(100, 30);
	screen.press('enter');
	screen.engine.send({removed: [0]});
	assert.match(screen.lines()[0]!, /this run is gone/);
});

test('every tab fits every size', () => {
	for (const [cols, rows] of [
		[20, 5],
		[40, 12],
		[80, 24],
		[120, 36],
		[250, 80],
	] as const) {
		const screen = openScreen(cols, rows, {rows: fakeTree(10)});
		screen.press('enter');
		for (let tab = 0; tab < 10; tab++) {
			assert.ok(
				screen.lines().every(line => [...line].length <= cols),
				`${cols}×${rows}`,
			);
			screen.press(']');
		}
	}
});

test('a run that works on this machine shows what its processes use, above what its tracker recorded', () => {
	const screen = openScreen(120, 30);
	screen.press('enter ] ] ] ] ]');
	const before = screen.lines().join('\n');
	assert.doesNotMatch(before, /Processes here/);
	screen.engine.process = {
		pid: 4711,
		processes: 3,
		cpuPercent: 153,
		memoryBytes: 2_000_000_000,
		diskReadPerSecond: 0,
		diskWritePerSecond: null,
		gpu: {memoryBytes: 4_200_000_000, devices: 2},
		cores: 4,
		machineMemoryBytes: 16_000_000_000,
		past: {cpu: [Number.NaN, 20, 100, 153], memory: [1e9, 1e9, 2e9, 2e9], read: [], written: []},
	};
	const text = screen.lines().join('\n');
	assert.match(text, /Processes here: pid 4711 and 2 others/);
	assert.match(text, /CPU +153 % {2}1\.5 of 4 cores +▂▆█/);
	assert.match(text, /memory +2\.0 GB {2}12\.5 % of 16 GB +▅▅██/);
	assert.match(text, /written +not known/);
	assert.match(text, /GPU +4\.2 GB {2}memory on 2 devices/);
	assert.match(text, /System metrics[\s\S]*gpu\.0\.utilization/);
});
