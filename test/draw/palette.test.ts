import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assignRunLooks, lookCount} from '../../source/draw/palette.ts';

const ids = (count: number, prefix = 'run'): string[] => Array.from({length: count}, (_, i) => `${prefix}-${i}`);
const slots = (shown: string[], looks: ReturnType<typeof assignRunLooks>): number[] => shown.map(id => looks.get(id)!.slot);

test('no two of up to 24 shown runs look alike; the first eight have a colour each, and the patterns are shared out', () => {
	for (let count = 1; count <= lookCount; count++) {
		const shown = ids(count, `sweep${count}`);
		const looks = assignRunLooks(shown);
		assert.equal(new Set(slots(shown, looks)).size, count);
		const of = (id: string) => looks.get(id)!;
		assert.equal(new Set(shown.slice(0, 8).map(id => of(id).role)).size, Math.min(8, count));
		const uses = (['solid', 'dashed', 'dotted'] as const).map(pattern => shown.filter(id => of(id).pattern === pattern).length);
		assert.ok(Math.max(...uses) - Math.min(...uses) <= 2, `${count}: ${uses}`);
		assert.equal(
			new Set(shown.slice(0, 3).map(id => of(id).pattern)).size,
			Math.min(3, count),
			'three runs are told apart without colour',
		);
	}
	assert.equal(assignRunLooks(ids(60)).size, 60);
});

test('of eight runs those whose colours are nearly alike have other patterns', () => {
	const patternOf = new Map(Array.from(assignRunLooks(ids(8)).values(), ({role, pattern}) => [role, pattern]));
	assert.notEqual(patternOf.get('run1'), patternOf.get('run7'), 'blues');
	assert.notEqual(patternOf.get('run2'), patternOf.get('run6'), 'oranges');
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
