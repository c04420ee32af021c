import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fakeRow} from './fake-rows.ts';
import {openScreen} from './screen.tsx';

const line = (cols: number, status: 'finished' | 'running') =>
	openScreen(cols, 3, {rows: [fakeRow({key: 0, name: 'resnet50-lr3e-4-seed1', status, step: 500})]}).lines()[1]!;

test('a screen of three lines leaves out whole what it has no room for, and how long a run took first', () => {
	assert.match(line(70, 'finished'), /resnet50-lr3e-4-seed1 {2}50 % {2}took 5 min {2}loss [\d.]+ ↓$/);
	assert.match(line(44, 'finished'), / {2}50 % {2}loss [\d.]+/);
	assert.match(line(44, 'running'), / {2}50 % {2}≈ 8 min/);
	for (const status of ['finished', 'running'] as const)
		for (let cols = 20; cols < 80; cols++)
			assert.match(
				line(cols, status).trimEnd(),
				/^ [✓●] \S+(?: {2}50 %)?(?: {2}(?:took 5|≈ 8) min)?(?: {2}loss \d\.\d{3,4}(?: ↓)?)?$/,
				`${cols}`,
			);
});

test('a screen of one line has the run beside the counts, of more the next runs below them; of one without curves what there is', () => {
	const rows = [
		fakeRow({key: 0, name: 'a', status: 'running', step: 500}),
		fakeRow({key: 1, name: 'b', total: null}),
		fakeRow({key: 2, name: 'c', status: 'failed', metrics: [], more: {progress: null}}),
	];
	const linesOf = (cols: number, height: number, shown = rows) =>
		openScreen(cols, height, {rows: shown})
			.lines()
			.map(each => each.trim());
	const counts = '● 1  ✗ 1  ✓ 1';
	assert.deepEqual(linesOf(60, 1), [`${counts}  ● a  50 %  ≈ 8 min  loss 0.5142 ↓`]);
	assert.deepEqual(linesOf(60, 3), [counts, '● a  50 %  ≈ 8 min  loss 0.5142 ↓', '✓ b  step 1000  took 5 min  loss 0.2689 ↓']);
	assert.deepEqual(linesOf(60, 2, rows.slice(2)), ['✗ 1', '✗ c  took 5 min']);
	assert.deepEqual(linesOf(60, 2, []), ['no runs', '']);
	assert.deepEqual(linesOf(30, 1, []), ['no runs']);
});
