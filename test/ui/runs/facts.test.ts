import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../../source/core/row.ts';
import {allGlyphs} from '../../../source/draw/glyphs.ts';
import {factsOf} from '../../../source/ui/runs/facts.ts';
import {aboutSpans} from '../../../source/ui/runs/status-line.ts';
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

test('the line below a small list says what a run is, what is wrong and where it lies, as far as that tells more than its name', () => {
	const line = (more: Partial<RunRow>, cells = 200) =>
		aboutSpans(fakeRow({key: 0, name: 'a', more}), cells, brush)
			.map(({text}) => text)
			.join('');
	assert.equal(line({}), 'a · end record in the log · vision/a');
	assert.equal(line({problem: 'meta.yaml is cut'}), 'a · ⚠ meta.yaml is cut · end record in the log · vision/a');
	assert.equal(line({statusWhy: '', restartOf: 'b'}), 'a · restart of b · vision/a');
	for (const dir of ['a', '', '.']) assert.equal(line({dir, statusWhy: ''}), 'a', dir);
	const name = 'n'.repeat(30);
	assert.match(line({name}, 30), /^n{30} · end record/, 'a name that fits is whole');
	assert.match(line({name}, 20), /^n+…n+ · end record/);
	assert.equal(line({name}, 20).split(' ')[0]!.length, 15, 'and leaves a quarter to the rest where it does not');
});
