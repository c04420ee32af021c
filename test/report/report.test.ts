import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeYardstick} from '../../source/core/rank/yardstick.ts';
import {Series} from '../../source/core/series/series.ts';
import {makeReport, type ReportRequest} from '../../source/report/prepare.ts';
import type {ReportRun} from '../../source/report/source.ts';
import {makeRow, nowMs, type ShortRow} from '../core/query/rows.ts';

/** A run whose row says what its points do. */
function makeRun(points: readonly number[], row: ShortRow = {}, metric = 'loss'): ReportRun {
	const series = new Series();
	points.forEach((value, step) => {
		series.push(step, Number.NaN, value);
	});
	const finite = points.filter(Number.isFinite);
	const min = finite.length > 0 ? Math.min(...finite) : Number.NaN;
	const loss = {
		points: points.length,
		nonfinite: points.length - finite.length,
		min,
		max: min,
		last: points.at(-1) ?? Number.NaN,
	};
	return {
		row: makeRow({id: 'id', metrics: points.length > 0 ? {[metric]: loss} : {}, ...row}),
		metrics: new Map([[metric, series]]),
		problems: [],
	};
}

const request = (runs: readonly ReportRun[], more: Partial<ReportRequest> = {}): ReportRequest => ({
	title: 'A study',
	runs,
	goals: new Map(),
	logY: false,
	together: false,
	query: 'status:finished',
	roots: ['/exp'],
	command: 'xtui report /exp',
	version: '1.2.3',
	nowMs,
	format: 'html',
	...more,
});

test('a metric that trackers spell differently is one ranking and one chart, and that is said', () => {
	const runs = [makeRun([3, 2], {name: 'one'}, 'val_loss'), makeRun([3, 1], {name: 'two'}, 'val/loss')];
	const text = makeReport(request(runs, {format: 'md'}));
	assert.equal(text.match(/^## Best by/gm)?.length, 1);
	assert.match(text, /2 of 2 runs have it; val\/loss = val\\_loss/);
	assert.match(text, /^\| two \| .* \| 1 \| 1 \| 2 \|$/m);
	assert.match(text, /^\| one \| .* \| 2 \| 2 \| 2 \|$/m);
	assert.equal(text.match(/^\| run \| curve/gm)?.length, 1);
});

const hostile = '<script>alert(1)</script>"\'&amp;|`*[x](javascript:1)\u001b[31m\u202e\n# $x$';

test('names, settings and errors from elsewhere are text in a report, whatever they hold', () => {
	const run = makeRun([3, 2, 1], {
		name: hostile,
		statusWhy: hostile,
		error: hostile,
		config: {[hostile]: hostile, lr: 1},
		dir: hostile,
	});
	const other = makeRun([3, 2, 2], {name: 'plain', config: {lr: 2}});
	const runs = [{...run, problems: [{file: hostile, message: hostile}]}, other];
	const html = makeReport(request(runs, {title: hostile, query: hostile, roots: [hostile], command: hostile}));
	assert.doesNotMatch(html, /<script|javascript:1\)"|\u001b|\u202e/);
	const tags = new Set([...html.matchAll(/<\/?([a-zA-Z][\w-]*)/g)].map(([, name]) => name!));
	const own =
		'html head meta title style body h1 h2 p dl dt dd div table thead tbody tr th td span figure figcaption svg clipPath rect path text g ul li';
	assert.deepEqual(
		[...tags].filter(tag => !own.split(' ').includes(tag)),
		[],
	);
	assert.doesNotMatch(html, /(?:src|href)=|url\((?!#)|@import/);
	const markdown = makeReport(request(runs, {title: hostile, format: 'md'}));
	assert.doesNotMatch(markdown, /(?<!\\)<(?!br>)|\u001b|\u202e/);
	for (const line of markdown.split('\n').filter(text => text.startsWith('|'))) assert.match(line, /\|$/);
});

test('every opened element of a report is closed', () => {
	const runs = Array.from({length: 30}, (_, at) =>
		makeRun([3, 2 + at, Number.NaN, 1 + at / 7], {name: `run <${at}>`, config: {lr: at}}),
	);
	const html = makeReport(request(runs));
	const open: string[] = [];
	for (const [, slash, name, rest] of html.replace(/<style>[\s\S]*<\/style>/, '').matchAll(/<(\/?)([a-zA-Z][\w-]*)([^>]*)>/g)) {
		if (rest!.endsWith('/') || name === 'meta') continue;
		if (slash === '') open.push(name!);
		else assert.equal(open.pop(), name);
	}
	assert.deepEqual(open, []);
});

test('the same runs give the same bytes, but for the line with the time', () => {
	const runs = Array.from({length: 30}, (_, at) =>
		makeRun([3, 2, 1 + (at % 7)], {name: `run${at}`, config: {lr: at, wd: at % 3}}),
	);
	for (const format of ['html', 'md'] as const) {
		assert.equal(makeReport(request(runs, {format})), makeReport(request(runs, {format})));
		const lines = (atMs: number) => makeReport(request(runs, {format, nowMs: atMs})).split('\n');
		const [now, later] = [lines(nowMs), lines(nowMs + 86_400_000)];
		assert.deepEqual(now.filter((line, at) => line !== later[at]).length, 1);
	}
});

test('a report of nothing says so, and one of a single run has its value and curve', () => {
	assert.match(makeReport(request([])), /No run fits what was asked for/);
	const html = makeReport(request([makeRun([3, 1, 2], {name: 'only'})]));
	assert.match(html, /★ 1/);
	assert.match(html, /<path class="curve r0" d="M/);
	assert.doesNotMatch(html, /What decides/);
});

test('runs without a finite value have no place and no curve, and the reason is there', () => {
	const runs = [makeRun([1, 2], {name: 'fine'}), makeRun([Number.NaN, Number.NaN], {name: 'lost'}), makeRun([], {name: 'none'})];
	const markdown = makeReport(request(runs, {format: 'md'}));
	assert.match(markdown, /Without a place: lost \(none of 2 points is finite\); none \(no loss\)/);
	const charts = makeReport(request(runs)).split('<figure>').slice(1);
	assert.equal(charts.length, 1);
	assert.doesNotMatch(charts[0]!.split('</figure>')[0]!, /lost/);
	assert.match(
		makeReport(request([runs[1]!], {yardsticks: [makeYardstick('loss', 'down', 'name')]})),
		/No run has a finite value of loss/,
	);
});

test('three hundred runs: the best have colours, the others are drawn behind, all are in the table', () => {
	const runs = Array.from({length: 300}, (_, at) => makeRun([400, 300 - at, 310 - at], {name: `run-${at}`, config: {lr: at}}));
	const html = makeReport(request(runs));
	assert.equal([...html.matchAll(/<path class="other"/g)].length, 100);
	assert.match(html, /100 other runs in gray; 188 more not drawn/);
	for (const at of [0, 150, 299]) assert.ok(html.includes(`<td>run-${at}<`), `run-${at}`);
	assert.match(html, /<span class="name" title="run-299">/);
	assert.match(html, /90 % interval/);
	assert.match(html, /higher lr → lower loss/);
	assert.ok(html.length < 400_000, `${html.length} bytes`);
});

test('runs of the same name are told apart', () => {
	const runs = ['abcdef11', 'abcdef22'].map((id, at) => makeRun([2, 1 + at], {name: 'train.py', id, path: '/exp/runs.db'}));
	const html = makeReport(request(runs));
	for (const name of ['train.py (abcdef1)', 'train.py (abcdef2)']) assert.ok(html.includes(name), name);
});

test('a metric of single values is a list and no picture; of a failure the last words are told', () => {
	const error = 'Traceback (most recent call last):\n  File "train.py", line 3, in <module>\n    fail()\nRuntimeError: boom\n';
	const html = makeReport(request([makeRun([0.5], {name: 'a', error}), makeRun([0.25], {name: 'b'})]));
	assert.match(html, /one value each/);
	assert.doesNotMatch(html, /<svg class="chart"/);
	assert.match(html, /class="name" title="b">b<\/span><span class="value">0\.2500/);
	assert.match(html, />RuntimeError: boom</);
	assert.doesNotMatch(html, /Traceback/);
	const mixed = makeReport(request([makeRun([0.5], {name: 'a'}), makeRun([0.25, 0.125], {name: 'b'})]));
	assert.match(mixed, /<path class="curve r\d lone"/);
	assert.match(mixed, />step<\/text>/);
});
