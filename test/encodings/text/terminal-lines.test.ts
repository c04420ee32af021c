import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import xterm from '@xterm/headless';
import {stripControls} from '../../../source/encodings/text/controls.ts';
import {decodeLog} from '../../../source/encodings/text/log-text.ts';
import {renderLog} from '../../../source/encodings/text/terminal-lines.ts';

const {Terminal} = xterm;
const fixture = (name: string) => readFileSync(path.resolve('test/fixtures/textlog', name));
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

test('shows the last state of a line that was redrawn', () => {
	assert.deepEqual(renderLog('10%\r20%\r100% done\nnext\n'), ['100% done', 'next']);
	assert.deepEqual(renderLog('abcdef\rXY'), ['XYcdef']);
	assert.deepEqual(renderLog('long line\r\x1b[Kshort'), ['short']);
	assert.deepEqual(renderLog('12%\b\b\b34%'), ['34%']);
});

test('obeys cursor movement and erasing as progress bars of several lines use them', () => {
	assert.deepEqual(renderLog('a 1\nb 1\n\x1b[2A\x1b[2Ka 2\n\x1b[2Kb 2\n'), ['a 2', 'b 2']);
	assert.deepEqual(renderLog('one\ntwo\nthree\x1b[1A\x1b[3GX'), ['one', 'twX', 'three']);
	assert.deepEqual(renderLog('keep\nx\ny\x1b[1A\x1b[0J'), ['keep', 'x']);
});

test('keeps what was on a screen that was cleared', () => {
	assert.deepEqual(renderLog('before\n\x1b[2J\x1b[Hafter'), ['before', 'after']);
});

test('cannot be made to use much memory by large movements', () => {
	assert.ok(renderLog(`a\x1b[999999999Bb\x1b[999999999Cc\x1b[999999999;999999999Hd`).join('').length < 20_000);
});

test('removes colours, titles, links and modes, and nothing of the text', () => {
	assert.deepEqual(renderLog('\x1b]0;title\x07\x1b[1;31mred\x1b[0m \x1b]8;;file:///x\x1b\\link\x1b]8;;\x1b\\ \x1b[?25lend'), [
		'red link end',
	]);
	assert.equal(stripControls('\x1bP1$r\x1b\\a\x9b31mb\x9dtitle\x9cc\x00d'), 'abcd');
});

test('leaves no control character of hostile output', () => {
	const text = decodeLog(fixture('escapes.log'));
	assert.deepEqual(
		renderLog(text).filter(line => line !== ''),
		['step 0 loss 1.5', 'step 1 loss 1.25', 'step 2 loss 1.0', ' broken utf-8'],
	);
	assert.ok(!control.test(renderLog(text).join('')));
});

test('shows real output of rich as its lines, with one bar at the end', () => {
	const lines = renderLog(decodeLog(fixture('rich.log')));
	assert.equal(lines.filter(line => /step \d loss=/.test(line)).length, 10);
	assert.match(lines.at(-1)!, /^train ━+ 100% 0:00:00$/);
	assert.ok(lines.every(line => !control.test(line)));
});

test('leaves bytes that are no UTF-8 out and keeps the characters around them, torn ones at the end too', () => {
	assert.equal(decodeLog(Buffer.from([0x61, 0xff, 0xc3, 0xa9, 0xe2, 0x82])), 'aé');
	assert.equal(stripControls(decodeLog(Buffer.from([0x61, 0x9b, 0x33, 0x31, 0x6d, 0x62]))), 'ab');
	assert.equal(decodeLog(Buffer.from('損失 📉')), '損失 📉');
});

test('never throws and never keeps a control character, whatever the bytes', () => {
	let state = 5;
	for (let round = 0; round < 300; round++) {
		const bytes = Uint8Array.from({length: 200}, () => {
			state = (Math.imul(state, 1103515245) + 12345) >>> 0;
			const pick = state >>> 24;
			return pick < 40 ? 0x1b : pick < 60 ? 0x5b : pick < 90 ? 0x30 + (pick % 10) : pick;
		});
		for (const line of renderLog(decodeLog(bytes))) assert.ok(!control.test(line));
	}
});

/** What a real terminal emulator shows, wide and tall enough that nothing wraps or scrolls away. */
async function showInTerminal(text: string): Promise<string[]> {
	const terminal = new Terminal({cols: 400, rows: 300, scrollback: 5000, convertEol: true, allowProposedApi: true});
	await new Promise<void>(resolve => terminal.write(text, resolve));
	const {active} = terminal.buffer;
	const lines = Array.from({length: active.length}, (_, i) => active.getLine(i)?.translateToString(true).trimEnd() ?? '');
	terminal.dispose();
	while (lines.at(-1) === '') lines.pop();
	return lines;
}

test('shows real and made-up output as a terminal emulator does', async () => {
	const texts = [
		...['rich.log', 'tqdm.log', 'keras.log'].map(name => decodeLog(fixture(name))),
		'a\r\x1b[2Kb\n\x1b[1A\x1b[5Gc\x1b[1Bd\n',
		'one\ntwo\nthree\x1b[2A\x1b[Kx\x1b[2B\ry\n',
		'abcdef\x1b[3D\x1b[1PX\b\bY\n\tz\tq\n',
		'0%\x1b[1G50%\x1b[1G\x1b[K100%\n\x1b[1F\x1b[2Kdone\n',
		'x\ny\nz\x1b[3A\x1b[JE\n',
	];
	for (const text of texts) assert.deepEqual(renderLog(text), await showInTerminal(text), JSON.stringify(text.slice(0, 60)));
});
