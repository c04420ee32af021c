import {readlinkSync, statSync} from 'node:fs';
import path from 'node:path';
import {findRemoteFileSystem} from '../../../io/file-systems.ts';
import {isFirstProcess} from '../../../io/processes/processes.ts';

/** The machine's own first namespace of processes (PROC_PID_INIT_INO of the kernel's proc_ns.h). */
const firstNamespace = 'pid:[4026531836]';

/** Where all that may write is seen among this machine's processes. */
export class WriterSight {
	private readonly visible = new Map<string, boolean>();

	/** False where others than this machine's processes, as they are seen here, may write to a file. */
	sees(file: string): boolean {
		const directory = path.dirname(file);
		const known = this.visible.get(directory) ?? (findRemoteFileSystem(directory) === null && !isShared(directory));
		this.visible.set(directory, known);
		return known;
	}
}

/** In a container, what is mounted from outside of it may have writers that it does not see. */
function isShared(directory: string): boolean {
	try {
		if (readlinkSync('/proc/self/ns/pid') === firstNamespace) return false;
		if (isFirstProcess()) return true;
		return statSync(directory).dev !== statSync('/').dev;
	} catch {
		return true;
	}
}
