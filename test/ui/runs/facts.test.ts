import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs} from '../../../source/draw/glyphs.ts';
import {factsOf} from '../../../source/ui/runs/facts.ts';
import {type FakeRow, fakeRow} from '../fake-rows.ts';
import {openScreen} from '../screen.tsx';

const brush = {glyphs: allGlyphs, color: true, zone: 0, home: '/home/ada'};

/** What is told of a run, by the word before it. */
function told(of: Partial<FakeRow>): Record<string, string> {
	const row = fakeRow({key: 0, name: 'a', ...of});
	const state = openScreen(80, 24, {rows: [row]}).store.getState();
	return Object.fromEntries(factsOf(row, state, brush).map(([word, spans]) => [word, spans.map(({text}) => text).join('')]));
}

test('how far a run is, is told with its total where that is known, and where that is from', () => {
	const progress = (of: Partial<FakeRow>) => told(of).progress;
	const known = {step: 500, total: 1000, fraction: 0.5, unit: 'epoch', totalFrom: null} as const;
	assert.deepEqual(
		[
			progress({step: 500, status: 'running'}),
			progress({more: {progress: known}, status: 'running'}),
			progress({step: 500, total: null, status: 'running'}),
			progress({more: {progress: {...known, step: null}}}),
			progress({more: {progress: null}}),
		],
		['step 500 of 1000, 50 % (config max_steps)', 'epoch 500 of 1000, 50 %', 'step 500, total not known', undefined, undefined],
	);
});

test('what is wrong is told with its sign; a run that is over has no last sign of life', () => {
	const broken = told({status: 'failed', more: {problem: 'meta.yaml is cut', error: 'Traceback\nMemoryError: 3 GB'}});
	assert.deepEqual([broken.problem, broken.error], ['⚠ meta.yaml is cut', 'MemoryError: 3 GB']);
	const {problem, error} = told({});
	assert.deepEqual([problem, error], [undefined, undefined]);
	assert.deepEqual([told({})['last sign'], told({status: 'running'})['last sign']], [undefined, '14:02']);
	assert.equal(told({status: 'running', more: {updatedAtMs: null}})['last sign'], undefined);
	assert.equal(told({more: {statusWhy: ''}}).status, '✓ finished');
});
