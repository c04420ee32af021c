import assert from 'node:assert/strict';
import {appendFileSync, cpSync, readdirSync, renameSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {aggregateStride} from '../../../../source/core/row.ts';
import {readRuntime} from '../../../../source/core/runtime.ts';
import {logOf, row as rowOf, run, started} from '../../../formats/wandb/logs.ts';
import {hourMs, Lab, minuteMs, points} from '../lab.ts';

const csv = (count: number) => `step,loss\n${Array.from({length: count}, (_, i) => `${i},${1 / (i + 1)}`).join('\n')}\n`;

test('a copy of a run that goes on is not running, whatever its process does; the original is', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, count: 300, grown: true});
	cpSync(lab.at('run'), lab.at('copy'), {recursive: true});
	assert.deepEqual([lab.look('run').status, lab.look('run').why], ['running', `pid ${pid} is alive`]);
	const {status, why} = lab.look('copy', 6 * minuteMs);
	assert.equal(status, 'unknown');
	assert.match(why, /^copied here [56] min ago, before its end was recorded$/);
	assert.equal(lab.look('copy', 30 * hourMs).status, 'unknown', 'the original lives');
	appendFileSync(lab.at('copy/metrics.jsonl'), points(1, lab.nowMs, 301));
	assert.equal(lab.look('copy').status, 'running', 'somebody goes on with the copy');
});

test('a run that works in its own directory is no copy, however its files were made', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, count: 300, argv: ['train'], cwd: lab.at('run')});
	cpSync(lab.at('run'), lab.at('copy'), {recursive: true});
	assert.equal(lab.look('run').status, 'running');
	assert.equal(lab.look('copy').status, 'unknown');
});

test('a copy whose process is known to be gone has crashed', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid(), count: 300});
	assert.match(lab.look('run').why, /^pid \d+ is gone, no end record$/);
});

test('a copied log whose original somebody holds open is no crash; that of an old one is', async context => {
	const lab = new Lab(context);
	const file = (name: string) => `${name}/wandb/offline-run-20261121_003418-abc123/run-abc123.wandb`;
	const seconds = lab.nowMs / 1000;
	lab.write(file('a'), logOf(run(started(lab.nowMs - 10 * minuteMs)), rowOf(0, {loss: 1}, seconds - 30)));
	const {status, why} = lab.look(path.dirname(file('a')));
	assert.deepEqual([status, why], ['unknown', 'copied here less than a minute ago, before its end was recorded']);
	assert.match(
		lab.look(path.dirname(file('a')), 9 * hourMs).why,
		/^no end record, and no process here holds run-abc123.wandb open, no write for 9 h$/,
	);
});

test('files without a time that were made in one go with many points are taken for a copy until they grow', context => {
	const lab = new Lab(context);
	lab.write('copy/metrics.csv', csv(50));
	lab.write('young/metrics.csv', 'step,loss\n');
	lab.grown('grown/metrics.csv', csv(50));
	const {status, why} = lab.look('copy');
	assert.equal(status, 'idle');
	assert.match(
		why,
		/^its files were made in one go less than a minute ago, as those of a copy, of a short run or of one that has just begun are, and hold no time$/,
	);
	assert.equal(lab.row('copy').updatedAtMs, null, 'unknown, not the time of the copying');
	assert.deepEqual([lab.look('young').status, lab.look('grown').status], ['running', 'running']);
	appendFileSync(lab.at('copy/metrics.csv'), '50,0.01\n');
	assert.deepEqual([lab.look('copy').status, lab.look('copy').why], ['running', 'written within the last 10 s']);
});

test('a training of which the newest checkpoints are there, saved one after the other a moment ago, is no copy', context => {
	const lab = new Lab(context);
	const history = (count: number) => Array.from({length: count}, (_, i) => ({step: i + 1, loss: 1 / (i + 1)}));
	const save = (dir: string, step: number, agoMs: number) => {
		const file = `${dir}/checkpoint-${step}/trainer_state.json`;
		lab.write(file, JSON.stringify({global_step: step, max_steps: 80, log_history: history(step)}));
		lab.date(lab.nowMs - agoMs, file);
	};
	for (const [step, agoMs] of [
		[60, 6000],
		[65, 1000],
	] as const) {
		save('run', step, agoMs);
		save('copy', step, 1000);
	}
	assert.deepEqual([lab.look('run').status, lab.look('run').why], ['running', 'written within the last 10 s']);
	assert.equal(lab.look('copy').status, 'idle');
	assert.equal(lab.look('run', hourMs).status, 'idle');
});

test('a few rows that were not written at once are the beginning of a run, however soon it is looked at', context => {
	const lab = new Lab(context);
	lab.write('young/metrics.csv', csv(2));
	lab.write('many/metrics.csv', csv(50));
	lab.write('copy/metrics.csv', csv(2));
	lab.date(Date.now() + 500, 'young/metrics.csv', 'many/metrics.csv');
	assert.deepEqual(
		[lab.look('young').status, lab.look('young').why],
		['running', 'written within the last 10 s, 2 rows: just begun or copied, and no process here has it open'],
	);
	assert.deepEqual([lab.look('copy').status, lab.look('many').status], ['idle', 'idle']);
	assert.equal(lab.look('young', 20_000).status, 'idle', 'a copy of them may have taken as long');
});

test('rows that came with a file are not called nothing where a process has it open', async context => {
	const lab = new Lab(context);
	lab.write('held/metrics.csv', csv(20));
	const {pid} = await lab.sleeper({holds: 'held/metrics.csv'});
	assert.deepEqual([lab.look('held').status, lab.look('held').why], ['running', `pid ${pid} holds metrics.csv open`]);
});

test('a file with hardly a row may have begun just now or be a copy: the reason says what is not known', async context => {
	const lab = new Lab(context);
	lab.write('new/metrics.csv', csv(1));
	lab.write('empty/metrics.csv', csv(0));
	lab.write('held/metrics.csv', csv(1));
	const {pid} = await lab.sleeper({holds: 'held/metrics.csv'});
	assert.match(
		lab.look('new', 90_000).why,
		/^written within the last 2 min, one row: just begun or copied(, and no process here has it open)?$/,
	);
	assert.match(lab.look('empty').why, /^written within the last 2 min, no row: just begun or copied/);
	assert.equal(lab.look('held').why, `pid ${pid} holds metrics.csv open`);
	// Rows of which no value could be read are rows.
	lab.write('unread/train.log', 'Epoch 1/3 - loss: 0,15\nEpoch 2/3 - loss: 0,25\nEpoch 3/3 - loss: 0,35\n');
	assert.match(lab.look('unread').why, /^reached epoch 3 \(counter in train.log\), its files were made in one go/);
	appendFileSync(lab.at('new/metrics.csv'), '1,0.5\n');
	assert.equal(lab.look('new').why, 'written within the last 10 s', 'it has grown: it runs');
	assert.deepEqual(
		[lab.look('empty', 20 * minuteMs).status, lab.look('held').status],
		['idle', 'stalled'],
		'no alarm where nobody works',
	);
});

test('a file that is replaced for each row is no copy, although it is younger than what it holds', context => {
	const lab = new Lab(context);
	const rows = (count: number, lastMs: number) =>
		Array.from({length: count}, (_, i) =>
			JSON.stringify({step: i, loss: 1, time: (lastMs - (count - 1 - i) * 1000) / 1000}),
		).join('\n');
	lab.write('run/metrics.jsonl', `${rows(300, lab.nowMs - 800)}\n`);
	lab.write('copy/metrics.jsonl', `${rows(300, lab.nowMs - 20 * minuteMs)}\n`);
	assert.deepEqual([lab.look('run').status, lab.look('copy').status], ['running', 'idle']);
	lab.write('run/next.jsonl.tmp', `${rows(301, lab.nowMs + 3800)}\n`);
	renameSync(lab.at('run/next.jsonl.tmp'), lab.at('run/metrics.jsonl'));
	assert.equal(lab.look('run', 4000).why, 'written within the last 10 s');
});

test('a copy that kept the times of its files keeps its age', context => {
	const lab = new Lab(context);
	lab.write('run/metrics.csv', csv(50));
	lab.date(lab.nowMs - 30_000, 'run/metrics.csv');
	const row = lab.row('run');
	assert.equal(row.status, 'idle', row.statusWhy);
	assert.equal(Math.round(row.updatedAtMs! / 1000), Math.round((lab.nowMs - 30_000) / 1000));
});

test('runs of every tracker, copied a moment ago: none runs, and no duration or age is that of the copying', context => {
	const lab = new Lab(context);
	for (const name of readdirSync('test/fixtures'))
		cpSync(path.join('test/fixtures', name), lab.at(name), {recursive: true, dereference: true});
	// The first look reads all; any run will do.
	const rows = lab.rows();
	assert.ok(rows.length > 100, `${rows.length} runs`);
	const before = lab.nowMs - minuteMs;
	for (const row of rows) {
		const {dir, status, statusWhy, updatedAtMs, startedAtMs, metrics} = row;
		const isBlank = metrics.values.every((value, at) => at % aggregateStride !== 0 || value < 2);
		const where = `${dir}: ${status}, ${statusWhy}`;
		if (!isBlank) assert.ok(!['running', 'stalled'].includes(status), where);
		if (!isBlank || status === 'finished') assert.ok(updatedAtMs === null || updatedAtMs < before, where);
		const seconds = readRuntime(row, lab.nowMs);
		if (!isBlank && seconds !== null) assert.ok(startedAtMs! + seconds * 1000 < before, where);
	}
});

const stamp = (atMs: number) => {
	const [day, time] = new Date(atMs - new Date(atMs).getTimezoneOffset() * minuteMs).toISOString().slice(0, -1).split('T');
	return `[${day} ${time!.replace('.', ',')}]`;
};

test('the log of a Hydra job tells a short run of this place from a copy', context => {
	const lab = new Lab(context);
	const job = (name: string, agoMs: number) => {
		lab.write(`${name}/.hydra/config.yaml`, 'epochs: 50\n');
		lab.write(`${name}/.hydra/overrides.yaml`, '[]\n');
		lab.write(`${name}/.hydra/hydra.yaml`, 'hydra:\n  job:\n    name: train\n  runtime:\n    cwd: /w\n');
		lab.write(`${name}/metrics.csv`, csv(20));
		const lines = [agoMs, agoMs - 500].map(ms => `${stamp(lab.nowMs - ms)}[__main__][INFO] - hello\n`);
		lab.write(`${name}/train.log`, lines.join(''));
	};
	job('here', 1000);
	job('copied', 5 * hourMs);
	const {why} = lab.look('here', 2 * hourMs + minuteMs);
	assert.match(why, /^no write for 2 h/);
	assert.equal(lab.row('here').startedAtMs, lab.nowMs - 2 * hourMs - minuteMs - 1000);
	assert.ok(lab.row('here').updatedAtMs! - lab.row('here').startedAtMs! < minuteMs);
	const copied = lab.row('copied');
	assert.deepEqual([copied.status, copied.updatedAtMs! - copied.startedAtMs!], ['idle', 500]);
	assert.match(copied.statusWhy, /^no write for 7 h/);
});
