import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {Grid} from '../../source/draw/grid.ts';
import {roleStyle} from '../../source/draw/style.ts';
import {copySequence, type Key, notifySequence, openTerminal} from '../../source/terminal/terminal.ts';

class FakeInput extends EventEmitter {
	isTTY = true;
	modes: boolean[] = [];
	setRawMode(isRaw: boolean): void {
		this.modes.push(isRaw);
	}
	pause(): void {}
	resume(): void {}
	type(text: string): void {
		this.emit('data', Buffer.from(text));
	}
}

/** Takes a write only when told to. */
class FakeOutput extends Writable {
	columns = 20;
	rows = 4;
	writes: string[] = [];
	isSlow = false;
	private done: (() => void) | undefined;

	constructor() {
		super({decodeStrings: false});
	}

	override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
		this.writes.push(chunk);
		if (this.isSlow) this.done = done;
		else done();
	}

	drain(): void {
		this.done?.();
	}
}

function open(context: TestContext) {
	const input = new FakeInput();
	const output = new FakeOutput();
	const exits: number[] = [];
	const env = {TERM: 'xterm-256color', LANG: 'C.UTF-8'};
	const terminal = openTerminal({input, output, env, onExitRestore: false, exit: code => exits.push(code)});
	context.after(() => terminal.close());
	return {input, output, exits, terminal};
}

function gridOf(text: string, style = 0): Grid {
	const grid = new Grid(20, 4);
	grid.put(0, 0, text, style);
	return grid;
}

const tick = () => new Promise<void>(resolve => setImmediate(resolve));

test('the first frame goes out in one write with all that opens the screen, and asks', context => {
	const {output, terminal, input} = open(context);
	terminal.show(gridOf('header'));
	assert.equal(output.writes.length, 1);
	const [first] = output.writes;
	assert.ok(first!.startsWith('\x1b[?1049h\x1b[?25l\x1b[?2004h'));
	for (const part of ['\x1b[?2026$p', '\x1b]11;?\x1b\\', '\x1b[c', 'header']) assert.ok(first!.includes(part), part);
	assert.equal(input.modes.at(-1), true);
	terminal.close();
	assert.equal(input.modes.at(-1), false);
	assert.ok(output.writes.at(-1)!.endsWith('\x1b[?1049l\x1b[?25h'));
	const before = output.writes.length;
	terminal.close();
	terminal.show(gridOf('late'));
	assert.equal(output.writes.length, before);
});

test('keys typed before anybody listens are kept, in order', async context => {
	const {input, terminal} = open(context);
	input.type('cb');
	input.type('\x01');
	const seen: Key[][] = [];
	terminal.onKeys(keys => seen.push(keys));
	await tick();
	input.type('cd');
	assert.deepEqual(
		seen.map(keys => keys.map(key => key.name)),
		[
			['c', 'b', 'a'],
			['c', 'd'],
		],
	);
});

test('ctrl-c before anybody listens ends the program', context => {
	const {input, exits, output} = open(context);
	input.type('\x03');
	assert.deepEqual(exits, [130]);
	assert.ok(!output.writes.join('').includes('\x1b[?1049h'), 'nothing was opened, nothing is closed');
});

test('while a frame is on its way only the newest is kept', async context => {
	const {output, terminal} = open(context);
	terminal.show(gridOf('one'));
	await tick();
	output.isSlow = true;
	terminal.show(gridOf('two'));
	const before = output.writes.length;
	for (const text of ['three', 'four', 'five']) terminal.show(gridOf(text));
	assert.equal(output.writes.length, before);
	output.isSlow = false;
	output.drain();
	await tick();
	assert.equal(output.writes.length, before + 1);
	assert.match(output.writes.at(-1)!, /five|fi.*e/);
});

test('answers in one read make one change, and repaint only what looks different', async context => {
	const {input, output, terminal} = open(context);
	const grid = gridOf('green', roleStyle('good'));
	grid.put(0, 1, 'plain', 0);
	terminal.show(grid);
	await tick();
	let changes = 0;
	terminal.onCapabilities(() => changes++);
	terminal.onKeys(keys => assert.fail(`keys: ${JSON.stringify(keys)}`));
	input.type('\x1b[?2026;2$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c');
	assert.equal(changes, 1);
	assert.deepEqual(
		[terminal.capabilities.dark, terminal.capabilities.synchronized, terminal.capabilities.background],
		[false, true, 0xffffff],
	);
	assert.match(output.writes.at(-1)!, /green/);
	assert.ok(!output.writes.at(-1)!.includes('plain'));
	// A multiplexer may have had to ask its own terminal first.
	input.type('\x1b]11;rgb:0/0/0\x07');
	assert.deepEqual([changes, terminal.capabilities.dark], [2, true]);
});

test('an answer that comes too late changes nothing', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const {input, terminal} = open(context);
	terminal.show(gridOf('x'));
	context.mock.timers.tick(1000);
	terminal.onKeys(keys => assert.fail(`keys: ${JSON.stringify(keys)}`));
	input.type('\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?2026;2$y');
	assert.deepEqual([terminal.capabilities.dark, terminal.capabilities.synchronized], [null, false]);
});

test('a lone Esc comes by itself after its patience', async context => {
	const {input, terminal} = open(context);
	const keys = new Promise<Key[]>(resolve => terminal.onKeys(resolve));
	input.type('\x1b');
	assert.deepEqual(
		(await keys).map(key => key.name),
		['escape'],
	);
});

test('UTF-8 torn over reads is one key', context => {
	const {input, terminal} = open(context);
	const names: string[] = [];
	terminal.onKeys(keys => names.push(...keys.map(key => key.name)));
	const bytes = Buffer.from('é世🙂');
	for (const byte of bytes) input.emit('data', Buffer.from([byte]));
	assert.deepEqual(names, ['é', '世', '🙂']);
});

test('pasted text and keys of one read keep their order', context => {
	const {input, terminal} = open(context);
	const seen: string[] = [];
	terminal.onKeys(keys => seen.push(keys.map(key => key.name).join('')));
	terminal.onPaste(text => seen.push(`paste ${text}`));
	terminal.onMouse(events => seen.push(`mouse ${events.length}`));
	input.type('ab\x1b[200~x\ny\x1b[201~c\x1b[<64;1;1M\x1b[<64;1;1Md');
	assert.deepEqual(seen, ['ab', 'paste x\ny', 'c', 'mouse 2', 'd']);
});

test('a resize is told, and until a new grid comes the old one is shown cut', async context => {
	const {output, terminal} = open(context);
	terminal.show(gridOf('a line of words'));
	await tick();
	let told = '';
	terminal.onResize(() => {
		told = `${terminal.cols}x${terminal.rows}`;
	});
	Object.assign(output, {columns: 6, rows: 2});
	output.emit('resize');
	assert.equal(told, '6x2');
	assert.match(output.writes.at(-1)!, /a line/);
	assert.ok(!/words|\x1b\[\d*J/.test(output.writes.at(-1)!));
});

test('a window that became another while the terminal was away is known on the way back: no signal came of it', async context => {
	const {output, terminal} = open(context);
	terminal.show(gridOf('a line of words'));
	await tick();
	const told: string[] = [];
	terminal.onResize(() => {
		told.push(`${terminal.cols}x${terminal.rows}`);
		terminal.show(gridOf('anew'));
	});
	Object.assign(output, {_refreshSize: () => Object.assign(output, {columns: 6, rows: 2})});
	await terminal.pause(async () => {});
	assert.deepEqual(told, ['6x2']);
	assert.match(output.writes.at(-1)!, /1049h.*anew/s, 'one write has the way in and the frame of the new size');
	await terminal.pause(async () => {});
	assert.deepEqual(told, ['6x2'], 'the same size is no news');
});

test('a sequence beside the cells goes out by itself, and waits while the terminal is away', async context => {
	const {output, terminal} = open(context);
	terminal.show(gridOf('x'));
	await tick();
	terminal.send(copySequence('käse')!);
	assert.equal(output.writes.at(-1), `\x1b]52;c;${Buffer.from('käse').toString('base64')}\x07`);
	await terminal.pause(async () => terminal.send(notifySequence('run\x07 done')));
	assert.ok(output.writes.at(-1)!.includes('\x1b]9;run  done\x07'));
	assert.equal(copySequence('x'.repeat(100_000)), null);
});

test('a child has the terminal while its work lasts', async context => {
	const {input, output, terminal} = open(context);
	terminal.show(gridOf('before'));
	await tick();
	let resumes = 0;
	terminal.onResume(() => resumes++);
	const result = await terminal.pause(async () => {
		assert.equal(input.modes.at(-1), false);
		assert.ok(output.writes.at(-1)!.includes('\x1b[?1049l'));
		terminal.show(gridOf('meanwhile'));
		assert.ok(!output.writes.join('').includes('meanwhile'));
		return 7;
	});
	assert.equal(result, 7);
	assert.equal(resumes, 1);
	assert.ok(output.writes.at(-1)!.includes('\x1b[?1049h') && output.writes.at(-1)!.includes('meanwhile'));
	await assert.rejects(
		terminal.pause(() => Promise.reject(new Error('editor failed'))),
		/editor failed/,
	);
	assert.equal(input.modes.at(-1), true);
});
