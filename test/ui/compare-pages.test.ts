import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FileDiff} from '../../source/core/diff/code/diff-texts.ts';
import type {ComparedCode, ComparedLog, ComparedSurroundings} from '../../source/core/diff/compared.ts';
import {aggregateNames, aggregateStride} from '../../source/core/row.ts';
import type {JsonObject} from '../../source/core/run.ts';
import type {ComparedKnown} from '../../source/store/compare/news.ts';
import {byRun, pageFor, rows, told} from './compare-pages.ts';
import {fakeRow} from './fake-rows.ts';

test('what differs is told of settings, results and source; with d also what is the same, and a value that is null is told from a missing one', () => {
	const differing = ['lr: 0.1 | 0.3≠', 'note: null | x≠', 'tag: "" | –≠∅', 'deep.x: 1 | –≠∅'];
	const known = {
		runs: byRun([told(0, {config: {...rows[0]!.config, deep: null, 'deep.x': 1}}), told(6, {config: rows[1]!.config})]),
	};
	const page = pageFor('differs', rows);
	assert.deepEqual(page.texts, [
		'# Config   4 of 5 keys differ, d shows all',
		...differing,
		'# Metrics',
		'loss last: 0.2112 | 0.6383',
		'loss min: 0.2112 | 0.6383',
		'size last: 0.9272 | –∅',
		'# Source and run',
		'source: 4f1c2aa9 main with changes | …≠',
		'status: finished | failed≠',
		'step: 1000 | 500≠',
		'tags: paper | –≠∅',
		'directory: vision/a | vision/b≠',
	]);
	const all = pageFor('differs', rows, {}, true);
	assert.equal(all.title, 'Everything');
	for (const text of [
		'# Config   4 of 5 keys differ',
		'# The same in all',
		'model: vit | vit',
		'format: jsonl | jsonl',
		'host: gpu-1 | gpu-1',
	])
		assert.ok(all.texts.includes(text), `${text} in ${all.texts}`);
	assert.deepEqual(pageFor('config', rows).texts, differing);
	assert.equal(pageFor('config', rows).note, '4 of 5 keys differ, d shows all');
	assert.equal(
		pageFor('config', rows, known).texts.includes('deep: null | –≠∅'),
		true,
		'what the engine tells in full goes before the row',
	);
	const alike = [fakeRow({key: 0, name: 'a', config: {lr: 1}}), fakeRow({key: 6, name: 'b', config: {lr: 1}})];
	assert.deepEqual(
		[pageFor('config', alike).texts, pageFor('config', alike).empty],
		[[], 'All settings are the same, d shows them'],
	);
	const bare = [fakeRow({key: 0, name: 'a', config: {}, metrics: []}), fakeRow({key: 6, name: 'b', config: {}, metrics: []})];
	assert.deepEqual([pageFor('config', bare).note, pageFor('config', bare).empty], ['', 'These runs recorded no config']);
	assert.doesNotMatch(pageFor('differs', bare).texts.join('\n'), /# (Config|Metrics)/);
});

test('a line in full has the whole value, and of a metric where it was best and why a run does not count', () => {
	const page = pageFor('differs', rows);
	const at = (text: string) => page.full(page.texts.findIndex(each => each.startsWith(text)));
	assert.deepEqual(at('deep.x'), ['1', '']);
	assert.match(
		at('loss last')!.join('\n\n'),
		/^loss\nlast 0\.2111\d+ at step 1000\nmin {2}0\.2111\d+ at step 1000\n1000 points\n\nloss\n.*\n.*\n500 points\ninfeasible: memory$/,
	);
	assert.match(
		at('size')!.join('\n\n'),
		/^size\nlast 0\.92\d+ at step 1000\n1000 points\n\n$/,
		'of which nobody knows which way is better',
	);
	const returned = rows.map(row => ({
		...row,
		metrics: {
			...row.metrics,
			values: row.metrics.values.map((value, i) =>
				i % aggregateStride === aggregateNames.indexOf('lastStep') ? Number.NaN : value,
			),
		},
	}));
	assert.match(pageFor('differs', returned).full(6)![0]!, /^loss\nlast 0\.2111\d+\n/, 'what belongs to no step names none');
});

test('what trackers summed up themselves stands below the metrics, numbers with their change', () => {
	const runs = byRun([told(0, {summary: {score: 4, word: 'good', loss: 9}}), told(6, {summary: {score: 5, word: 'bad'}})]);
	const page = pageFor('summary', rows, {runs});
	assert.deepEqual(page.texts.slice(page.texts.indexOf('# As the trackers recorded it')), [
		'# As the trackers recorded it',
		'score: 4 | 5≠',
		'word: good | bad≠',
	]);
	const line = page.lines.find(each => each.kind === 'values' && each.label === 'score');
	assert.deepEqual(line?.kind === 'values' && line.cells().map(({value, base}) => [value, base]), [
		[4, 4],
		[5, 4],
	]);
	const bare = rows.map(row => ({...row, metrics: {names: [], values: new Float64Array()}}));
	assert.deepEqual(
		[pageFor('summary', bare).texts, pageFor('summary', bare).empty],
		[[], 'No metrics and no summary in these runs'],
	);
});

test('of the source stands what was recorded, and the difference to the baseline by file', () => {
	const file = (more: Partial<FileDiff>): FileDiff => ({
		path: 'train.py',
		movedFrom: null,
		change: 'changed',
		added: 1,
		removed: 2,
		lines: ['@@ -1 +1 @@', '-\told', '+new', ' same'],
		note: null,
		...more,
	});
	const files = [
		file({}),
		file({path: 'b.py', movedFrom: 'a.py', change: 'moved', added: 0, removed: 0, lines: []}),
		file({path: 'x.bin', change: 'added', added: 0, removed: 0, lines: [], note: 'binary'}),
	];
	const code = (diff: Partial<ComparedCode['diff']>, base = 0) => ({
		runs: byRun([told(0, {source: {digest: 'abcdef0123', copies: 2, patched: true}}), told(6)]),
		code: byRun([{base, run: 6, diff: {how: 'the copies in both runs', files, notes: ['2 more files differ'], ...diff}}]),
	});
	const facts = [
		'commit: 4f1c2aa90b | –≠∅',
		'branch: main | –≠∅',
		'changes: yes, patch kept | –≠∅',
		'digest: abcdef0123 | –≠∅',
		'copies: 2 files kept | –≠∅',
	];
	const page = pageFor('source', rows, code({}));
	assert.deepEqual(page.texts, [
		...facts,
		'# b against a   3 files differ  +1 −2',
		'by the copies in both runs',
		'2 more files differ',
		'train.py  changed  +1  −2',
		'@@ -1 +1 @@',
		'-    old',
		'+new',
		' same',
		'b.py  moved, was a.py',
		'x.bin  added, binary',
	]);
	assert.deepEqual(pageFor('source', rows, code({files: [file({lines: []})], notes: []})).texts.slice(5), [
		'# b against a   1 file differs  +1 −2',
		'by the copies in both runs',
		'train.py  changed  +1  −2',
	]);
	assert.deepEqual(pageFor('source', rows, code({files: [], notes: []})).texts.slice(5), [
		'# b against a   the same code',
		'by the copies in both runs',
	]);
	assert.deepEqual(pageFor('source', rows, code({how: null, files: [], notes: ['nothing to compare']})).texts.slice(5), [
		'# b against a',
		'nothing to compare',
	]);
	assert.deepEqual(
		pageFor('source', rows, code({}, 3)).texts.slice(5),
		['# b against a   …'],
		'what was compared with another baseline is no answer',
	);
	const line = (known: Partial<ComparedKnown>) => pageFor('differs', rows, known).texts.find(text => text.startsWith('source'));
	assert.equal(line(code({})), 'source: 4f1c2aa9 main with changes, patch kept, 2 files kept | not recorded  +1 −2≠');
	assert.equal(
		line(code({files: []})),
		'source: 4f1c2aa9 main with changes, patch kept, 2 files kept | not recorded  the same code≠',
	);
	assert.equal(line({runs: byRun([told(0), told(6)])}), 'source: 4f1c2aa9 main with changes | not recorded≠∅');
	const clean = rows.map(row => ({...row, git: {commit: null, branch: null, dirty: false, remote: 'git@host:a'}}));
	assert.deepEqual(pageFor('source', clean).texts.slice(0, -1), ['changes: none | none', 'remote: git@host:a | git@host:a']);
});

test('machines and packages are shown when all runs have told of theirs', () => {
	const surroundings = (environment: JsonObject, packages: Record<string, string>) =>
		byRun(
			[0, 6].map(
				(run): ComparedSurroundings => ({
					run,
					environment: run === 0 ? environment : {},
					packages: run === 0 ? packages : {torch: '2.1'},
				}),
			),
		);
	const one = new Map([...surroundings({}, {})].slice(0, 1));
	assert.deepEqual(
		[pageFor('environment', rows, {surroundings: one}).texts, pageFor('environment', rows, {surroundings: one}).empty],
		[[], '…'],
	);
	assert.deepEqual(
		pageFor('environment', rows, {surroundings: surroundings({gpu: 'A100'}, {torch: '2.10', numpy: '1.0'})}).texts,
		[
			'# Environment   1 fact, recorded by one run only, d shows all',
			'# Packages   2 of 2 versions differ',
			'torch: 2.10 | 2.1≠',
			'numpy: 1.0 | –≠∅',
		],
	);
	const empty = byRun([0, 6].map((run): ComparedSurroundings => ({run, environment: {}, packages: {}})));
	assert.equal(
		pageFor('environment', rows, {surroundings: empty}).empty,
		'These runs recorded nothing of their machine or packages',
	);
});

test('logs stand side by side by step where their lines tell one, else their newest lines', () => {
	const log = (run: number, lines: string[], steps: number[] | null): ComparedLog => ({
		run,
		lines,
		isWhole: true,
		steps: steps && Float64Array.from(steps),
		seconds: null,
	});
	const placed = pageFor('logs', rows, {logs: byRun([log(0, ['one', 'two'], [1, 2]), log(6, ['zwei', 'drei'], [2, 3])])});
	assert.deepEqual([placed.texts, placed.note], [['1: one | ∅', '2: two | zwei', '3: ∅ | drei'], 'by step, s changes']);
	const plain = pageFor('logs', rows, {logs: byRun([log(0, ['one'], null), log(6, [], null)])});
	assert.deepEqual([plain.texts, plain.note, plain.full(0)], [[': one | ∅'], 'the newest lines', ['one', '']]);
	assert.equal(pageFor('logs', rows, {logs: byRun([log(0, [], null)])}).empty, '…');
	assert.equal(pageFor('logs', rows, {logs: byRun([log(0, [], null), log(6, [], null)])}).empty, 'These runs kept no output');
});

test('what differs has no metric that came to the same in all runs, everything has', () => {
	const [one, other] = [0, 6].map(key => fakeRow({key, name: `run${key}`, metrics: ['loss', 'lr']}));
	const at = aggregateStride * other!.metrics.names.indexOf('lr');
	const values = Float64Array.from(other!.metrics.values);
	values.set(one!.metrics.values.slice(at, at + aggregateStride), at);
	const rows = [one!, {...other!, metrics: {...other!.metrics, values}}];
	const titles = (all: boolean) =>
		pageFor('differs', rows, {}, all).texts.filter(text => /^# Metrics|^(loss|lr) last/.test(text));
	assert.match(titles(false).join('\n'), /^# Metrics {3}1 of 2 differs, d shows all\nloss last[^\n]*$/);
	assert.match(titles(true).join('\n'), /^# Metrics\nloss last.*\nlr last/);
});
