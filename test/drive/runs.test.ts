import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import os from 'node:os';
import test from 'node:test';
import {lineWith, makeStage} from './story.ts';

test('a person looks at two runs, opens one, goes back, reads the help and leaves', async context => {
	const stage = makeStage(context);
	stage.csv('first', [3, 2, 1]);
	stage.csv('second', [5, 4, 0.25]);
	const drive = stage.open();
	await drive.waitFor(screen => screen.some(line => line.includes('2 runs')) && screen.some(line => line.includes('0.2500')));
	drive.press('enter');
	await drive.waitFor('Charts');
	drive.press('escape');
	await drive.waitFor('2 runs');
	drive.press('?');
	await drive.waitFor('Half a page down');
	drive.press('q');
	await drive.waitFor('2 runs');
	drive.press('q');
	assert.equal((await drive.exit).code, 0);
	assert.equal(drive.emulator.buffer.active.type, 'normal');
});

test('an appended point and a new run come on the screen without a key', async context => {
	const stage = makeStage(context);
	const file = stage.csv('live', [3, 2, 1]);
	const drive = stage.open();
	await drive.waitFor('1 run');
	stage.append(file, '3,0.125\n');
	await drive.waitFor('0.1250', 2000);
	stage.csv('fresh/one', [7]);
	await drive.waitFor('fresh/one', 4000);
	assert.match(lineWith(drive.screen(), 'runs'), /2 runs/);
});

test('a run whose process is killed is shown as crashed, with the reason', async context => {
	const stage = makeStage(context);
	const child = spawn('sleep', ['60']);
	context.after(() => child.kill('SIGKILL'));
	const stat = readFileSync(`/proc/${child.pid}/stat`, 'latin1');
	const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
	stage.write(
		'job',
		'xtui-run.json',
		JSON.stringify({
			xtui: 1,
			id: 'job',
			name: 'the-job',
			pid: child.pid,
			pid_started_at: ticks,
			host: os.hostname(),
			started_at: Date.now() / 1000,
		}),
	);
	stage.write('job', 'metrics.jsonl', '{"step": 1, "loss": 2}\n');
	const drive = stage.open();
	await drive.waitFor(/running.*the-job/);
	child.kill('SIGSTOP');
	await drive.waitFor(/stalled.*the-job/);
	child.kill('SIGKILL');
	await drive.waitFor(/crashed.*the-job/);
});

test('every size from a small pane to a large screen is drawn whole, while it changes', async context => {
	const stage = makeStage(context);
	stage.csv('a-run-with-a-rather-long-name-that-has-to-be-cut', [3, 2, 1]);
	const drive = stage.open();
	await drive.waitFor('1 run');
	for (const [cols, rows] of [
		[40, 12],
		[200, 50],
		[60, 16],
		[250, 80],
		[20, 3],
		[80, 24],
	] as const) {
		drive.resize(cols, rows);
		await drive.waitFor(screen => screen.length === rows && screen.some(line => line.trim() !== ''));
		assert.ok(drive.screen().every(line => [...line].length <= cols));
	}
	await drive.waitFor('1 run');
});

test('a quiet screen writes nothing, and nothing is ever cleared whole', async context => {
	const stage = makeStage(context);
	stage.csv('old', [3, 2, 1]);
	const drive = stage.open();
	await drive.waitFor(/last 1 min 1/);
	const from = drive.output().length;
	drive.press('?');
	await drive.waitFor('Half a page down');
	drive.press('q');
	await drive.waitFor('1 run');
	drive.resize(60, 20);
	await drive.waitFor(screen => screen.length === 20 && screen.some(line => line.includes('1 run')));
	const since = drive.output().slice(from);
	assert.ok(!since.includes('\x1b[2J') && !since.includes('\x1b[3J'), 'no full clear');
});

test('many keys in one read are all obeyed', async context => {
	const stage = makeStage(context);
	for (let i = 0; i < 8; i++) stage.csv(`run-${i}`, [i + 0.5]);
	const drive = stage.open();
	await drive.waitFor('8 runs');
	drive.press('j', 'j', 'j', 'k', 'space');
	await drive.waitFor(/1 marked/);
	drive.press('q');
	assert.equal((await drive.exit).code, 0);
});
