import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {emptyFacts} from '../../../../source/core/run.ts';
import {noHabits, type WriterHabits} from '../../../../source/core/writer-habits.ts';
import type {Signs} from '../../../../source/engine/liveness/judge.ts';
import {judge} from '../../../../source/engine/liveness/judge.ts';
import {Suspects} from '../../../../source/engine/liveness/writers/suspects.ts';
import {TrackedRun} from '../../../../source/engine/model/tracked-run.ts';
import type {PythonProcess} from '../../../../source/io/processes/python-processes.ts';
import {Lab, minuteMs} from '../lab.ts';
import {makeProcess, startMs as nowMs} from './world.ts';

const hourAgoMs = nowMs - 60 * minuteMs;

/** Times of a run in seconds since an hour ago. */
interface Told {
	begun: number;
	/** Its last sign; a second ago unless told otherwise. */
	sign?: number;
	ended?: number;
	parent?: string;
	/** The directory of its store. */
	place?: string;
	takenUp?: number | null;
}

function runOf(key: number, {begun, sign = 3599, ended, parent, place = '/a', takenUp = begun}: Told): TrackedRun {
	const run = new TrackedRun(key, '/', `${place}/mlruns/1/${key}`, `${place}/mlruns/1/${key}`, 'mlflow');
	const atMs = (second: number) => hourAgoMs + second * 1000;
	const python: WriterHabits['python'] = {
		needs: [],
		program: 'train.py',
		heirs: {takenUpByMs: takenUp === null ? null : atMs(takenUp)},
	};
	const facts = {
		...{...emptyFacts(), startedAtMs: atMs(begun), lastSignMs: atMs(ended ?? sign), command: {argv: ['train.py'], cwd: null}},
		...(ended !== undefined && {endedAtMs: atMs(ended), outcome: {status: 'finished', why: ''} as const}),
		...{parent: parent ?? null, writer: {...noHabits, marksEnd: true, python}},
	};
	Object.defineProperty(run, 'facts', {value: facts});
	return run;
}

/** A process that came up so many seconds after an hour ago. */
function processOf(pid: number, up: number, about: Partial<PythonProcess> = {}): PythonProcess {
	return makeProcess(pid, ['python', 'train.py'], {agoMs: nowMs - hourAgoMs - up * 1000, directory: '/a', ...about});
}

/** What a first look says of the first run. */
function lookAt(processes: PythonProcess[], ...told: Told[]) {
	const runs = told.map((one, i) => runOf(i, one));
	const suspects = new Suspects({scan: () => processes});
	suspects.meet(new Map(runs.map(run => [run.key, run])));
	return suspects.find(runs[0]!, runs[0]!.facts.writer.python!, nowMs);
}

const suspectOf = (found: ReturnType<typeof lookAt>): number | null =>
	found.kind === 'unknown' ? (found.suspect?.pid ?? null) : -1;

const silent: Told = {begun: 20, sign: 600};

test('a program may have several runs open at a time, and is the writer of all of them', () => {
	const both = [processOf(7, 5), processOf(8, 25)];
	assert.equal(suspectOf(lookAt(both, silent, {begun: 10}, {begun: 30})), 7);
	assert.equal(suspectOf(lookAt(both, {begun: 20, sign: 3590}, {begun: 10}, {begun: 30})), 7, 'it is not silent for long');
	const job = makeProcess(9, ['python', 'train.py', '--job'], {agoMs: 3585_000, directory: '/a', parentPid: 7});
	assert.equal(suspectOf(lookAt([...both, job], silent, {begun: 10}, {begun: 30})), 9, 'whom it has started for something else');
	for (const others of [[{begun: 10}], [{begun: 10}, {begun: 40}], [{begun: 10}, {begun: 12, ended: 19}]] as Told[][])
		assert.equal(lookAt([processOf(7, 5)], silent, ...others).kind, 'unknown');
});

test('of two programs that came up together the one whose run is silent is not taken for the writer of the other run', () => {
	const found = lookAt([processOf(8, 1)], {begun: 7, sign: 600}, {begun: 2});
	assert.equal(suspectOf(found), 8);
});

test('who came up when a run was begun, and was not taken up since, has come for what it began itself', () => {
	const late = [processOf(8, 25)];
	assert.equal(lookAt(late, silent, {begun: 30, sign: 600}).kind, 'no writer');
	assert.equal(suspectOf(lookAt(late, {...silent, takenUp: 28}, {begun: 30, sign: 600})), 8, 'it was there when it was taken up');
	assert.equal(suspectOf(lookAt(late, {...silent, takenUp: null}, {begun: 30, sign: 600})), 8, 'nobody knows whether it was');
	assert.equal(suspectOf(lookAt(late, silent)), 8, 'it has begun none');
});

test('a program that makes one run after the other is the writer of the last one', () => {
	const found = lookAt([processOf(7, 1)], {begun: 40, sign: 600}, {begun: 5, ended: 17}, {begun: 20, ended: 37});
	assert.deepEqual(found, {kind: 'unknown', suspect: {pid: 7, program: 'train.py'}});
});

test('the process that is named works near the run or has begun it, and says that it is asleep', () => {
	const far = (pid: number, about: Partial<PythonProcess> = {}) => processOf(pid, 5, {directory: '/b', ...about});
	assert.equal(suspectOf(lookAt([far(7)], silent)), 7, 'nobody better is known');
	assert.equal(suspectOf(lookAt([far(7), processOf(8, 4)], silent)), 8);
	assert.equal(suspectOf(lookAt([far(7)], silent, {begun: 10, place: '/b', sign: 600})), null, 'it works at a run of its place');
	assert.equal(lookAt([far(7)], silent, {begun: 19, place: '/b'}).kind, 'no writer', 'and writes to that');
	const asleep = {isSuspended: true};
	assert.deepEqual(lookAt([far(7), processOf(8, 4, asleep)], silent), {
		kind: 'unknown',
		suspect: {pid: 8, program: 'train.py', isSuspended: true},
	});
	assert.equal(suspectOf(lookAt([processOf(7, 3), processOf(8, 4, asleep)], silent, {begun: 3.5})), 8, 'it began it');
	assert.equal(suspectOf(lookAt([processOf(8, 4, asleep), processOf(7, 3)], {begun: 3.5, sign: 600})), 7, 'it began it');
});

test('a process of another place is not named where a script of that name lies beside the store', context => {
	const lab = new Lab(context);
	for (const place of ['mine', 'other']) lab.write(`${place}/train.py`, '');
	const other = processOf(7, 5, {directory: lab.at('other')});
	assert.equal(suspectOf(lookAt([other], {...silent, place: path.join(lab.root, 'mine')})), null);
	assert.equal(suspectOf(lookAt([other], {...silent, place: path.join(lab.root, 'third')})), 7);
});

test('the reason of a silent run tells a suspended process from one that is at work', () => {
	const signs = (isSuspended?: boolean): Signs => ({
		...{signAtMs: nowMs - 5 * minuteMs, here: true, stallAfterMs: 60_000, stallReason: 'writes every 1 s', progress: null},
		process: {kind: 'unknown', suspect: {pid: 8, program: 'train.py', ...(isSuspended && {isSuspended})}},
	});
	const facts = {...emptyFacts(), writer: {...noHabits, marksEnd: true}};
	assert.equal(judge(facts, signs(), nowMs).why, 'no write for 5 min, but pid 8 (train.py) is alive (writes every 1 s)');
	const why = 'no write for 5 min, and pid 8 (train.py), which may be its writer, is suspended (writes every 1 s)';
	assert.deepEqual([judge(facts, signs(true), nowMs).status, judge(facts, signs(true), nowMs).why], ['stalled', why]);
});
