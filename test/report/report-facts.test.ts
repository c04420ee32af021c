import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeYardstick} from '../../source/core/rank/yardstick.ts';
import {aggregateStride, emptyRow, type RunRow} from '../../source/core/row.ts';
import {Series} from '../../source/core/series/series.ts';
import {formatOfName, makeReport, type ReportRequest} from '../../source/report/prepare.ts';
import type {ReportRun} from '../../source/report/source.ts';

const nowMs = Date.UTC(2026, 0, 2, 12);

/** A run with the points of metrics, and whatever else is known of it. */
function run(name: string, points: Record<string, readonly number[]>, more: Partial<RunRow> = {}): ReportRun {
	const names = Object.keys(points);
	const values = new Float64Array(names.length * aggregateStride);
	const metrics = new Map<string, Series>();
	for (const [at, metric] of names.entries()) {
		const series = new Series();
		for (const [step, value] of points[metric]!.entries()) series.push(step, Number.NaN, value);
		series.writeAggregates(values, at * aggregateStride);
		metrics.set(metric, series);
	}
	const row = {...emptyRow(), id: name, name, dir: name, path: `/exp/${name}`, complete: true, metrics: {names, values}, ...more};
	return {row, metrics, problems: []};
}

function report(runs: readonly ReportRun[], more: Partial<ReportRequest> = {}): string {
	return makeReport({
		title: 'A study',
		runs,
		goals: new Map(),
		logY: false,
		together: false,
		query: '',
		roots: ['/exp'],
		command: 'xtui report /exp',
		version: '1.2.3',
		nowMs,
		format: 'md',
		...more,
	});
}

/** The lines of a section, below its heading. */
const section = (text: string, heading: string): string[] =>
	text
		.split(/^## /m)
		.find(part => part.startsWith(`${heading}\n`))!
		.split('\n')
		.slice(2)
		.filter(line => line !== '');

test('the table of runs says how far each is, when it ends and how long it took, where any of them has that', () => {
	const progress = {step: 3, total: 4, fraction: 0.75, unit: 'epoch', totalFrom: 'args'} as const;
	const estimate = {text: '', seconds: 720, low: 600, high: 900, from: 'speed', finishAtMs: nowMs + 720_000} as const;
	const runs = [
		run('a', {}, {status: 'running', progress, estimate, startedAtMs: nowMs - 3_600_000}),
		run('b', {}, {status: 'finished', progress: {...progress, total: null, fraction: null}, dir: 'deep/b'}),
		run('c', {}, {status: 'failed', statusWhy: 'exit code 1', progress: {...progress, step: null}}),
		run('d', {}, {status: 'finished', estimate: {...estimate, text: '12 min'}, progress: {...progress, fraction: null}}),
	] as ReportRun[];
	const [head, , ...rows] = section(report(runs), 'Runs');
	assert.equal(head, '| run | status | progress | left | run time |');
	const range = '10 min – 15 min, done 2026-01-02 12:12 UTC';
	assert.deepEqual(
		rows.map(line => line.slice(2, -2).split(' | ')),
		[
			['a', '● running', '75 %<br>3 of 4 epochs', `≈ 12 min<br>${range}`, '1 h 00'],
			['b<br>deep/b', '✓ finished', 'epoch 3', '–', '–'],
			['c', '✗ failed<br>exit code 1', '–', '–', '–'],
			['d', '✓ finished', '3 of 4 epochs', `12 min<br>${range}`, '–'],
		],
	);
	const bare = section(report([run('a', {}), run('b', {})]), 'Runs');
	assert.equal(bare[0], '| run | status |');
});

test('a report says which runs were asked for, and which were not read to the end', () => {
	const facts = (runs: readonly ReportRun[], more: Partial<ReportRequest> = {}) =>
		report(runs, more)
			.split('\n')
			.filter(line => line.startsWith('- **'))
			.slice(0, -3);
	const [a, b] = [run('a', {}, {status: 'finished'}), run('b', {}, {status: 'finished', complete: false})];
	assert.deepEqual(facts([a, b]), [
		'- **Runs**: 2 finished',
		'- **Asked for**: every run',
		'- **Under**: /exp',
		'- **Not read to the end**: 1 run: later values may differ',
	]);
	assert.deepEqual(facts([a, run('c', {}, {status: 'failed'})], {query: 'lr>0', roots: ['/x', '/y']}), [
		'- **Runs**: 2: 1 failed, 1 finished',
		'- **Asked for**: lr\\>0',
		'- **Under**: /x, /y',
	]);
	assert.deepEqual(facts([]).slice(0, 1), ['- **Runs**: none']);
});

test('long lists end with how many more there are', () => {
	const many = (count: number) => Array.from({length: count}, (_, at) => at);
	const settings = (count: number) => Object.fromEntries(many(count).map(at => [`k${at}`, 1]));
	const same = (count: number) =>
		section(report([run('a', {}, {config: settings(count)}), run('b', {}, {config: settings(count)})]), 'The same in all runs');
	assert.equal(same(40).length, 40);
	assert.equal(same(41).at(-1), 'And 1 setting more.');
	assert.equal(same(43).at(-1), 'And 3 settings more.');
	const ranked = (count: number) => section(report(many(count).map(at => run(`r${at}`, {loss: [at]}))), 'Best by loss');
	assert.equal(ranked(20).length, 23);
	assert.equal(ranked(21).at(-1), 'And 1 place more, from 21 on.');
	assert.equal(ranked(22).at(-1), 'And 2 places more, from 21 on.');
	const problems = (count: number) => {
		const one = {...run('a', {}), problems: many(count).map(at => ({file: `/f${at}`, message: 'torn'}))};
		return section(report([one]), 'Problems');
	};
	assert.deepEqual(problems(1), ['| run | what | where |', '| --- | --- | --- |', '| a | torn | /f0 |']);
	assert.equal(problems(103).at(-1), 'And 3 more; xtui check lists them all.');
	const without = (count: number, why: (at: number) => string) =>
		section(
			report([run('a', {loss: [1]}), ...many(count).map(at => run(`n${at}`, {loss: [1]}, {infeasible: why(at)}))]),
			'Best by loss',
		).at(-1);
	assert.equal(
		without(4, () => 'too big'),
		'Without a place: n0, n1, n2, n3 (too big).',
	);
	assert.equal(
		without(5, () => 'too big'),
		'Without a place: n0, n1, n2 and 2 others (too big).',
	);
	assert.match(without(9, at => `r${at}`)!, /; n7 \(r7\); and 1 reason more\.$/);
	assert.match(without(10, at => `r${at}`)!, /; n7 \(r7\); and 2 reasons more\.$/);
});

test('curves are lines of blocks with last and best value, where it is known what is better; those without room are counted', () => {
	const curves = (runs: readonly ReportRun[], more: Partial<ReportRequest> = {}) => section(report(runs, more), 'Curves');
	assert.deepEqual(curves([run('a', {loss: [3, Number.NaN, 1, 1]}), run('b', {loss: [2]})]), [
		'**loss**: lower is better, guessed from its name',
		'| run | curve over steps | last | best | points |',
		'| --- | --- | ---: | ---: | ---: |',
		'| a | █×▁▁ | 1 | 1 | 4 |',
		'| b | ▄ | 2 | 2 | 1 |',
	]);
	const [title, , , line] = curves([run('a', {beta: [1, 2]})], {metrics: ['beta']});
	assert.deepEqual([title, line], ['**beta**', '| a | ▁█ | 2 | – | 2 |']);
	const goals = new Map([['beta', 'up' as const]]);
	assert.equal(
		curves([run('a', {beta: [1, 2]})], {metrics: ['beta'], goals})[0],
		'**beta**: higher is better, as its tracker says',
	);
	const many = (count: number) => curves(Array.from({length: count}, (_, at) => run(`r${at}`, {loss: [at, at + 1]}))).at(-1);
	assert.equal(many(13), '1 run more without a curve here.');
	assert.equal(many(15), '3 runs more without a curve here.');
	const long = curves([run('a', {loss: Array.from({length: 3200}, (_, at) => (at < 1600 ? 1 : 0))})]).at(-1)!;
	assert.match(long, /^\| a \| █{16}▁{16} \| 0 \| 0 \| 3200 \|$/);
});

test('a report by a metric that is named is by no other, and its form is that of its file', () => {
	const runs = [run('a', {loss: [1], acc: [0.5]}), run('b', {loss: [2], acc: [0.75]})];
	const text = report(runs, {yardsticks: [makeYardstick('acc', 'up', 'person')], metrics: ['acc']});
	assert.deepEqual(text.match(/^## Best by .*/gm), ['## Best by acc']);
	assert.match(section(text, 'Best by acc').join('\n'), /\| 1 \| b \| \*\*★ 0\.7500\*\* /);
	assert.deepEqual(text.match(/^\*\*\w+\*\*/gm), ['**acc**']);
	assert.deepEqual(['a.html', 'a.HTM', 'a.md', 'a.markdown', 'a.txt', 'html'].map(formatOfName), [
		'html',
		'html',
		'md',
		'md',
		null,
		null,
	]);
});
