import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {showLines} from '../../source/commands/show/show-lines.ts';
import {emptyRow} from '../../source/core/row.ts';
import {emptyFacts, type RunEvent} from '../../source/core/run.ts';
import {bare, makeTree} from './tell.ts';

const begin = Date.UTC(2026, 0, 2) / 1000;

test('a run is shown with all that is known of it, each under its word, and nothing that is not', async context => {
	const {run, tell, root} = makeTree(context);
	run(
		'a',
		{
			config: {lr: 0.1, name: 'a b', layers: [1, 2]},
			started_at: begin,
			command: {argv: ['python', 'train it.py', '--lr=0.1'], cwd: '/'},
			git: {commit: '4f1c2aa90b', dirty: true},
			host: 'gpu-3',
			user: 'ada',
			tags: ['x', 'y'],
			total_steps: 4,
		},
		[3, 1, 2],
		{ended_at: begin + 60, exit_code: 1, signal: null, error: 'ValueError: boom'},
	);
	const {out} = await tell('show', 'a', root);
	const parts = bare(out).join('\n').split('\n\n');
	assert.deepEqual(
		parts[0]!.split('\n').map(line => line.replace(/ \([^)]* ago\)/, '')),
		[
			'a',
			'status  failed: exit code 1 in exit.json',
			'tracker says  exit code 1',
			'progress  75 %, step 3 of 4 (total_steps in xtui-run.json)',
			'error  ValueError: boom',
			'id  a-id',
			'format  xtui',
			'path  ROOT/a',
			...['started', 'ended', 'last sign'].map((word, at) => {
				const clock = new Date((begin + (at === 0 ? 0 : 60)) * 1000).toLocaleString('sv-SE');
				return `${word}  ${clock}`;
			}),
			'host  ada@gpu-3',
			'command  python "train it.py" --lr=0.1',
			'commit  4f1c2aa90b with changes',
			'tags  x, y',
		],
	);
	assert.deepEqual(parts.slice(1, 3), [
		'Config\nlr  0.1\nname  a b\nlayers  [1,2]',
		'Metrics\nmetric  points  last  min  max  at step\nloss  3  2  1  3  3',
	]);
	const bareRun = showLines(
		{...emptyRow(), name: 'b', id: 'b-id', status: 'unknown', statusWhy: 'nothing tells'},
		emptyFacts(),
		{problems: [], notes: [], events: [], told: [], metricWords: [], lineage: []},
		0,
	);
	assert.deepEqual(
		bare(bareRun).filter(line => !/^(?:format|path)/.test(line)),
		['b', 'status  unknown: nothing tells', 'id  b-id'],
	);
});

test('how far a run is, and when it ends, is told as far as it is known', () => {
	const words = {problems: [], notes: [], events: [], told: [], metricWords: [], lineage: []};
	const progress = {step: 3, total: 4, fraction: 0.75, unit: 'epoch', totalFrom: 'args'} as const;
	for (const [more, told] of [
		[{progress}, '75 %, epoch 3 of 4 (args)'],
		[{progress: {...progress, fraction: null}}, 'epoch 3 of 4 (args)'],
		[{progress: {...progress, step: null}}, '75 %, epoch ? of 4 (args)'],
		[{progress: {...progress, total: null}}, 'epoch 3, total unknown'],
	] as const) {
		const lines = showLines({...emptyRow(), ...more} as ReturnType<typeof emptyRow>, emptyFacts(), words, 0);
		assert.ok(bare(lines).includes(`progress  ${told}`), lines.join('\n'));
	}
	for (const [commit, told] of [
		['abc', 'abc'],
		[null, '?'],
	]) {
		const git = {branch: null, dirty: false, remote: null, commit: commit!};
		assert.ok(bare(showLines(emptyRow(), {...emptyFacts(), git}, words, 0)).includes(`commit  ${told}`));
	}
});

test('of many events the newest are shown, with time and step where they have one, and how many came before', () => {
	const words = {problems: [], notes: [], told: [], metricWords: [], lineage: []} as const;
	const shown = (events: RunEvent[]) => {
		const lines = bare(showLines(emptyRow(), emptyFacts(), {...words, events}, 0));
		return lines.slice(lines.indexOf('Events') + 1);
	};
	const event = (step: number | null): RunEvent => ({atMs: null, step, kind: 'note', text: `said\x1b[31m ${step}`});
	assert.deepEqual(shown([event(1), event(null)]), ['step 1  note: said 1', 'note: said null']);
	assert.match(shown([{...event(2), atMs: begin * 1000}])[0]!, /^2026-01-0\d \d\d:\d\d:\d\d {2}step 2 {2}note: said 2$/);
	const many = shown(Array.from({length: 53}, (_, at) => event(at)));
	assert.deepEqual(
		[many.length, many[0], many[1], many.at(-1)],
		[51, '3 earlier ones', 'step 3  note: said 3', 'step 52  note: said 52'],
	);
});

test('the points of a metric are those that were asked for, evenly chosen, the first and the last among them', async context => {
	const {run, tell, root} = makeTree(context);
	run('a', {}, [5, 4, Number.NaN, 2, 1]);
	const points = async (...words: string[]) => {
		const {out} = await tell('show', 'a', root, '--metric=loss', ...words);
		return bare(out.slice(out.indexOf('loss') + 1));
	};
	assert.deepEqual(await points(), ['1  5', '2  4', '3  NaN', '4  2', '5  1']);
	assert.deepEqual(await points('--points=9'), await points());
	assert.deepEqual(await points('--points=3'), ['1  5', '3  NaN', '5  1']);
	assert.deepEqual(await points('--points=1'), ['5  1']);
	const json = JSON.parse((await tell('show', 'a', root, '--json', '--metric=loss', '--points=2')).out.join('\n'));
	assert.deepEqual(json.points, {
		loss: [
			[1, 5, null],
			[5, 1, null],
		],
	});
	assert.equal('points' in JSON.parse((await tell('show', 'a', root, '--json')).out.join('\n')), false);
	for (const [words, status, err] of [
		[['a', root, '--points=0'], 2, 'xtui: --points takes a whole number above 0'],
		[['a', root, '--points=1.5'], 2, 'xtui: --points takes a whole number above 0'],
		[['a', root, '--metric=acc', '--metric=loss'], 1, 'xtui: a has no metric acc; it has loss'],
		[['nobody', root], 1, 'xtui: cannot show nobody: no run here has that id, name or path'],
		[[], 2, 'xtui: show takes a run: an id, a name or a path, as xtui ls --ids lists them'],
	] as const)
		assert.deepEqual(await tell('show', ...words), {status, out: [], err: [err]});
	run('b', {}, []);
	assert.deepEqual((await tell('show', 'b', root, '--metric=acc')).err, ['xtui: b has no metric acc; it has none']);
	assert.equal((await tell('show', `${root}/gone`)).status, 1);
	assert.deepEqual((await tell('show', `${root}/a`)).out[0], 'a', 'a directory around one run is that run');
});

test('a journal tells who said what and when, what was taken back, and what of it is signed', async context => {
	const {run, tell, root} = makeTree(context);
	run('a', {}, [1]);
	const words = [
		{at: begin, by: 'ada@x', op: 'tag', value: 'good', key: 'k1'},
		{at: begin + 1, op: 'note', value: 'well\x1b[31m', key: 'k2'},
		{at: begin + 2, by: 'ada@x', op: 'archive', value: {from: 'a'}, key: 'k3'},
		{at: begin + 3, by: 'ada@x', op: 'restore', value: null, key: 'k4', sig: 'not one'},
		{at: begin + 4, by: 'ada@x', op: 'note', value: 'well', undoes: 'k2', key: 'k5'},
	];
	const lines = [...words.map(word => JSON.stringify(word)), 'torn'];
	writeFileSync(path.join(root, 'a/journal.jsonl'), lines.map(line => `${line}\n`).join(''));
	const {status, out} = await tell('journal', 'a', root);
	assert.equal(status, 0);
	assert.deepEqual(
		// Why not is for git's settings to say.
		out.map(line => line.replace(/^\S+ \S+ {2}/, '').replace(/(not verified): .*\)/, '$1)')),
		[
			'ada@x  tag good',
			'unknown  note well',
			'ada@x  archive {"from":"a"}',
			'ada@x  restore  (not verified)',
			'ada@x  takes back note well',
		],
	);
	const json = (await tell('journal', 'a', root, '--json')).out.map(line => JSON.parse(line));
	assert.deepEqual(
		json,
		words.map(word => ({...word, verified: false})),
	);
	run('b', {}, [1]);
	const several = await tell('journal', 'a', 'b', root);
	assert.deepEqual(several, {status: 2, out: [], err: ['xtui: journal takes one run: xtui journal RUN']});
	assert.equal((await tell('journal', 'nobody', root)).status, 1);
	assert.deepEqual(await tell('journal', 'b', root), {status: 0, out: [], err: []});
});
