import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import type {Progress} from '../../source/core/row.ts';
import {emptyFacts, type RunFacts} from '../../source/core/run.ts';
import type {WriterHabits} from '../../source/core/writer-habits.ts';
import {judge} from '../../source/engine/liveness/judge.ts';
import {silenceLimit} from '../../source/engine/liveness/signs/silence.ts';
import {EvidenceFinder, type ProcessEvidence} from '../../source/engine/liveness/writers/evidence.ts';
import {readProcess} from '../../source/io/processes/processes.ts';
import {stateOf, until} from './liveness/lab.ts';

const nowMs = Date.now();
const minuteMs = 60_000;
const ordered: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: true, holdsOpen: false};

interface Situation {
	facts?: Partial<RunFacts>;
	/** Age of the newest sign of life, milliseconds; null for none. */
	silentMs?: number | null;
	gapMs?: number | null;
	progress?: Progress;
	/** What its process shows, where that is not to be looked for. */
	process?: ProcessEvidence;
}

function judgeNow({facts: given = {}, silentMs = 0, gapMs = null, progress, process: seen}: Situation) {
	const facts = {...emptyFacts(), ...given};
	const finder = new EvidenceFinder();
	finder.prepare(nowMs);
	return judge(
		facts,
		{
			signAtMs: silentMs === null ? null : nowMs - silentMs,
			here: finder.isHere(facts),
			...silenceLimit(facts, gapMs === null ? null : {count: 100, usualMs: gapMs, longestMs: gapMs, bytes: null}),
			progress: progress ?? null,
			process: seen ?? finder.find(facts, {touchedAtMs: 0, modifiedAtMs: 0, metAtMs: 0, nowMs}),
		},
		nowMs,
	);
}

async function startProcess(context: TestContext): Promise<ChildProcess & {pid: number}> {
	const child = spawn('sleep', ['60'], {stdio: 'ignore'}) as ChildProcess & {pid: number};
	context.after(() => child.kill('SIGKILL'));
	await new Promise(resolve => child.once('spawn', resolve));
	return child;
}

const here = os.hostname();

test('who is the first process of its namespace sees no others, so that the absence of one proves nothing', () => {
	const file = import.meta.filename;
	const times = {touchedAtMs: 0, modifiedAtMs: 0, metAtMs: 0, nowMs};
	const find = (isAlone: boolean, facts: Partial<RunFacts>) => {
		const finder = new EvidenceFinder(isAlone);
		finder.prepare(nowMs);
		return finder.find({...emptyFacts(), host: here, ...facts}, times).kind;
	};
	// No pid is as large as this (pid_max of proc(5)).
	const pid = 4_194_305;
	assert.deepEqual([find(false, {pid}), find(true, {pid})], ['gone', 'unknown']);
	assert.deepEqual([find(false, {signFiles: [file]}), find(true, {signFiles: [file]})], ['no writer', 'unknown']);
	assert.equal(find(true, {pid: process.pid}), 'alive');
	assert.equal(find(true, {pid, bootId: 'another'}), 'gone', 'nobody outlives a restart');
});

test('a living process runs; one that is suspended is stalled, and says so', async context => {
	const {pid} = await startProcess(context);
	const facts = {pid, host: here, pidStartTicks: readProcess(pid)!.startTicks};
	assert.equal(judgeNow({facts}).status, 'running');
	process.kill(pid, 'SIGSTOP');
	await stateOf(pid, 'T');
	const {status, why} = judgeNow({facts});
	assert.deepEqual([status, why], ['stalled', `pid ${pid} is suspended`]);
});

test('a living process that is silent beyond its rhythm is stalled', async context => {
	const {pid} = await startProcess(context);
	const facts = {pid, host: here};
	assert.equal(judgeNow({facts, silentMs: minuteMs, gapMs: 1000}).status, 'running');
	const {status, why} = judgeNow({facts, silentMs: 10 * minuteMs, gapMs: 1000});
	assert.equal(status, 'stalled');
	assert.match(why, /no write for 10 min.*writes every 1 s/);
	assert.equal(judgeNow({facts, silentMs: 10 * minuteMs, gapMs: 2 * minuteMs}).status, 'running');
});

test('a process that is gone has crashed where an end mark is missing, and is idle where there never is one', async context => {
	const child = await startProcess(context);
	const {pid} = child;
	child.kill('SIGKILL');
	await new Promise(resolve => child.once('exit', resolve));
	assert.deepEqual(pick(judgeNow({facts: {pid, host: here, writer: ordered}})), ['crashed', `pid ${pid} is gone, no end record`]);
	assert.equal(judgeNow({facts: {pid, host: here}}).status, 'idle');
});

test('a zombie has crashed', async context => {
	// The shell starts a child, and becomes a program that never asks for its end.
	const shell = spawn('sh', ['-c', 'sleep 59 & echo $!; exec sleep 60'], {stdio: ['ignore', 'pipe', 'ignore']});
	context.after(() => shell.kill('SIGKILL'));
	const pid = Number(await new Promise<string>(resolve => shell.stdout.once('data', data => resolve(String(data)))));
	await until('the other program', () => readFileSync(`/proc/${shell.pid}/comm`, 'utf8') === 'sleep\n');
	process.kill(pid, 'SIGKILL');
	await stateOf(pid, 'Z');
	const {status, why} = judgeNow({facts: {pid, host: here, writer: ordered}});
	assert.equal(status, 'crashed');
	assert.match(why, /zombie/);
});

test('a reused pid is told by its start time, and by a start after the last write', async context => {
	const {pid} = await startProcess(context);
	const reused = judgeNow({facts: {pid, host: here, pidStartTicks: 1, writer: ordered}});
	assert.deepEqual(pick(reused), ['crashed', `pid ${pid} is another process now, no end record`]);
	const younger = judgeNow({
		facts: {pid, host: here, lastSignMs: nowMs - 60 * minuteMs, writer: ordered},
		silentMs: 60 * minuteMs,
	});
	assert.equal(younger.status, 'crashed');
});

test('a restart of the machine ends every process', async context => {
	const {pid} = await startProcess(context);
	const {status, why} = judgeNow({facts: {pid, host: here, bootId: 'another boot', writer: ordered}});
	assert.equal(status, 'crashed');
	assert.match(why, /this machine was restarted since/);
});

test('a process of another host is judged by silence alone, and that is said', async context => {
	const {pid} = await startProcess(context);
	const elsewhere = {pid, host: 'another-host', writer: ordered};
	assert.match(judgeNow({facts: elsewhere}).why, /recorded on host another-host/);
	assert.deepEqual(
		[0, 5, 60].map(minutes => judgeNow({facts: elsewhere, silentMs: minutes * minuteMs, gapMs: 1000}).status),
		['running', 'stalled', 'crashed'],
	);
});

test('who holds the log open is running it; nobody holding it is the end where a living writer must', context => {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-live-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	const file = path.join(directory, 'run.wandb');
	writeFileSync(file, '');
	const facts = {signFiles: [file], writer: {...ordered, holdsOpen: true}};
	const descriptor = openSync(file, 'a');
	assert.match(judgeNow({facts}).why, new RegExp(`pid ${process.pid} holds run.wandb open`));
	closeSync(descriptor);
	const reader = openSync(file, 'r');
	assert.equal(judgeNow({facts}).status, 'crashed', 'a reader is no writer');
	closeSync(reader);
});

test('a file that nobody holds may be opened again within a minute, unless nobody is left who can', () => {
	const facts = {signFiles: ['/runs/events.0'], writer: {...emptyFacts().writer, holdsOpen: true}};
	const atOnce = (why?: string) =>
		judgeNow({facts, silentMs: 5000, process: {kind: 'no writer', ...(why !== undefined && {why})}});
	assert.equal(atOnce().status, 'running');
	const kept = {...facts, writer: {...facts.writer, neverReopens: true}};
	assert.equal(judgeNow({facts: kept, silentMs: 5000, process: {kind: 'no writer'}}).status, 'idle', 'or who never closes it');
	const {status, why} = atOnce('no process that can have written it is left here');
	assert.equal(status, 'idle');
	assert.match(
		why,
		/^no process here holds events.0 open, and no process that can have written it is left here, and this format/,
	);
});

test('silence is measured against rhythm and buffer; without an end mark it is idle, at the total it is finished', () => {
	const buffered = {writer: {...emptyFacts().writer, bufferMs: 120_000}};
	assert.equal(judgeNow({facts: buffered, silentMs: 2.4 * minuteMs, gapMs: 1000}).status, 'running');
	assert.equal(judgeNow({silentMs: 2.4 * minuteMs, gapMs: 1000}).status, 'stalled');
	assert.equal(judgeNow({silentMs: 9 * minuteMs}).status, 'running', 'an unknown rhythm is given ten minutes');
	assert.equal(judgeNow({silentMs: 60 * minuteMs}).status, 'idle');
	const done: Progress = {step: 99, total: 100, fraction: 1, unit: 'step', totalFrom: 'config max_steps'};
	assert.equal(judgeNow({silentMs: 60 * minuteMs, progress: done}).status, 'finished');
	const raised = judgeNow({facts: {error: 'ValueError'}, silentMs: 60 * minuteMs, progress: done});
	assert.equal(raised.status, 'idle', 'an error that its files tell is no end in order');
	assert.equal(judgeNow({silentMs: null}).status, 'unknown');
});

test('what the files prove stands, whatever the process does', async context => {
	const {pid} = await startProcess(context);
	const outcome = {status: 'finished' as const, why: 'exit record with code 0'};
	assert.deepEqual(pick(judgeNow({facts: {pid, host: here, outcome}, silentMs: 60 * minuteMs})), ['finished', outcome.why]);
});

test('the start time of a process is read past any name it has given itself', () => {
	const text = readFileSync(`/proc/${process.pid}/stat`, 'latin1');
	assert.equal(readProcess(process.pid)!.startTicks, Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]));
	assert.equal(readProcess(2 ** 22 + 1), null);
});

function pick({status, why}: {status: string; why: string}): [string, string] {
	return [status, why];
}
