import assert from 'node:assert/strict';
import os from 'node:os';
import test from 'node:test';
import {emptyFacts} from '../../../../source/core/run.ts';
import {Series} from '../../../../source/core/series/series.ts';
import {noHabits, type WriterHabits} from '../../../../source/core/writer-habits.ts';
import {Deaths} from '../../../../source/engine/liveness/deaths.ts';
import {Suspects} from '../../../../source/engine/liveness/writers/suspects.ts';
import {TrackedRun} from '../../../../source/engine/model/tracked-run.ts';
import {factsOfRecord, type MlflowRecord, type MlflowStore} from '../../../../source/formats/mlflow/record.ts';
import type {PythonProcess} from '../../../../source/io/processes/python-processes.ts';
import {makeProcess, startMs as nowMs} from './world.ts';

const script = '/home/ada/train.py';

const processOf = (pid: number, agoMs: number, file = 'train.py') => makeProcess(pid, ['python', file], {agoMs});

interface Told {
	takenUpByMs: number | null;
	program?: string | null;
	/** Null for a run that has no point yet. */
	lastAgoMs?: number | null;
	startedAgoMs?: number;
}

function runOf(key: number, {takenUpByMs, program = script, lastAgoMs = null, startedAgoMs = 60_000}: Told): TrackedRun {
	const run = new TrackedRun(key, os.tmpdir(), 'run', `${os.tmpdir()}/run`, 'run');
	const startedAtMs = nowMs - startedAgoMs;
	const python: WriterHabits['python'] = {needs: [], program, heirs: {takenUpByMs}};
	const lastSignMs = lastAgoMs === null ? startedAtMs : nowMs - lastAgoMs;
	const command = program === null ? null : {argv: [program], cwd: null};
	const writer: WriterHabits = {...noHabits, marksEnd: true, python};
	Object.defineProperty(run, 'facts', {value: {...emptyFacts(), startedAtMs, lastSignMs, command, writer}});
	return run;
}

/** What a first look says of the first run. */
function lookAt(processes: PythonProcess[], ...told: Told[]) {
	const runs = told.map((one, i) => runOf(i, one));
	const suspects = new Suspects({scan: () => processes});
	suspects.meet(new Map(runs.map(run => [run.key, run])));
	return suspects.find(runs[0]!, runs[0]!.facts.writer.python!, nowMs).kind;
}

test('who was there when a run was taken up again may write it, whatever program it runs', () => {
	const processes = [processOf(7, 20_000, 'evaluate.py')];
	assert.equal(lookAt(processes, {takenUpByMs: nowMs - 15_000, lastAgoMs: 40_000}), 'unknown');
	assert.equal(lookAt(processes, {takenUpByMs: nowMs - 25_000, lastAgoMs: 40_000}), 'no writer', 'it came later');
	assert.equal(
		lookAt([processOf(7, 20_000)], {takenUpByMs: nowMs - 59_000, lastAgoMs: 40_000}),
		'no writer',
		'it was not taken up',
	);
});

test('where nobody knows whether it was taken up, its own program may have done so, unless that has begun another run', () => {
	const dead: Told = {takenUpByMs: null, lastAgoMs: 40_000};
	assert.equal(lookAt([processOf(7, 20_000)], dead), 'unknown');
	assert.equal(lookAt([processOf(7, 20_000, 'serve.py')], dead), 'no writer');
	const other: Told = {takenUpByMs: null, startedAgoMs: 18_000};
	assert.equal(lookAt([processOf(7, 20_000)], dead, other), 'no writer');
	assert.equal(lookAt([processOf(7, 20_000)], dead, {...other, startedAgoMs: 21_000}), 'unknown', 'begun before it came up');
	assert.equal(lookAt([processOf(7, 20_000)], dead, {...other, program: '/home/ada/eval.py'}), 'unknown', 'by another program');
	assert.equal(lookAt([processOf(7, 30_000), processOf(8, 20_000)], dead, other), 'unknown', 'one of two has begun the other');
});

test('a run that was made for another process to write is not over while one is there that can', () => {
	const made: Told = {takenUpByMs: null, program: null};
	assert.equal(lookAt([processOf(7, 20_000, 'job.py')], made), 'unknown');
	assert.equal(lookAt([], made), 'no writer');
	assert.equal(lookAt([processOf(7, 20_000)], {...made, lastAgoMs: 40_000}), 'no writer', 'it has points already');
});

test('a run that was made, and had nobody to write it for a while, is begun by who comes later', () => {
	const processes: PythonProcess[] = [];
	const run = runOf(0, {takenUpByMs: null, program: null});
	const deaths = new Deaths();
	const suspects = new Suspects({scan: () => [...processes]});
	const look = (laterMs: number) => {
		const found = deaths.weigh(run, suspects.find(run, run.facts.writer.python!, nowMs + laterMs));
		deaths.note(run, found, nowMs + laterMs);
		return found.kind;
	};
	assert.equal(look(0), 'no writer');
	processes.push(processOf(7, -5000, 'job.py'));
	assert.equal(look(10_000), 'unknown');
});

test('a run that no program is recorded to have begun may get each of its points from a process of its own', () => {
	const lookAfter = (silentMs: number, gapMs: number, program: string | null = null) => {
		const run = runOf(0, {takenUpByMs: null, program, lastAgoMs: silentMs, startedAgoMs: 600_000});
		const loss = new Series('replace');
		for (let i = 0; i < 10; i++) loss.push(i, nowMs - silentMs - (9 - i) * gapMs, 1);
		Object.defineProperty(run, 'metrics', {value: new Map([['loss', loss]])});
		return new Suspects({scan: () => []}).find(run, run.facts.writer.python!, nowMs).kind;
	};
	assert.equal(lookAfter(20_000, 25_000), 'unknown');
	assert.equal(lookAfter(80_000, 25_000), 'no writer', 'three gaps have gone by');
	assert.equal(lookAfter(20_000, 25_000, script), 'no writer', 'its program is gone');
	assert.equal(lookAfter(12_000, 4500), 'no writer', 'nobody starts a process that often');
});

test('MLflow tells by the time of meta.yaml, or of an end that a running run has, when it was taken up again', () => {
	const record: MlflowRecord = {
		...{id: 'a', name: null, status: 'RUNNING', startedAtMs: 1000, endedAtMs: null, user: null, lifecycle: 'active'},
		...{artifacts: null, experiment: null, params: new Map(), tags: new Map(), datasets: [], lastPointMs: null},
	};
	const takenUpBy = (store: MlflowStore, about: Partial<MlflowRecord>) =>
		factsOfRecord({...record, ...about}, store, '/').writer?.python?.heirs?.takenUpByMs;
	assert.equal(takenUpBy('files', {writtenAtMs: 5000}), 5000);
	assert.equal(takenUpBy('database', {}), null);
	assert.equal(takenUpBy('database', {endedAtMs: 2000}), Number.MAX_SAFE_INTEGER);
});
