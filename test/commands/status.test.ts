import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alertLines, statusJson, statusLine, tmuxLine} from '../../source/commands/show/status-lines.ts';
import type {Alert, Overview} from '../../source/core/overview.ts';
import {type Estimate, emptyRow} from '../../source/core/row.ts';
import {makeTree} from './tell.ts';

const nowMs = Date.UTC(2026, 0, 2, 12);
const hour = 3_600_000;
const alert = (name: string, kind: Alert['kind'], text: string, atMs: number | null): Alert => ({
	row: {...emptyRow(), id: `${name}-id`, name, dir: `d/${name}`},
	kind,
	text,
	atMs,
});
const estimate: Estimate = {
	text: '1 h 00',
	seconds: 3600,
	low: 3000,
	high: 4000,
	from: 'speed',
	finishAtMs: nowMs + hour,
};

const overview: Overview = {
	runs: 6,
	counts: [
		{status: 'running', runs: 2},
		{status: 'queued', runs: 1},
		{status: 'failed', runs: 1},
		{status: 'finished', runs: 3},
		{status: 'stopped', runs: 1},
	],
	next: {row: {...emptyRow(), id: 'n-id', name: 'vit #1', dir: 'd/vit'}, estimate},
	last: null,
	alerts: [
		alert('a', 'failed', 'Traceback:\n  File "a.py"\nValueError: boom\n\n', nowMs - 2 * hour),
		alert('b', 'crashed', 'pid 7 is gone', null),
		alert('c', 'stalled', 'no write for 2 h', nowMs - 2 * hour),
		alert('d', 'health', 'loss is NaN at step 3', nowMs - hour),
		alert('x'.repeat(50), 'failed', `${'e'.repeat(250)}\x1b[31m`, null),
	],
};
const calm: Overview = {runs: 0, counts: [], next: null, last: null, alerts: []};

test('how all runs stand is told in a line, in a line for tmux, and with what a person should look at', () => {
	assert.match(
		statusLine(overview, nowMs),
		/^2 running, 1 queued, 1 failed, 3 finished, 1 stopped · next: vit #1 1 h 00 \(.*\) · 5 alerts: a failed 2 h 00 ago: ValueError: boom$/,
	);
	assert.match(statusLine({...overview, alerts: overview.alerts.slice(3, 4)}, nowMs), / · 1 alert: d loss is NaN at step 3$/);
	assert.equal(statusLine(calm, nowMs), 'no runs');
	assert.deepEqual(alertLines(overview, nowMs), [
		'✗ a failed 2 h 00 ago: ValueError: boom',
		'✗ b crashed: pid 7 is gone',
		'⚠ c stalled: no write for 2 h',
		'⚠ d loss is NaN at step 3',
		`✗ ${'x'.repeat(39)}… failed: ${'e'.repeat(199)}…`,
	]);
	const mark = (colour: string, text: string) => `#[fg=${colour}]${text}#[default]`;
	const tmux = tmuxLine(overview, nowMs);
	const [counts, next] = tmux.split(' next: ');
	assert.equal(counts, `${mark('green', '●2')} ${mark('blue', '◔1')} ${mark('red', '✗1')} 3 finished`);
	assert.match(next!, /^vit ##1 1 h 00 \([^#]*\) #\[fg=red\]!5#\[default\]$/);
	assert.equal(tmuxLine(calm, nowMs), 'no runs');
	assert.equal(tmuxLine({...calm, runs: 1, counts: [{status: 'stopped', runs: 1}]}, nowMs), '1 run');
	const json = statusJson(overview);
	assert.deepEqual(json.next_finish, {
		id: 'n-id',
		name: 'vit #1',
		dir: 'd/vit',
		seconds: 3600,
		low: 3000,
		high: 4000,
		finish_at: '2026-01-02T13:00:00.000Z',
	});
	assert.equal(json.last_finish, null);
});

test('what failed since yesterday, or since when it is asked for, is an alert; what cannot be looked at says so in one line', async context => {
	const tree = makeTree(context);
	const ended = (secondsAgo: number) => ({ended_at: Date.now() / 1000 - secondsAgo, exit_code: 1, signal: null});
	tree.run('new', {}, [3, 2], {...ended(1800), error: 'ValueError: boom'});
	tree.run('old', {}, [3], ended(200_000));
	tree.run('good', {}, [3], {...ended(60), exit_code: 0});
	const {root, tell} = tree;
	const counts = '2 failed, 1 finished';
	const told = '✗ new failed 30 min ago: ValueError: boom';
	for (const [words, status, out, err] of [
		[[], 0, [counts, told], []],
		[['--since', '1m'], 0, [counts], []],
		[['--since=3d'], 0, [counts, told, '✗ old failed 2 d 7 h ago: exit code 1 in exit.json'], []],
		[['--since=soon'], 2, [], ['xtui: --since takes a span of time (30m, 12h, 1d), not soon']],
		[['--line'], 0, [`${counts} · 1 alert: ${told.slice(2)}`], []],
		[['name:good'], 0, ['1 finished'], []],
		[['loss>'], 2, [], null],
	] as const) {
		const said = await tell('status', root, ...words);
		assert.deepEqual([said.status, said.out], [status, out], words.join(' '));
		if (err !== null) assert.deepEqual(said.err, err);
	}
	for (const flag of ['--line', '--tmux'])
		assert.deepEqual(await tell('status', `${root}/gone`, flag), {status: 1, out: ['cannot look there'], err: []});
	const gone = await tell('status', `${root}/gone`);
	assert.deepEqual([gone.status, gone.out], [1, []]);
	assert.match(gone.err.join(), /^xtui: cannot look under ROOT\/gone: /);
});

test('waiting ends with the runs that fit, with those that failed, or says how many fit when time is up', async context => {
	const {root, run, tell} = makeTree(context);
	run('good', {}, [3, 1], {ended_at: 1_760_000_000, exit_code: 0, signal: null});
	run('bad', {}, [3], {ended_at: 1_760_000_000, exit_code: 1, signal: null});
	const wait = (...words: string[]) => tell('wait', root, ...words);
	for (const [words, told] of [
		[['loss<2', '--ids'], {status: 0, out: ['good-id'], err: []}],
		[['--where', 'loss<2', '--ids'], {status: 0, out: ['good-id'], err: []}],
		[['name:bad loss<1'], {status: 4, out: [], err: ['xtui: bad (bad) failed: exit code 1 in exit.json']}],
		[
			['name:good loss<0', '--timeout=0.4s'],
			{
				status: 3,
				out: [],
				err: [
					'xtui: the run that this is about is over; waiting for what comes next',
					'xtui: time is up after 0.4 s: 0 of 1 run fits',
				],
			},
		],
		[['--timeout', '1'], {status: 2, out: [], err: ["xtui: wait takes a query, as in xtui wait 'name:vit-* status:finished'"]}],
		[['loss<1', '--timeout=soon'], {status: 2, out: [], err: ['xtui: --timeout takes a span of time (90s, 30m, 2h), not soon']}],
	] as const)
		assert.deepEqual(await wait(...words), told, words.join(' '));
	const bad = await wait('loss<');
	assert.deepEqual([bad.status, bad.out], [2, []]);
	assert.match((await wait('loss<1', '--timeout=0')).err.join(), /time is up after 0/);
	const json = JSON.parse((await wait('loss<2', '--json')).out.join('\n'));
	assert.deepEqual([json.length, json[0].name, json[0].status], [1, 'good', 'finished']);
	assert.match((await wait('loss<2')).out[1]!, /^finished +good +step 2 +1 /);
	assert.equal((await tell('wait', `${root}/gone`, 'loss<1')).status, 1);
});
