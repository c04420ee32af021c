import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Remaining} from '../../../../source/core/estimate/remaining.ts';
import {asciiGlyphs, createDisplay} from '../../../../source/core/estimate/said/display.ts';

const left = (seconds: number, spread = 0.1, more: Partial<Remaining> = {}): Remaining => ({
	seconds,
	low: seconds * (1 - spread),
	high: seconds * (1 + spread),
	stepsLeft: 100,
	overdueSeconds: null,
	silentSeconds: 0,
	stuck: false,
	ending: false,
	settling: false,
	from: 'own pace',
	...more,
});
const textOf = (seconds: number, spread?: number) => createDisplay().show(0, left(seconds, spread));

describe('text of a remaining time', () => {
	it('is rounded to the first round span that is 8 % of it', () => {
		const texts = [3, 42, 130, 700, 3000, 8000, 20_000, 100_000, 400_000].map(seconds => textOf(seconds));
		assert.deepEqual(texts, [
			'< 20 s',
			'≈ 40 s',
			'≈ 2 min 15 s',
			'≈ 12 min',
			'≈ 50 min',
			'≈ 2 h 15 min',
			'≈ 5 h 30 min',
			'≈ 27 h',
			'≈ 4.5 days',
		]);
	});

	it('has no seconds above ten minutes', () => {
		for (let seconds = 600; seconds < 1e7; seconds *= 1.01) assert.doesNotMatch(textOf(seconds), / s$/);
	});

	it('is a range where the interval is wider than half the estimate', () => {
		assert.equal(textOf(900, 0.35), '10 – 20 min');
		assert.equal(createDisplay(asciiGlyphs).show(0, left(900, 0.35)), '10-20 min');
		assert.equal(createDisplay(asciiGlyphs).show(0, left(700)), '~ 12 min');
		assert.match(textOf(4000, 0.5), /^30 min – 1 h 45 min$/);
	});

	it('is a range below its top where it may be over at once', () => {
		assert.equal(createDisplay().show(0, left(900, 0.35, {low: 10, high: 1200})), '< 20 min');
	});

	it('waits for the first moments of fast steps, and shows no dash again later', () => {
		const display = createDisplay();
		assert.equal(display.show(0, left(720, 0.1, {settling: true})), '–');
		assert.equal(display.show(1, left(720)), '≈ 12 min');
		assert.equal(display.show(100, left(900, 0.1, {settling: true})), '≈ 16 min');
	});

	it('is a dash before anything is known, and the silence when no step comes', () => {
		assert.equal(createDisplay().show(0, null), '–');
		assert.equal(createDisplay().show(0, left(900, 0.1, {stuck: true, silentSeconds: 250})), 'no step for 4 min');
		assert.equal(createDisplay().show(0, left(3, 5, {ending: true, stuck: true, silentSeconds: 250})), 'steps done');
	});
});

describe('steadiness', () => {
	it('keeps the text while the value is within 0.6 units of it', () => {
		const display = createDisplay();
		assert.equal(display.show(0, left(720)), '≈ 12 min');
		assert.equal(display.show(100, left(690)), '≈ 12 min');
		assert.equal(display.show(200, left(680)), '≈ 11 min');
	});

	it('keeps a range while the estimate is inside, though its top reaches a little beyond', () => {
		const display = createDisplay();
		assert.equal(display.show(0, left(900, 0.35)), '10 – 20 min');
		assert.equal(display.show(100, left(1000, 0.35, {high: 1600})), '10 – 20 min');
		assert.equal(display.show(200, left(1000, 0.35, {high: 2000})), '10 – 35 min');
		assert.equal(display.show(300, left(2200, 0.35)), '20 – 50 min');
	});

	it('gives up a range that the estimate or the interval has left, or that says less than is known', () => {
		const after = (seconds: number, low: number, high: number) => {
			const display = createDisplay();
			assert.equal(display.show(0, left(1200, 0.5, {low: 600, high: 2100})), '10 – 35 min');
			return display.show(100, left(seconds, 0, {low, high}));
		};
		assert.equal(after(1100, 600, 1800), '10 – 35 min');
		assert.equal(after(700, 600, 1800), '10 – 30 min');
		assert.equal(after(1100, 200, 1800), '5 – 30 min');
		assert.equal(after(1100, 900, 1500), '15 – 25 min');
	});

	it('stays a range or a value where the interval is about half the estimate', () => {
		const range = createDisplay();
		range.show(0, left(900, 0.35));
		assert.match(range.show(100, left(900, 0.23)), / – /);
		const value = createDisplay();
		value.show(0, left(900));
		assert.equal(value.show(100, left(900, 0.28)), '≈ 16 min');
		assert.match(createDisplay().show(0, left(900, 0.28)), / – /);
	});

	it('tells at once what is left when it is known first, and that it is not known any more', () => {
		const display = createDisplay();
		assert.equal(display.show(0, null), '–');
		assert.equal(display.show(0.1, left(720)), '≈ 12 min');
		assert.equal(display.show(0.2, null), '–');
	});

	it('is looked at again after five seconds where it has not changed', () => {
		const display = createDisplay();
		assert.equal(display.show(0, left(100)), display.show(10, left(98)));
		assert.equal(display.show(14.9, left(60)), display.show(10, left(98)));
		assert.equal(display.show(15, left(60)), '≈ 1 min');
	});

	it('tells at once that no step is left', () => {
		const display = createDisplay();
		assert.equal(display.show(0, left(20, 0.6)), '10 – 30 s');
		assert.equal(display.show(2, left(20, 0.6)), '10 – 30 s');
		assert.equal(display.show(3, left(1, 5, {ending: true})), 'steps done');
	});

	it('tells at once that a silence has ended, and no sooner that it grows', () => {
		const display = createDisplay();
		const silent = (silentSeconds: number) => left(900, 0.1, {stuck: true, silentSeconds});
		assert.equal(display.show(0, silent(58)), 'no step for 45 s');
		assert.equal(display.show(9, silent(67)), 'no step for 45 s');
		assert.equal(display.show(9.5, left(720)), '≈ 12 min');
		assert.equal(display.show(12, silent(20)), '≈ 12 min');
	});

	it('is not looked at again for 10, 15 or 60 s', () => {
		for (const [seconds, pause] of [
			[30, 10],
			[300, 10],
			[2000, 15],
			[9000, 60],
		] as const) {
			const display = createDisplay();
			const text = display.show(0, left(seconds));
			assert.equal(display.show(pause - 0.1, left(seconds * 2)), text);
			assert.notEqual(display.show(pause, left(seconds * 2)), text);
		}
	});

	it('stands for ten seconds when it has changed', () => {
		const display = createDisplay();
		display.show(0, left(100));
		const changed = display.show(10, left(60));
		assert.equal(changed, '≈ 1 min');
		assert.equal(display.show(19.9, left(30)), changed);
		assert.notEqual(display.show(20, left(30)), changed);
	});

	it('is the same for the last twenty seconds', () => {
		const display = createDisplay();
		const texts = new Set([20, 14, 9, 4, 1, 0].map((seconds, look) => display.show(10 * look, left(seconds))));
		assert.deepEqual([...texts], ['< 20 s']);
	});

	it('changes at most 6 times a minute in a plain countdown, and never goes up', () => {
		for (const total of [12, 20, 25, 40, 60, 90, 300, 1000, 5000]) {
			const display = createDisplay();
			const texts = [display.show(0, left(total))];
			for (let now = 1; now < total; now++) {
				const shown = display.show(now, left(total - now));
				if (shown !== texts.at(-1)) texts.push(shown);
			}
			assert.ok((texts.length - 1) / (total / 60) <= 6, texts.join(', '));
			assert.equal(new Set(texts).size, texts.length, `none comes again: ${texts.join(', ')}`);
		}
	});
});
