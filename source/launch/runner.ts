import type {ChildProcess} from 'node:child_process';
import type {Readable, Writable} from 'node:stream';
import {countMemoryKills} from '../io/processes/memory-kills.ts';
import {signalGroup, startChild} from './child.ts';
import {EndRecord} from './end-record.ts';
import {blameMemory, type Ending, statusOf} from './ending.ts';
import {startKeeper} from './keeper.ts';
import type {Stream} from './output/output-log.ts';
import {Recorder} from './output/recorder.ts';
import {type PreparedRun, saveRecord} from './prepare.ts';
import {withProcess} from './record/record.ts';
import {passSignals} from './signals.ts';

export interface RunnerOptions {
	/** Where the person reads along; null for a run in the background, which also reads no input. */
	watcher: {stdout: Writable; stderr: Writable} | null;
	/** Called when the program was started (with its pid) or could not be (with the reason). */
	onStart?(started: {pid: number} | {fault: string}): void;
	/** Words that start this program as the parent of the run's. */
	waiterCommand: readonly [string, ...string[]];
	/** Words that start this program so that it goes on with the run if this one is killed. */
	adopterCommand: readonly string[];
	/** Says something to the person. */
	warn(line: string): void;
	now?: () => number;
}

/** Passes output on to the person as fast as they read it; a reader that is gone is no reason to stop. */
function pass(from: Readable, to: Writable, chunk: Buffer): void {
	if (to.destroyed || to.writableEnded || to.errored) return;
	if (to.write(chunk)) return;
	from.pause();
	const resume = () => {
		to.off('drain', resume).off('close', resume).off('error', resume);
		from.resume();
	};
	to.on('drain', resume).on('close', resume).on('error', resume);
}

/**
 * Writes down what a program says as it comes, and passes it on to whoever reads along.
 * @param onFault told once, when it can be written down no more
 */
function recordOutput(
	{stdout, stderr}: ChildProcess,
	recorder: Recorder,
	{watcher, now = Date.now}: RunnerOptions,
	onFault: (fault: string) => void,
): void {
	let saidFault = false;
	for (const [from, to, stream] of [
		[stdout!, watcher?.stdout ?? null, 1],
		[stderr!, watcher?.stderr ?? null, 2],
	] as [Readable, Writable | null, Stream][]) {
		from.on('data', (chunk: Buffer) => {
			recorder.append(stream, chunk, now());
			if (to !== null) pass(from, to, chunk);
			if (recorder.fault === null || saidFault) return;
			saidFault = true;
			onFault(recorder.fault);
		});
	}
}

/**
 * Runs a prepared run to its end: starts it, writes its process into the record, its output, points and summaries as they come, and how it
 * ended. It survives a closed terminal and a full disk.
 * @returns the exit status to pass on: the program's, or 128 and the number of the signal that ended it
 */
export async function superviseRun(prepared: PreparedRun, options: RunnerOptions): Promise<number> {
	const {plan, directory} = prepared;
	const {watcher, warn, now = Date.now} = options;
	const killsBefore = countMemoryKills();
	const recorder = new Recorder(directory, plan.patterns, now());
	const end = new EndRecord(directory);
	const about = {XTUI_RUN_ID: prepared.id, XTUI_RUN_DIR: directory};
	const {waiter, begun, ended, release} = startChild(plan, about, watcher !== null, options.waiterCommand);
	const keeper = startKeeper(waiter, directory, options.adopterCommand);
	let pid: number | null = null;
	const early: NodeJS.Signals[] = [];
	let askedFor = false;
	let hasHungUp = false;
	const stopPassing = passSignals(
		signal => {
			if (pid === null) early.push(signal);
			else signalGroup(pid, signal);
		},
		() => {
			askedFor = true;
		},
		() => {
			hasHungUp = true;
		},
	);
	recordOutput(waiter, recorder, options, fault =>
		warn(`xtui: cannot write to ${directory} (${fault}): kept in memory until there is room again`),
	);
	const started = await begun;
	if (started !== null) {
		pid = started.pid;
		try {
			saveRecord(directory, withProcess(prepared.record, started));
		} catch {
			warn(`xtui: the disk is full: the process of ${directory} could not be recorded`);
		}
		options.onStart?.({pid});
		for (const signal of early) signalGroup(pid, signal);
	}
	const {code, signal, fault} = await ended;
	stopPassing();
	const starved = askedFor ? null : blameMemory(signal, killsBefore, countMemoryKills());
	if (fault !== null) {
		options.onStart?.({fault});
		warn(`xtui: ${fault}`);
	}
	const ending = (): Ending => {
		const complaint = signal === null ? recorder.lastComplaint : null;
		return {code, signal, error: fault ?? starved ?? recorder.error ?? complaint, askedFor};
	};
	await end.write(recorder, ending, now, warn);
	release();
	keeper?.release();
	// Node aborts, with a core dump, where it ends by itself and its terminal is gone; by the signal that it got it ends in peace.
	if (hasHungUp) process.kill(process.pid, 'SIGHUP');
	return statusOf(ending());
}
