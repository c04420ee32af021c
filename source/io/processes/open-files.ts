import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import {areSame, errorCode, look} from '../look.ts';

/** A file that a process has open, as /proc names it. */
interface Handle {
	pid: number;
	descriptor: string;
	/** True where its name is gone: the process goes on writing what nobody can open any more. */
	deleted: boolean;
	/** Which file it is, asked once: of many runs at once each has a file of the same name. Null where nobody can say. */
	identity?: string | null;
}

export interface Holder {
	pid: number;
	deleted: boolean;
}

const opensForWriting = 0o3;
const deletedMark = ' (deleted)';
/** Devices and what /proc makes up; of /dev the memory that is shared holds files like any disk. */
const notFiles = /^\/(dev\/(?!shm\/)|proc\/)/;
/** What log rotation puts behind a name: `.1`, `-20261121`. */
const rotation = /(\.\d{1,3}|-\d{8})$/;

/** All files that processes of this machine have open, as one look through /proc found them. */
export class OpenFiles {
	private readonly byName = new Map<string, Map<string, Handle[]>>();
	/** True where every process could be looked into; false means that a missing writer proves nothing. */
	complete = true;

	/** Looks through the open files of all processes; about 5 µs each. */
	static scan(): OpenFiles {
		const found = new OpenFiles();
		let pids: string[] = [];
		try {
			pids = readdirSync('/proc').filter(name => name >= '0' && name <= '9999999999');
		} catch {
			found.complete = false;
		}
		for (const pid of pids) found.addProcess(pid);
		return found;
	}

	private addProcess(pid: string): void {
		let descriptors: string[];
		try {
			descriptors = readdirSync(`/proc/${pid}/fd`);
		} catch (error) {
			if (errorCode(error) === 'EACCES') this.complete = false;
			return;
		}
		for (const descriptor of descriptors) {
			try {
				const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`);
				if (target.startsWith('/') && !notFiles.test(target)) this.add(target, Number(pid), descriptor);
			} catch {
				// Closed in the meantime.
			}
		}
	}

	private add(target: string, pid: number, descriptor: string): void {
		const deleted = target.endsWith(deletedMark);
		const file = deleted ? target.slice(0, -deletedMark.length) : target;
		const name = path.basename(file).replace(rotation, '');
		const sameName = this.byName.get(name) ?? new Map<string, Handle[]>();
		this.byName.set(name, sameName);
		const handles = sameName.get(file) ?? [];
		sameName.set(file, handles);
		handles.push({pid, descriptor, deleted});
	}

	/** Processes that have a file open for writing, also one that was deleted or rotated away under their hands. */
	writersOf(file: string): Holder[] {
		const sameName = this.byName.get(path.basename(file).replace(rotation, ''));
		if (sameName === undefined) return [];
		const writers: Holder[] = [];
		const identity = identityOf(file);
		for (const [target, handles] of sameName) {
			const named = target === file || target.replace(rotation, '') === file;
			for (const handle of handles) {
				// Seen through a link or from another mount, the same file has another name.
				if ((named || (!handle.deleted && mayBe(handle, identity) && isSameFile(handle, file))) && isWriter(handle))
					writers.push({pid: handle.pid, deleted: handle.deleted});
			}
		}
		return writers;
	}

	/** True where a process has a file open for writing that has the name of this one and lies elsewhere. */
	writesNamesake(pid: number, file: string): boolean {
		const sameName = this.byName.get(path.basename(file).replace(rotation, '')) ?? new Map<string, Handle[]>();
		return [...sameName].some(
			([target, handles]) =>
				target.replace(rotation, '') !== file &&
				handles.some(handle => handle.pid === pid && isWriter(handle) && !isSameFile(handle, file)),
		);
	}
}

const pathOf = ({pid, descriptor}: Handle): string => `/proc/${pid}/fd/${descriptor}`;

const isSameFile = (handle: Handle, file: string): boolean => areSame(pathOf(handle), file);

function identityOf(at: string): string | null {
	const stat = look(at);
	return stat === null ? null : `${stat.dev}:${stat.ino}`;
}

/** False for a handle that was another file when it was asked for the first time. */
function mayBe(handle: Handle, identity: string | null): boolean {
	if (handle.identity === undefined) handle.identity = identityOf(pathOf(handle));
	return identity !== null && handle.identity === identity;
}

function isWriter({pid, descriptor}: Handle): boolean {
	try {
		const flags = /flags:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, 'latin1'))?.[1];
		return flags === undefined || (Number.parseInt(flags, 8) & opensForWriting) !== 0;
	} catch {
		return false;
	}
}
