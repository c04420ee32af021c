import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bold, faint, inverse, italic, strike, underline} from '../../../source/draw/style.ts';
import {penChange, penOf, plainPen} from '../../../source/terminal/paint/pen.ts';
import {createEmulator, feed} from '../emulator.ts';

const colors = ['', '31', '38;5;244', '38;2;1;2;3'];
const grounds = ['', '41', '48;5;100', '48;2;9;8;7'];
const attributes = [0, bold, faint, bold | faint, underline | italic, inverse | strike | bold];

test('every change leads from any pen to exactly the other', async () => {
	const emulator = createEmulator(4, 1);
	const pens = colors.flatMap(color => grounds.flatMap(ground => attributes.map(bits => penOf(color, ground, bits))));
	const looks = async (text: string) => {
		await feed(emulator, `\x1b[H${text}x`);
		const cell = emulator.buffer.active.getLine(0)!.getCell(0)!;
		const marks = [
			cell.isBold(),
			cell.isDim(),
			cell.isItalic(),
			cell.isUnderline(),
			cell.isInverse(),
			cell.isStrikethrough(),
		].map(Boolean);
		return [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor(), ...marks].join();
	};
	for (const [i, from] of pens.entries()) {
		for (let k = 0; k < pens.length; k += 23) {
			const to = pens[(i + k) % pens.length]!;
			const wanted = await looks(penChange(null, to));
			await looks(penChange(null, from));
			assert.equal(await looks(penChange(from, to)), wanted);
		}
	}
});

test('only what differs is said, and a reset where that is shorter', () => {
	const red = penOf('31', '', 0);
	assert.equal(penChange(plainPen, red), '\x1b[31m');
	assert.equal(penChange(red, penOf('31', '', underline)), '\x1b[4m');
	assert.equal(penChange(penOf('31', '48;5;100', bold), plainPen), '\x1b[m');
	assert.equal(penChange(penOf('31', '', bold), penOf('31', '', faint)), '\x1b[22;2m');
	assert.equal(penChange(red, red), '');
});
