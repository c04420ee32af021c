import assert from 'node:assert/strict';
import test from 'node:test';
import {nearest256, rgbOf256} from '../../../source/terminal/colour/rgb.ts';
import {createRandom} from '../random.ts';

const distance = (one: number, other: number) =>
	[16, 8, 0].reduce((sum, shift, i) => sum + [2, 4, 3][i]! * (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

test('no other of the 240 fixed colours is nearer than the nearest one', () => {
	const random = createRandom(5);
	const greys = Array.from({length: 256}, (_, grey) => grey * 0x010101);
	const others = Array.from({length: 1000}, () => random(0x1000000));
	for (const rgb of [...greys, ...others]) {
		const least = Math.min(...Array.from({length: 240}, (_, i) => distance(rgbOf256(16 + i), rgb)));
		const index = nearest256(rgb);
		assert.ok(index >= 16 && index < 256);
		assert.equal(distance(rgbOf256(index), rgb), least, rgb.toString(16));
	}
});

test('the fixed colours are those of xterm', () => {
	for (const [index, rgb] of [
		[1, 0xcd0000],
		[15, 0xffffff],
		[16, 0x000000],
		[21, 0x0000ff],
		[67, 0x5f87af],
		[196, 0xff0000],
		[231, 0xffffff],
		[232, 0x080808],
		[255, 0xeeeeee],
	] as const)
		assert.equal(rgbOf256(index), rgb, `${index}`);
});
