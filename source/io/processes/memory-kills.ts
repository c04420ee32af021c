import {readFileSync} from 'node:fs';

/**
 * How many processes the kernel of this machine has killed for want of memory since it was started, of a container's limit too: `oom_kill`
 * in /proc/vmstat (Linux 4.13 and later). Null where it does not tell.
 */
export function countMemoryKills(file = '/proc/vmstat'): number | null {
	try {
		const found = /^oom_kill (\d+)$/m.exec(readFileSync(file, 'latin1'));
		return found === null ? null : Number(found[1]);
	} catch {
		return null;
	}
}
