import os from 'node:os';
import {emptyFacts} from '../../../../source/core/run.ts';
import type {Series} from '../../../../source/core/series/series.ts';
import type {PythonHabits, WriterHabits} from '../../../../source/core/writer-habits.ts';
import {noHabits} from '../../../../source/core/writer-habits.ts';
import {Suspects} from '../../../../source/engine/liveness/writers/suspects.ts';
import {TrackedRun} from '../../../../source/engine/model/tracked-run.ts';
import {thisHost} from '../../../../source/io/processes/processes.ts';
import type {PythonProcess} from '../../../../source/io/processes/python-processes.ts';

/** When the tests were begun, by the clock of this machine: that of the processes. */
export const startMs = Date.now();
export const trainer: PythonHabits = {needs: [], program: '/home/ada/train.py'};

/** A writer with a pulse, which was started by a moment. */
export const beating = (begunByMs?: number): WriterHabits => ({
	...noHabits,
	marksEnd: true,
	pulse: {limitMs: 5000, silent: {status: 'crashed', why: 'silent'}, ...(begunByMs !== undefined && {begunByMs})},
});

/** What else is known of a process; `agoMs`: how long before the tests it came up. */
type AboutProcess = Partial<PythonProcess> & {agoMs?: number};

/** A process that can have written anything, unless told otherwise. */
export function makeProcess(pid: number, words: string[], {agoMs = 60_000, ...rest}: AboutProcess = {}): PythonProcess {
	return {
		pid,
		startTicks: Math.round((startMs - agoMs - thisHost().bootedAtMs) / 10),
		words,
		parentPid: 1,
		isSuspended: false,
		directory: null,
		writtenBytes: 0,
		holdsAny: () => null,
		has: {sqlite: true, numpy: true, xxhash: true},
		...rest,
	};
}

/** A machine whose Python processes the test makes up, and a run that one of them writes. */
export class World {
	processes: PythonProcess[] = [];
	lastSignMs = startMs;
	startedAtMs: number | null = null;
	writer: WriterHabits = {...noHabits, marksEnd: true};
	nowMs = startMs;
	loss: Series | null = null;
	private readonly suspects = new Suspects({scan: () => this.processes.map(process => ({...process}))});

	add(words: string[], about: AboutProcess = {}): PythonProcess {
		const process = makeProcess(100 + this.processes.length, words, about);
		this.processes.push(process);
		return process;
	}

	/** A metric, and who wrote it. */
	grow(...writers: PythonProcess[]): void {
		this.nowMs += 6000;
		this.lastSignMs = this.nowMs - 100;
		for (const writer of writers) writer.writtenBytes = (writer.writtenBytes ?? 0) + 40;
		this.look();
	}

	/** Who goes on with a sweep, or a task of a sweep, that began 20 seconds ago. */
	findHeir(poolSinceMs?: number, given?: {programs: readonly string[]; option: string; file: string; byMs: number | null}) {
		const run = new TrackedRun(1, os.tmpdir(), 'run', `${os.tmpdir()}/run`, 'run');
		const facts = {...emptyFacts(), startedAtMs: startMs - 20_000, signFiles: ['/runs/sweep.lock'], writer: this.writer};
		Object.defineProperty(run, 'facts', {value: facts});
		return this.suspects.findOther(
			run,
			{needs: ['xxhash'], program: null, ...(poolSinceMs !== undefined && {poolSinceMs}), ...(given !== undefined && {given})},
			this.nowMs,
		);
	}

	look(habits = trainer, laterMs = 0, key = 1) {
		this.nowMs += laterMs;
		const {lastSignMs, startedAtMs, writer} = this;
		const run = new TrackedRun(key, os.tmpdir(), 'run', `${os.tmpdir()}/run`, 'run');
		Object.defineProperty(run, 'facts', {value: {...emptyFacts(), lastSignMs, startedAtMs, writer}});
		if (this.loss !== null) Object.defineProperty(run, 'metrics', {value: new Map([['loss', this.loss]])});
		return this.suspects.find(run, habits, this.nowMs);
	}
}
