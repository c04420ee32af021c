import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import os from 'node:os';

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

/** Reads /proc/PID/stat (proc(5)); null where the process is gone or there is no /proc. */
export function readProcess(pid: number): ProcessState | null {
	let text: string;
	try {
		text = readFileSync(`/proc/${pid}/stat`, 'latin1');
	} catch {
		return null;
	}
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

/** True where /proc tells about processes at all (Linux). */
export function canSeeProcesses(): boolean {
	return readProcess(process.pid) !== null;
}

function readLine(file: string): string | null {
	try {
		return readFileSync(file, 'utf8').trim();
	} catch {
		return null;
	}
}

/** Name and boot of this machine. */
export function thisHost(): {host: string; bootId: string | null; bootedAtMs: number} {
	return {host: os.hostname(), bootId: readLine('/proc/sys/kernel/random/boot_id'), bootedAtMs: Date.now() - os.uptime() * 1000};
}

export interface OpenFiles {
	/** Path to the pid of a process that has it open for writing. */
	writers: Map<string, number>;
	/** True where every process could be looked into; false means that a missing writer proves nothing. */
	complete: boolean;
}

const opensForWriting = 0o3;

function isWriter(pid: string, descriptor: string): boolean {
	const flags = /flags:\s*(\d+)/.exec(readLine(`/proc/${pid}/fdinfo/${descriptor}`) ?? '')?.[1];
	return flags === undefined || (Number.parseInt(flags, 8) & opensForWriting) !== 0;
}

/** Looks through the open files of all processes for the given ones; about 2 ms per thousand open files. */
export function findWriters(wanted: ReadonlySet<string>): OpenFiles {
	const writers = new Map<string, number>();
	let complete = true;
	let pids: string[];
	try {
		pids = readdirSync('/proc').filter(name => name >= '0' && name <= '9999999999');
	} catch {
		return {writers, complete: false};
	}
	for (const pid of pids) {
		let descriptors: string[];
		try {
			descriptors = readdirSync(`/proc/${pid}/fd`);
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'EACCES') complete = false;
			continue;
		}
		for (const descriptor of descriptors) {
			try {
				const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`);
				if (wanted.has(target) && isWriter(pid, descriptor)) writers.set(target, Number(pid));
			} catch {
				// Closed in the meantime.
			}
		}
	}
	return {writers, complete};
}
