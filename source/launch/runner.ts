import type {Readable, Writable} from 'node:stream';
import {ReservedFile, replaceFile} from '../io/replace.ts';
import {signalGroup, startChild} from './child.ts';
import {type Ending, makeExit, statusOf, takeStopRequest} from './ending.ts';
import type {Stream} from './output/output-log.ts';
import {Recorder} from './output/recorder.ts';
import {type PreparedRun, saveRecord} from './prepare.ts';
import {withProcess} from './record/record.ts';
import {passSignals} from './signals.ts';

const exitRoomBytes = 8192;
const tryAgainMs = 1000;
/** How often the record of the end is tried to be written on a full disk. */
const mostTries = 600;

export interface RunnerOptions {
	/** Where the person reads along; null for a run in the background, which also reads no input. */
	watcher: {stdout: Writable; stderr: Writable} | null;
	/** Called when the program was started (with its pid) or could not be (with the reason). */
	onStart?(started: {pid: number} | {fault: string}): void;
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
 * Runs a prepared run to its end: starts it, writes its process into the record, its output, points and summaries as they come, and how it
 * ended. It survives a closed terminal and a full disk.
 * @returns the exit status to pass on: the program's, or 128 and the number of the signal that ended it
 */
export async function superviseRun(prepared: PreparedRun, options: RunnerOptions): Promise<number> {
	const {plan, directory} = prepared;
	const {watcher, warn, now = Date.now} = options;
	const recorder = new Recorder(directory, plan.patterns, now());
	const exitFile = reserve(`${directory}/exit.json`);
	const {child, ended} = startChild(plan, {XTUI_RUN_ID: prepared.id, XTUI_RUN_DIR: directory}, watcher !== null);
	let askedFor = false;
	let hasHungUp = false;
	let saidFault = false;
	const stopPassing = passSignals(
		signal => child.pid !== undefined && signalGroup(child.pid, signal),
		() => {
			askedFor = true;
		},
		() => {
			hasHungUp = true;
		},
	);
	if (child.pid !== undefined) {
		try {
			saveRecord(directory, withProcess(prepared.record, child.pid));
		} catch {
			warn(`xtui: the disk is full: the process of ${directory} could not be recorded`);
		}
		options.onStart?.({pid: child.pid});
	}
	for (const [from, to, stream] of [
		[child.stdout!, watcher?.stdout ?? null, 1],
		[child.stderr!, watcher?.stderr ?? null, 2],
	] as [Readable, Writable | null, Stream][]) {
		from.on('data', (chunk: Buffer) => {
			recorder.append(stream, chunk, now());
			if (to !== null) pass(from, to, chunk);
			if (recorder.fault === null || saidFault) return;
			saidFault = true;
			warn(`xtui: cannot write to ${directory} (${recorder.fault}): kept in memory until there is room again`);
		});
	}
	const {code, signal, fault} = await ended;
	stopPassing();
	if (fault !== null) {
		options.onStart?.({fault});
		warn(`xtui: ${fault}`);
	}
	recorder.end(now());
	await writeRest(recorder, directory, warn);
	recorder.close(now());
	const complaint = signal === null ? recorder.lastComplaint : null;
	const ending: Ending = {code, signal, error: fault ?? recorder.error ?? complaint, askedFor};
	const exit = JSON.stringify(makeExit(ending, takeStopRequest(directory), now()));
	await writeExit(exitFile, `${directory}/exit.json`, `${exit}\n`);
	// Node aborts, with a core dump, where it ends by itself and its terminal is gone; by the signal that it got it ends in peace.
	if (hasHungUp) process.kill(process.pid, 'SIGHUP');
	return statusOf(ending);
}

function reserve(file: string): ReservedFile | null {
	try {
		return new ReservedFile(file, exitRoomBytes);
	} catch {
		return null;
	}
}

const pause = () => new Promise(resolve => setTimeout(resolve, tryAgainMs));

/** What a full disk refused is held in memory, so the end waits for room. */
async function writeRest(recorder: Recorder, directory: string, warn: (line: string) => void): Promise<void> {
	for (let tries = 0; tries < mostTries && !recorder.flush(); tries++) {
		if (tries === 0) warn(`xtui: the program has ended; waiting for room on the disk of ${directory} (an interrupt gives up)`);
		await pause();
	}
}

/** A run without the record of its end would count as crashed, so this waits for room too. */
async function writeExit(reserved: ReservedFile | null, file: string, text: string): Promise<void> {
	try {
		if (reserved !== null) {
			reserved.commit(text);
			return;
		}
	} catch {
		reserved?.drop();
	}
	for (let tries = 0; tries < mostTries; tries++) {
		try {
			replaceFile(file, text);
			return;
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
			await pause();
		}
	}
}
