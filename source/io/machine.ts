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

/** Looks at processors and memory of this machine; well below a millisecond. */
export function sampleMachine(): MachineSample {
	const cpus = os.cpus();
	let [busy, total] = [0, 0];
	for (const {times} of cpus) {
		const all = times.user + times.nice + times.sys + times.irq + times.idle;
		busy += all - times.idle;
		total += all;
	}
	return {
		cores: cpus.length,
		busy,
		total,
		memoryBytes: os.totalmem(),
		availableBytes: readAvailable(),
		load: os.loadavg()[0] ?? 0,
	};
}
