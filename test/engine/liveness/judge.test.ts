import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Progress} from '../../../source/core/row.ts';
import {emptyFacts, type RunFacts} from '../../../source/core/run.ts';
import type {WriterHabits} from '../../../source/core/writer-habits.ts';
import {judge, type Signs} from '../../../source/engine/liveness/judge.ts';

const nowMs = 1_760_000_000_000;
const minuteMs = 60_000;
const unmarked: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: false, holdsOpen: false};
const marked: WriterHabits = {...unmarked, marksEnd: true};

interface Situation extends Partial<Signs> {
	writer?: WriterHabits;
	facts?: Partial<RunFacts>;
	/** Minutes since it was written last; null where nothing tells. */
	silent?: number | null;
}

/** What is shown of a run whose silence is worth a word after five minutes: "stalled: no write for …". */
function shown({writer = unmarked, facts, silent = 0, ...signs}: Situation): string {
	const {status, why} = judge(
		{...emptyFacts(), writer, ...facts},
		{
			signAtMs: silent === null ? null : nowMs - silent * minuteMs,
			here: true,
			stallAfterMs: 5 * minuteMs,
			stallReason: 'writes every 1 min',
			progress: null,
			process: {kind: 'unknown'},
			...signs,
		},
		nowMs,
	);
	return `${status}: ${why}`;
}

const done: Progress = {step: 10, total: 10, fraction: 1, unit: 'epoch', totalFrom: 'epochs of the config'};
/** By the distance of its rows none is to follow. */
const lastRow: Progress = {...done, step: 9, openFraction: 0.9};

test('a process that lives runs before it has written anything, and beyond its end it is said that this was reached', () => {
	const process = {kind: 'alive', pid: 7, suspended: false} as const;
	assert.equal(shown({process, silent: null}), 'running: pid 7 is alive, and nothing was written yet');
	assert.equal(shown({process, silent: null, hasRows: true}), 'running: pid 7 is alive');
	assert.match(shown({process, silent: 20, progress: done}), /^stalled: pid 7 is alive, but epoch 10 was reached, no write for/);
	assert.match(shown({process, silent: 20}), /^stalled: pid 7 is alive, but no write for/);
	const service = {...unmarked, isService: true};
	assert.match(shown({process, silent: 20, writer: service}), /^running: .* writes only when there is something to do$/);
	assert.match(shown({process, copiedAtMs: nowMs}), /^idle: copied here/, 'it writes to the original');
});

test('who holds its files and is suspended is named, and so is the one for whom it writes', () => {
	const process = {kind: 'writer', pid: 7, file: '/runs/a/log.txt', suspended: false} as const;
	assert.equal(shown({process}), 'running: pid 7 holds log.txt open');
	assert.equal(shown({process: {...process, suspended: true}}), 'stalled: pid 7 is suspended');
	assert.equal(shown({process: {...process, sleeper: 5}}), 'stalled: pid 5, for which pid 7 writes, is suspended');
	assert.equal(shown({process: {...process, deleted: true}}), 'running: pid 7 holds log.txt open, which was deleted');
	assert.match(shown({process: {...process, instead: 'pid 3 is gone'}}), /^running: pid 3 is gone, but pid 7 holds/);
});

test('a silent run that has reached its end is finished, unless it would have recorded that or somebody may still write', () => {
	const suspect = {pid: 7, program: 'train.py'};
	assert.equal(shown({silent: 6, progress: done}), 'finished: reached epoch 10 (epochs of the config) and is silent');
	assert.match(shown({silent: 6, progress: lastRow}), /^stalled/, 'another row may come');
	for (const sure of [
		{...done, openFraction: 0.9},
		{...done, step: 9},
		{...lastRow, step: null},
	])
		assert.match(shown({silent: 6, progress: sure}), /^finished: reached epoch 10 /);
	assert.match(shown({silent: 60, progress: lastRow}), /^finished: reached the last row before epoch 10/);
	assert.match(
		shown({silent: 60, progress: lastRow, process: {kind: 'unknown', suspect}}),
		/^stalled: .*pid 7 \(train\.py\) is alive/,
	);
	assert.match(shown({silent: 60, progress: done, writer: marked}), /^crashed: no end record/);
	assert.match(shown({silent: 60, progress: done, facts: {error: 'ValueError'}}), /^idle/);
	assert.match(shown({silent: 60, progress: {...done, unit: '%', total: 100, step: 100}}), /^finished: reached 100 % /);
});

test('a run that has hardly begun may be a copy, as long as its silence tells no more', () => {
	assert.match(shown({silent: 6, beginningRows: 1}), /^idle: no write for .*, one row: just begun or copied$/);
	assert.match(shown({silent: 60, beginningRows: 1}), /^idle: no write for .*, and this format has no end mark$/);
	assert.match(shown({silent: 6, beginningRows: 1, writer: marked}), /^stalled/);
	assert.match(shown({silent: 6, isWrittenOnce: true}), /^idle: no write for .*, all in one go: newest rows, an end or a copy$/);
	assert.match(shown({silent: 60, isStart: true}), /^idle: no write for/);
	assert.match(shown({silent: 60, isStart: true, copiedAtMs: nowMs}), /^idle: started .* ago \(its files are a later copy\)/);
});

test('what is known besides the silence is said with it', () => {
	const process = {kind: 'unknown', instead: 'pid 3 is gone'} as const;
	const suspect = {pid: 7, program: 'train.py', isSuspended: true};
	assert.match(shown({process}), /^running: pid 3 is gone, but others write: written within the last/);
	assert.match(shown({process, silent: 6}), /^stalled: pid 3 is gone, but others write: no write for/);
	assert.match(shown({isNested: true}), /^running: a run below it was written within/);
	assert.match(shown({silent: 6, aheadMs: 60 * minuteMs}), / \(its clock is 1 h ahead\)$/);
	assert.match(shown({silent: 6, process: {kind: 'unknown', suspect}}), /^stalled: .*which may be its writer, is suspended/);
	assert.match(shown({beginningRows: 0}), /^running: .*, no row: just begun or copied$/);
	assert.match(shown({isWrittenOnce: true}), /^running: .*, all in one go: newest rows, an end or a copy$/);
	assert.match(shown({beginningRows: 3, process: {kind: 'no writer'}}), /, 3 rows: .*, and no process here has it open$/);
});

test('of a copy nobody knows here whether the original goes on', () => {
	const copiedAtMs = nowMs - minuteMs;
	assert.match(shown({copiedAtMs}), /^idle: copied here .* ago, and this format has no end mark$/);
	assert.match(shown({copiedAtMs, isStart: true}), /^idle: .*its files hold no time but its start$/);
	assert.match(shown({copiedAtMs, writer: marked}), /^unknown: .*before its end was recorded$/);
	assert.match(shown({copiedAtMs, writer: marked, progress: done}), /^unknown/);
	const unheld = {...marked, holdsOpen: true};
	assert.match(shown({copiedAtMs, writer: unheld, process: {kind: 'no writer'}}), /^unknown/, 'the original may have its writer');
	assert.match(shown({copiedAtMs, progress: done}), /^finished: reached epoch 10/);
	assert.match(shown({copiedAtMs, silent: null}), /^idle: its files were made in one go .* just begun are, and hold no time$/);
	assert.match(shown({copiedAtMs: nowMs - 60 * minuteMs, silent: null}), /as those of a copy or of a short run are/);
});

test('where nothing tells a time, that is said', () => {
	assert.equal(shown({silent: null}), 'unknown: nothing was written yet');
	assert.equal(shown({silent: null, hasRows: true}), 'unknown: nothing tells when it was written');
	assert.match(shown({silent: null, aheadMs: 60 * minuteMs}), /^unknown: its times lie 1 h ahead of this clock/);
});

test('an end that is missing is a crash where nobody can be writing, and of what another host writes not at once', () => {
	const process = {kind: 'no writer'} as const;
	const open = {...marked, holdsOpen: true};
	const there = {here: false, facts: {host: 'other'}};
	assert.match(shown({process, writer: open}), /^crashed: no end record, and no process here holds/);
	assert.match(shown({process, writer: open, ...there}), /^running: recorded on host other, /);
	assert.match(shown({process, writer: open, ...there, silent: 6}), /^crashed/);
	assert.match(
		shown({process: {...process, why: 'its shell is gone'}, writer: marked}),
		/^crashed: no end record, and its shell is gone/,
	);
	const endLost = {status: 'unknown', why: 'its end was not written'} as const;
	assert.equal(shown({process, writer: {...open, endLost}}), 'unknown: its end was not written');
	assert.match(shown({writer: {...open, endLost}}), /^running/);
});

test('of a format without an end mark nobody writes any more who would have its file open, after the time that opening it anew takes', () => {
	const process = {kind: 'no writer'} as const;
	const open = {...unmarked, holdsOpen: true};
	const facts = {signFiles: ['/runs/a/log.txt']};
	const isOver = /^idle: no process here holds log\.txt open/;
	assert.match(shown({process, facts, writer: open, silent: 60}), isOver);
	assert.match(shown({process, facts, writer: open, silent: 0}), /^running: written within the last [^,]*$/);
	assert.match(shown({process, facts, writer: {...open, neverReopens: true}, silent: 0}), isOver);
	assert.match(shown({process, facts, writer: unmarked, silent: 60}), /^idle: no write for/);
	assert.match(shown({process, facts, writer: marked, silent: 6}), /^stalled/, 'it opens its file for each row');
	assert.match(
		shown({process, facts: {...facts, host: 'other'}, here: false, writer: open, silent: 60}),
		/^idle: recorded on host other, /,
	);
	const gone = {...process, why: 'its shell is gone'};
	assert.match(shown({process: gone, facts, writer: open}), /^idle: no process here holds log\.txt open, and its shell is gone/);
	assert.match(
		shown({process: gone, facts, writer: {...unmarked, heldLog: '/runs/out.log'}}),
		/^idle: no process here holds out\.log open, and this/,
	);
	const copied = {copiedAtMs: nowMs - 60 * minuteMs, silent: 60, process, facts};
	assert.match(shown({...copied, writer: {...open, marksEnd: true}}), /^crashed/);
	assert.match(shown({...copied, writer: marked}), /^crashed: no end record, no write for/);
});

test('a process that is gone tells how far it came, and since when it is silent, but not of a start that this was no sign of life', () => {
	const process = {kind: 'gone', pid: 7, why: 'pid 7 is gone'} as const;
	assert.equal(shown({process, progress: done}), 'finished: pid 7 is gone, and epoch 10 (epochs of the config) was reached');
	assert.match(shown({process, silent: 60}), /^idle: pid 7 is gone, no write for 1 h, and this format has no end mark$/);
	assert.equal(shown({process, silent: 60, isStart: true}), 'idle: pid 7 is gone, and this format has no end mark');
	assert.equal(shown({process, silent: null}), 'idle: pid 7 is gone, and this format has no end mark');
	assert.match(shown({process, writer: marked, progress: done}), /^crashed: .*, though epoch 10 was reached$/);
});

test('a pulse that stands still is a crash, unless its writer may be suspended or just waking', () => {
	const pulse = {limitMs: 2 * minuteMs, silent: {status: 'crashed', why: 'its pulse stands still'}} as const;
	const writer = {...marked, pulse};
	const suspect = {pid: 7, program: 'train.py'};
	const sleeper = {...suspect, isAwake: false};
	assert.match(shown({writer, silent: 1}), /^running: its pulse came within the last 2 min$/);
	assert.match(
		shown({writer, silent: 1, aheadMs: minuteMs}),
		/^running: its files were written within the last 2 min, and its times/,
	);
	assert.match(shown({writer, silent: 1, process: {kind: 'unknown', sleeper}}), /^running: its pulse came/);
	assert.equal(shown({writer, silent: 3}), 'crashed: its pulse stands still');
	assert.match(shown({writer, silent: 3, process: {kind: 'unknown', suspect}}), /^stalled: .* is alive$/);
	assert.match(shown({writer, silent: 3, process: {kind: 'unknown', sleeper}}), /^stalled: .* is suspended$/);
	assert.match(
		shown({writer, silent: 3, process: {kind: 'unknown', sleeper: {...sleeper, isAwake: true}}}),
		/^running: .* goes on/,
	);
	const stopped = {...marked, pulse: {...pulse, silent: {status: 'stopped', why: 'it took its pulse away'}}} as const;
	assert.equal(
		shown({writer: stopped, silent: 3, process: {kind: 'unknown', sleeper, suspect}}),
		'stopped: it took its pulse away',
	);
});
