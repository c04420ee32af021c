import assert from 'node:assert/strict';
import {test} from 'node:test';
import {moveCursor} from '../../../source/terminal/paint/cursor.ts';
import {createEmulator, feed} from '../emulator.ts';

const cols = 14;
const rows = 5;

test('every move arrives, on the shortest way or one as short as an absolute one', async () => {
	const emulator = createEmulator(cols, rows);
	// The terminal driver makes CR LF of LF.
	emulator.options.convertEol = true;
	for (let from = 0; from < cols * rows; from++) {
		for (let to = 0; to < cols * rows; to++) {
			const [fromX, fromY, x, y] = [from % cols, Math.floor(from / cols), to % cols, Math.floor(to / cols)];
			const move = moveCursor(fromX, fromY, x, y);
			assert.ok(move.length <= `\x1b[${y + 1};${x + 1}H`.length);
			await feed(emulator, `\x1b[${fromY + 1};${fromX + 1}H${move}`);
			const {cursorX, cursorY} = emulator.buffer.active;
			assert.deepEqual([cursorX, cursorY], [x, y], `${fromX},${fromY} to ${x},${y} by ${JSON.stringify(move)}`);
		}
	}
});

test('from an unknown column, also after the last one, every move arrives', async () => {
	const emulator = createEmulator(cols, rows);
	emulator.options.convertEol = true;
	for (let y = 0; y < rows; y++) {
		for (let x = 0; x < cols; x++) {
			await feed(emulator, `\x1b[2;${cols}HX${moveCursor(-1, 1, x, y)}`);
			assert.deepEqual([emulator.buffer.active.cursorX, emulator.buffer.active.cursorY], [x, y]);
			await feed(emulator, moveCursor(-1, -1, y, y));
			assert.deepEqual([emulator.buffer.active.cursorX, emulator.buffer.active.cursorY], [y, y]);
		}
	}
});

test('near moves are short', () => {
	assert.equal(moveCursor(5, 3, 4, 3), '\b');
	assert.equal(moveCursor(5, 3, 6, 3), '\x1b[C');
	assert.equal(moveCursor(5, 3, 0, 3), '\r');
	assert.equal(moveCursor(5, 3, 0, 4), '\r\n');
	assert.equal(moveCursor(5, 3, 5, 4), '\x1b[B');
	assert.equal(moveCursor(5, 3, 5, 3), '');
});
