import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ToEngine} from '../../source/engine/protocol.ts';
import {runScreen} from '../../source/ui/start.ts';
import type {UiSettings} from '../../source/ui/ui-settings.ts';
import {noActing} from './fake-acting.ts';
import {FakeEngine} from './fake-engine.ts';
import {fakeNowMs, fakeRow, fakeTree, fakeValue} from './fake-rows.ts';
import {FakeTerminal} from './fake-terminal.ts';

/** The screen on a fake terminal and engine, its clock moved by hand. */
function open(cols = 100, rows = 30, tree = fakeTree(), settings: UiSettings = {}, engine = new FakeEngine(tree)) {
	const terminal = new FakeTerminal(cols, rows);
	const clock = {nowMs: fakeNowMs};
	const exit = runScreen({
		roots: ['/home/ada/exp'],
		terminal,
		engine,
		acting: noActing,
		loadInk: () => import('../../source/ui/ink-layer.tsx'),
		settings: {home: '/home/ada', ...settings},
		now: () => clock.nowMs,
	});
	return {terminal, engine, clock, exit};
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test('the first frame is there before anything has been waited for, and quitting ends the engine', async () => {
	const {terminal, engine, exit} = open();
	assert.match(terminal.screen, /xtui {2}~\/exp {3}40 runs/);
	terminal.press('q');
	assert.equal(await exit, 0);
	assert.equal(engine.received.at(-1)?.type, 'stop');
});

/** An engine that has not looked at anything yet. */
class StillLooking extends FakeEngine {
	override post(message: ToEngine): void {
		if (message.type === 'start') this.received.push(message);
		else super.post(message);
	}
}

test('what the last screen showed is in the first frame, before the engine has found anything', async () => {
	const tree = fakeTree();
	const kept = tree.slice(0, 5).map((row, i) => ({...row, key: i + 1}));
	const first = {rows: kept, readBy: 'this program'};
	const {terminal, engine, exit} = open(100, 30, tree, {first}, new StillLooking(tree));
	assert.match(terminal.screen, /xtui {2}~\/exp {3}5\+ runs .*looking for runs/);
	for (const {name} of kept.slice(0, 2)) assert.match(terminal.screen, new RegExp(name.slice(-12)));
	const [start] = engine.received;
	assert.ok(start?.type === 'start');
	assert.deepEqual(
		start.first,
		kept.map(({path}) => path),
	);
	terminal.press('q');
	await exit;
});

test('all keys of one read make one frame, at once', async () => {
	const {terminal, exit} = open();
	await turn();
	await turn();
	const before = terminal.frames.length;
	terminal.press('j j j');
	assert.equal(terminal.frames.length, before + 1);
	assert.match(terminal.frames.at(-1)![6]!, /^▸/);
	terminal.press('q');
	await exit;
});

test('new values alone make few frames, however many messages bring them', async () => {
	const {terminal, engine, clock, exit} = open();
	clock.nowMs += 5000;
	engine.send({});
	await terminal.until(/ 0 +└0/);
	const before = terminal.frames.length;
	for (let step = 641; step < 650; step++) {
		engine.send({rows: [fakeRow({key: 0, name: 'resnet50-lr3e-4-bs64-seed1', status: 'running', step})]});
		await turn();
	}
	await terminal.until(new RegExp(fakeValue(0, 'loss', 649).toFixed(4)));
	assert.ok(terminal.frames.length <= before + 2);
	terminal.press('q');
	await exit;
});

test('a prompt comes from Ink when it is first wanted, and goes again', async () => {
	const {terminal, exit} = open();
	terminal.press('f v i t');
	const lines = await terminal.until(/f {2}vit +2 of 40/);
	assert.match(lines.join('\n'), /vit-b16-lr1/);
	assert.doesNotMatch(lines.join('\n'), /seed10/);
	terminal.pasteText('-b16\n');
	await terminal.until(/f {2}vit-b16 +2 of 40/);
	terminal.press('escape');
	await terminal.until(/f filter .*\? help/);
	terminal.press('s');
	await terminal.until(/┌ Sort by/);
	terminal.resize(120, 40);
	await terminal.until(/┌ Sort by/);
	terminal.press('escape q');
	await exit;
});

test('a click selects a run, a second one opens it, the wheel moves', async () => {
	const {terminal, clock, exit} = open();
	terminal.point('press', 30, 5);
	await turn();
	assert.match(terminal.frames.at(-1)![5]!, /^▸/);
	clock.nowMs += 1000;
	terminal.point('wheeldown', 30, 5);
	await turn();
	assert.match(terminal.frames.at(-1)![8]!, /^▸/);
	terminal.point('press', 30, 4);
	terminal.point('press', 30, 4);
	await terminal.until(/Charts .*Log .*Config/);
	terminal.press('escape');
	terminal.point('press', terminal.frames.at(-1)![2]!.indexOf('RUN'), 2);
	await terminal.until(/↑ name/);
	terminal.press('q');
	await exit;
});

test('the wheel moves the cursor of a menu, wherever the mouse is, and no list behind it', async () => {
	for (const [keys, title] of [
		['s', /┌ Sort by/],
		[':', /┌ What to do/],
	] as const) {
		const {terminal, exit} = open();
		const listed = () => terminal.frames.at(-1)!.findIndex(text => text.startsWith('▸'));
		const before = listed();
		terminal.press(keys);
		await terminal.until(title);
		const line = () => terminal.frames.at(-1)!.findIndex(text => text.includes('│▸'));
		const first = line();
		for (const [turned, by] of [
			['wheelup', 0],
			['wheeldown', 1],
			['wheeldown', 2],
			['wheelup', 1],
		] as const) {
			terminal.point(turned, 1, 1);
			await turn();
			await turn();
			assert.equal(line() - first, by, `${keys} ${turned}`);
		}
		terminal.press('escape');
		await terminal.until(/\? help/);
		assert.equal(listed(), before);
		terminal.press('q');
		await exit;
	}
});

test('pointing at a chart reads it there', async () => {
	const {terminal, clock, exit} = open();
	terminal.press('enter');
	await terminal.until(/1–4 of|loss .*last/);
	await turn();
	await turn();
	const row = terminal.frames.at(-1)!.findIndex(line => line.includes('last')) + 3;
	clock.nowMs += 1000;
	terminal.point('press', 30, row);
	await terminal.until(/step \d+ +\d\.\d+/);
	terminal.press('q q');
	await exit;
});

test('another size is drawn at once', async () => {
	const {terminal, exit} = open();
	terminal.resize(40, 12);
	assert.equal(terminal.frames.at(-1)!.length, 12);
	terminal.press('q');
	await exit;
});

test('copy and redraw reach the outside', async () => {
	const {terminal, exit} = open();
	terminal.press('y p');
	assert.match(terminal.screen, /Copied the path/);
	terminal.press('ctrl-l');
	const sent = Buffer.from(/52;c;(.*)\x07/.exec(terminal.calls[0]!)![1]!, 'base64').toString();
	assert.equal(sent, '/home/ada/exp/vision/resnet50-lr3e-4-bs64-seed1');
	assert.equal(terminal.calls[1], 'redraw');
	terminal.press('q');
	await exit;
});

test('an engine that dies is said, and what was read stays', async () => {
	const {terminal, engine, exit} = open();
	engine.fail('out of memory');
	await turn();
	assert.match(terminal.screen, /reading has stopped/);
	assert.match(terminal.screen, /resnet50/);
	terminal.press('q');
	await exit;
});
