import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assignRunLooks, lookCount} from '../../source/draw/palette.ts';

const ids = (count: number, prefix = 'run'): string[] => Array.from({length: count}, (_, i) => `${prefix}-${i}`);
const slots = (shown: string[], looks: ReturnType<typeof assignRunLooks>): number[] => shown.map(id => looks.get(id)!.slot);

test('no two of up to 24 shown runs look alike; the first eight are solid, the next dashed', () => {
	for (let count = 1; count <= lookCount; count++) {
		const shown = ids(count, `sweep${count}`);
		const looks = assignRunLooks(shown);
		assert.equal(new Set(slots(shown, looks)).size, count);
		const patterns = shown.map(id => looks.get(id)!.pattern);
		assert.equal(patterns.filter(pattern => pattern === 'solid').length, Math.min(8, count));
		assert.equal(patterns.filter(pattern => pattern === 'dotted').length, Math.max(0, count - 16));
	}
	assert.equal(assignRunLooks(ids(60)).size, 60);
});

test('a lone run has the colour of its id, in every session', () => {
	const alone = assignRunLooks(['resnet-lr3e-4']).get('resnet-lr3e-4');
	assert.deepEqual(assignRunLooks(['resnet-lr3e-4', 'other']).get('resnet-lr3e-4'), alone);
});

test('filtering, adding and reordering change no colour', () => {
	const all = ids(12);
	const first = assignRunLooks(all);
	const few = assignRunLooks(['run-3', 'run-7', 'new'], first);
	assert.equal(few.get('run-3')!.slot, first.get('run-3')!.slot);
	const back = assignRunLooks([...all].reverse(), few);
	assert.deepEqual(slots(all, back), slots(all, first));
});

test('of two runs that once had the same look, shown together one moves', () => {
	const previous = new Map([
		['a', assignRunLooks(['a']).get('a')!],
		['b', assignRunLooks(['a']).get('a')!],
	]);
	const looks = assignRunLooks(['a', 'b'], previous);
	assert.notEqual(looks.get('a')!.slot, looks.get('b')!.slot);
});
