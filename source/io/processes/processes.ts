import {closeSync, openSync, readSync} from 'node:fs';
import os from 'node:os';
import {errorCode, textAt} from '../look.ts';

/** What is known of a process of this machine. */
export interface ProcessState {
	pid: number;
	parentPid: number;
	/** Process group, to which a terminal's and our signals go. */
	groupId: number;
	/** Letter of /proc/PID/stat: R running, S sleeping, D waiting for a disk, T stopped, Z zombie. */
	state: string;
	startTicks: number;
	/** CPU time of user and system together, in clock ticks. */
	cpuTicks: number;
	residentBytes: number;
}

/** /proc gives times in ticks of this length on every Linux that Node runs on. */
export const tickMs = 10;

/** When a process started, milliseconds since the epoch by the clock of this machine. */
export function startedAtMsOf({startTicks}: Pick<ProcessState, 'startTicks'>, {bootedAtMs}: {bootedAtMs: number}): number {
	return bootedAtMs + startTicks * tickMs;
}

/** Longer than any line of /proc/PID/stat: 52 numbers of at most 20 digits, and a name of at most 64 bytes. */
const line = Buffer.allocUnsafe(1280);

/** The text of /proc/PID/stat; null where there is none. Without asking for its size, which costs as much as reading it. */
function readStat(pid: number): string | null {
	let descriptor: number;
	try {
		descriptor = openSync(`/proc/${pid}/stat`, 'r');
	} catch {
		return null;
	}
	try {
		return line.toString('latin1', 0, readSync(descriptor, line, 0, line.length, null));
	} catch {
		// It ended in between.
		return null;
	} finally {
		closeSync(descriptor);
	}
}

/** Reads /proc/PID/stat (proc(5)); null where the process is gone or there is no /proc. */
export function readProcess(pid: number): ProcessState | null {
	const text = readStat(pid);
	if (text === null) return null;
	// The command stands in brackets and may hold anything, so fields are counted from the last bracket.
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return {
		pid,
		parentPid: Number(fields[1]),
		groupId: Number(fields[2]),
		state: fields[0] ?? '?',
		startTicks: Number(fields[19]),
		cpuTicks: Number(fields[11]) + Number(fields[12]),
		residentBytes: Number(fields[21]) * 4096,
	};
}

/** True for a process that was stopped by a signal or a debugger, by its letter in /proc/PID/stat. */
export const isSuspended = (state: string | undefined): boolean => state === 'T' || state === 't';

/** True for a process that has ended and whose parent has not asked how yet (a zombie), by its letter in /proc/PID/stat. */
export const hasEnded = (state: string): boolean => state === 'Z' || state === 'X';

/** The command line of a process, word by word; empty where it is gone, hidden, or a thread of the kernel. */
export const readWords = (pid: number): string[] => (textAt(`/proc/${pid}/cmdline`) ?? '').split('\0').slice(0, -1);

/** True where signal 0 finds a process: that of another user too, which /proc may hide, and where there is no /proc. */
export function answersSignal(pid: number): boolean {
	if (!(pid > 0)) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

/**
 * True for the first process of a namespace of processes (pid_namespaces(7)), as in `docker run IMAGE xtui`: it sees nobody but those whom it
 * has started itself, and whoever writes the files that it reads is outside.
 */
export const isFirstProcess = (): boolean => process.pid === 1;

/** True where /proc tells about processes at all (Linux). */
export const canSeeProcesses = (): boolean => readProcess(process.pid) !== null;

const readLine = (file: string): string | null => textAt(file)?.trim() ?? null;

/** Who runs this program; the number of the user where the machine has no name for it, as in some containers. */
export function thisUser(): string {
	try {
		return os.userInfo().username;
	} catch {
		return process.env.USER || `uid ${process.getuid?.() ?? '?'}`;
	}
}

/** Name and boot of this machine. */
export function thisHost(): {host: string; bootId: string | null; bootedAtMs: number} {
	return {host: os.hostname(), bootId: readLine('/proc/sys/kernel/random/boot_id'), bootedAtMs: Date.now() - os.uptime() * 1000};
}
