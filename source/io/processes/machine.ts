import {readFileSync} from 'node:fs';
import os from 'node:os';

/** What this machine has given to programs since it was started, and what is left; null where this system does not tell. */
export interface MachineSample {
	cores: number;
	/** Time of all processors in work and in all, in units of the system's own. */
	busy: number;
	total: number;
	memoryBytes: number;
	/** Memory that programs could have at once: caches can be given away. */
	availableBytes: number;
	/** Mean number of programs that want a processor, over the last minute. */
	load: number;
}

/** The line `MemAvailable: N kB` of /proc/meminfo, in bytes; where there is none, what is not used at all. */
function readAvailable(): number {
	try {
		const found = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'latin1'));
		if (found !== null) return Number(found[1]) * 1024;
	} catch {
		// Not a Linux.
	}
	return os.freemem();
}

export interface Memory {
	totalBytes: number;
	availableBytes: number;
}

/** Memory of a machine as a container or a job with a limit of its own has it: no more than the limit, and what is left below it. */
export function withinLimit(machine: Memory, limit: Memory): Memory {
	const isLimited = limit.totalBytes > 0 && limit.totalBytes < machine.totalBytes;
	if (!isLimited) return machine;
	return {totalBytes: limit.totalBytes, availableBytes: Math.min(machine.availableBytes, limit.availableBytes)};
}

/** Memory of this machine, or of the control group that this program runs in, where that may use less. */
export function readMemory(): Memory {
	return withinLimit(
		{totalBytes: os.totalmem(), availableBytes: readAvailable()},
		{totalBytes: process.constrainedMemory(), availableBytes: process.availableMemory()},
	);
}

/** Looks at processors and memory of this machine; well below a millisecond. */
export function sampleMachine(): MachineSample {
	const cpus = os.cpus();
	let [busy, total] = [0, 0];
	for (const {times} of cpus) {
		const all = times.user + times.nice + times.sys + times.irq + times.idle;
		busy += all - times.idle;
		total += all;
	}
	const {totalBytes, availableBytes} = readMemory();
	return {
		cores: cpus.length,
		busy,
		total,
		memoryBytes: totalBytes,
		availableBytes,
		load: os.loadavg()[0] ?? 0,
	};
}
