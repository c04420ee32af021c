import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {HealthMark} from '../../source/core/health/mark.ts';
import type {RunRow} from '../../source/core/row.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {textWidth} from '../../source/draw/width.ts';
import type {LogTail, RunDetail} from '../../source/engine/protocol.ts';
import type {RunTab} from '../../source/store/view.ts';
import {pageOf} from '../../source/ui/run/pages.ts';
import {factsOf} from '../../source/ui/runs/facts.ts';
import type {Brush} from '../../source/ui/scene.ts';
import {openDesk} from '../actions/press.ts';
import {fakeNowMs, fakeRow} from './fake-rows.ts';

const brush: Brush = {glyphs: allGlyphs, color: true, zone: 0, home: '/home/ada'};

function detailOf(more: Partial<RunDetail> = {}, facts: Partial<RunDetail['facts']> = {}): RunDetail {
	return {
		run: 0,
		facts: {...emptyFacts(), ...facts},
		problems: [],
		events: [],
		media: [],
		systemMetrics: [],
		told: [],
		metricWords: [],
		files: [],
		estimateNotes: [],
		status: {status: 'finished', why: 'end record'},
		process: null,
		...more,
	};
}

/** The lines of a page of a run, as texts. */
function page(
	tab: RunTab,
	more: Partial<RunRow> = {},
	told: {detail?: RunDetail | null; log?: LogTail; others?: RunRow[]; metrics?: string[]} = {},
): string[] {
	const row = fakeRow({key: 0, name: 'a', config: {}, metrics: told.metrics ?? [], more: {...more}});
	const {store} = openDesk([row, ...(told.others ?? [])]);
	store.setState({detail: told.detail === undefined ? detailOf() : told.detail, log: told.log ?? null});
	return pageOf(tab, row, store.getState(), brush, 40).lines.map(spans =>
		spans
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);
}

test('what is not told yet is no nothing: a page without its data says so, one that knows says what there is not', () => {
	for (const [tab, unknown, none] of [
		['log', '…', 'No output was kept'],
		['config', 'No config was recorded', 'No config was recorded'],
		['source', '…', 'Neither command nor source were recorded'],
		['files', '…', 'No files'],
		['problems', '…', 'Nothing is wrong with the files of this run'],
	] as const) {
		assert.deepEqual(page(tab, {git: null}, {detail: null}), [unknown], tab);
		const log: LogTail = {run: 0, path: null, lines: [], before: 0};
		assert.deepEqual(page(tab, {git: null}, {log}), [none], tab);
	}
	assert.deepEqual(page('summary', {complete: false}), ['…']);
	assert.deepEqual(page('summary', {complete: true}), ['No metrics and no summary were recorded']);
	assert.deepEqual(
		page('about', {}, {detail: {...detailOf(), run: 7}}),
		['…'],
		'what was told of another run is not of this one',
	);
});

const all: RunDetail = detailOf(
	{
		events: [
			{atMs: fakeNowMs, step: 100, kind: 'checkpoint', text: 'saved'},
			{atMs: null, step: null, kind: 'error', text: 'lost'},
		],
		metricWords: [['loss', 'lower is better']],
		estimateNotes: ['82 steps × 1 s'],
		problems: [{file: '/exp/a/x', message: 'a message that is longer than forty cells of the page'}],
		files: [
			{path: '/home/ada/exp/vision/a/out.txt', bytes: 12, modifiedAtMs: fakeNowMs},
			{path: '/else/b', bytes: 4096, modifiedAtMs: fakeNowMs},
		],
	},
	{
		config: {n: 1, none: null, deep: {a: [1], b: {}}},
		summary: {best: 0.912345678, word: 'x'},
		recorded: 'completed',
		extra: {System: {version: '1.10', cpus: 4}},
		command: {argv: ['python', 'my train.py'], cwd: '/exp', env: {A: 'b'}},
		git: {commit: 'abc', branch: null, dirty: false, remote: 'r'},
		sourceDigest: 'd1',
	},
);

test('a page has all that is known, values as they were written, nothing where nothing is', () => {
	const told = {detail: all, metrics: ['loss']};
	assert.deepEqual(page('config', {}, told), ['n           1', 'none        null', 'deep.a      [1]', 'deep.b      {}']);
	assert.deepEqual(
		page('config', {config: {lr: 3}}, {detail: null}),
		['lr          3'],
		'what the list knows, until more is told',
	);
	assert.deepEqual(page('summary', {}, told), [
		'metric            last         min         max        mean      points',
		'loss          0.211196    0.211196     2.30000           1        1000',
		'',
		'As the tracker recorded it',
		'best        0.91234568',
		'word        x',
	]);
	assert.deepEqual(page('summary', {}, {detail: all}), [
		'',
		'As the tracker recorded it',
		'best        0.91234568',
		'word        x',
	]);
	assert.deepEqual(page('source', {}, told), [
		"command     python 'my train.py'",
		'directory   /exp',
		'commit      abc',
		'changes     none',
		'remote      r',
		'digest      d1',
		'env A       b',
	]);
	assert.match(
		page('source', {}, {detail: detailOf({}, {git: {...all.facts.git!, dirty: true}})}).join('\n'),
		/changes +yes, beyond the commit/,
	);
	assert.deepEqual(page('files', {}, told), ['    12 B       14:02  out.txt', '  4.1 kB       14:02  /else/b']);
	assert.deepEqual(page('problems', {}, told), ['a message that is longer than forty', 'cells of the page', '  /exp/a/x']);
});

test('a log says what stands before its lines, as far as that is known', () => {
	const log = (more: Partial<LogTail>) => page('log', {}, {log: {run: 0, path: '/a/log', lines: ['x'], before: 0, ...more}});
	assert.deepEqual(log({}), ['x']);
	assert.deepEqual(log({before: 1200}), ['1200 lines before these in /a/log', 'x']);
	assert.deepEqual(log({before: null, path: null}), ['earlier lines before these in the records', 'x']);
	assert.deepEqual(log({lines: []}), ['/a/log is empty']);
	assert.deepEqual(log({run: 5}), ['…']);
});

test('About tells why a run stands as it does, where it comes from and what came of it, in sections that are there', () => {
	const health: HealthMark[] = [
		{kind: 'nonfinite', metric: 'loss', step: 412, text: 'NaN at 412', reason: 'loss is NaN since step 412'},
	];
	const others = [
		fakeRow({key: 1, name: 'b', more: {id: 'old', restartOf: 'older'}}),
		fakeRow({key: 2, name: 'c', status: 'failed', more: {id: 'c', restartOf: 'id-0'}}),
		fakeRow({key: 3, name: 'd', more: {id: 'id-d', restartOf: 'id-0'}}),
	];
	const more = {restartOf: 'old', health, error: 'Trace\nboom', notes: ['one\ntwo'], attempt: 2, host: null, pid: null};
	const text = page('about', more, {detail: all, others}).join('\n');
	for (const part of [
		/^status +finished: end record\nrecorded as +completed\nstarted +2026-11-21 13:55:30 {3}7 min ago$/m,
		/^restart of +b \(old\), restart of older\nrestarted as +c failed, d \(id-d\) finished\nattempt +2\nuser +ada$/m,
		/^\nHealth\n× NaN or infinite {2}loss is NaN since step 412$/m,
		/^\nError\nTrace\nboom$/m,
		/^\nTime left\n82 steps × 1 s$/m,
		/^\nNotes\none\ntwo$/m,
		/^\nEvents\nlost\n14:02 {2}step 100 {2}saved$/m,
		/^\nMetrics as declared\nloss +lower is better$/m,
		/^\nSystem\nversion +1\.10\ncpus +4$/m,
	])
		assert.match(text, part);
	const bare = page('about').join('\n');
	assert.doesNotMatch(bare, /^(Health|Error|Time left|Notes|Events|restart|verdict|attempt|host +$)/m);
	const circle = [fakeRow({key: 1, name: 'b', more: {id: 'old', restartOf: 'id-0'}})];
	assert.match(page('about', {restartOf: 'old'}, {others: circle}).join('\n'), /^restart of +b \(old\), restart of a \(id-0\)$/m);
});

test('the facts of a run are what is known of it, the most important first', () => {
	const facts = (more: Parameters<typeof fakeRow>[0], process: RunDetail['process'] = null) => {
		const row = fakeRow(more);
		const {store} = openDesk([row, fakeRow({key: 1, name: 'b', config: {lr: 2}})]);
		store.setState({detail: detailOf({process})});
		return factsOf(row, store.getState(), brush).map(([word, spans]) => `${word}: ${spans.map(({text}) => text).join('')}`);
	};
	const use = {
		pid: 1,
		processes: 1,
		memoryBytes: 2e9,
		diskReadPerSecond: 0,
		diskWritePerSecond: 0,
		cores: 4,
		machineMemoryBytes: 16e9,
	};
	const past = {cpu: [], memory: [], read: [], written: []};
	assert.deepEqual(
		facts(
			{
				key: 0,
				name: 'a',
				status: 'running',
				step: 640,
				config: {lr: 1, empty: ''},
				more: {
					problem: 'torn record',
					error: 'Trace\nboom',
					tags: ['t', 'u'],
					marks: ['best'],
					verdict: 'fail',
					notes: ['old', 'new\nmore'],
				},
			},
			{...use, cpuPercent: 98, gpu: {memoryBytes: 4.2e9, devices: 1}, past},
		),
		[
			'status: ● running · pid 4711 is alive',
			'problem: ⚠ torn record',
			'error: boom',
			'progress: step 640 of 1000, 64 % (config max_steps)',
			'left: ≈ 6 min, done 14:08 (82 steps × 1.0 s)',
			'uses: CPU 98 %, memory 2.0 GB, GPU memory 4.2 GB',
			'started: 13:55, 7 min ago',
			'last sign: 14:02',
			'config: lr 1',
			'verdict: fail',
			'tags: t u',
			'marks: best',
			'where: vision/a · gpu-3 · pid 4711',
			'git: 4f1c2aa9 main with changes',
			'note: new',
		],
	);
	const quiet = facts(
		{key: 0, name: 'a', step: 640, total: null, more: {statusWhy: '', host: null, pid: null, git: null}},
		{...use, cpuPercent: null, gpu: null, past},
	);
	assert.equal(quiet[0], 'status: ✓ finished');
	assert.ok(quiet.includes('progress: step 640, total not known'), quiet.join('\n'));
	assert.ok(quiet.includes('uses: memory 2.0 GB') && quiet.includes('where: vision/a'), quiet.join('\n'));
	assert.ok(!quiet.some(fact => /^(left|last sign|git|tags|note)/.test(fact)), quiet.join('\n'));
});

test('names in wide letters stand in one column with the others', () => {
	const config = page('config', {}, {detail: detailOf({}, {config: {模型: 'vit', learning_rate: 0.1}})});
	assert.deepEqual(config, ['模型           vit', 'learning_rate  0.1']);
	const [head, first] = page('summary', {}, {metrics: ['验证集准确率和损失']});
	assert.equal(textWidth(first!), textWidth(head!));
});
