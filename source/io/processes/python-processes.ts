import {readdirSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import {orNull} from '../../core/or-null.ts';
import {textAt} from '../look.ts';
import {hasEnded, isSuspended, type ProcessState, readProcess, readWords} from './processes.ts';

/** A process of this machine that runs Python, as far as /proc tells. */
export interface PythonProcess {
	pid: number;
	parentPid: number;
	startTicks: number;
	/** True while it is stopped by a signal. */
	isSuspended: boolean;
	/** Words of its command line, as it shows them itself. */
	words: string[];
	/** Where it works; null where this user may not know. */
	directory: string | null;
	/** Bytes that it has written since it began, to files and elsewhere; null where this user may not know. */
	writtenBytes: number | null;
	/** True where one of these addresses lies in its memory, as it is when this is asked; null where this user may not know. */
	holdsAny(addresses: readonly number[]): boolean | null;
	/** False for a library that is not loaded; null where that cannot be told. */
	has: Record<PythonLibrary, boolean | null>;
}

/** Libraries in machine code, which are seen in the memory of who uses them. */
export type PythonLibrary = 'sqlite' | 'numpy' | 'xxhash';

const interpreter = /^(python|pypy)/;
/** What the memory of a program shows that has Python inside it: its library, or a package's. */
const embedded = /\/(libpython|libpypy|site-packages\/|dist-packages\/|lib-dynload\/)/;
/** An interpreter that loads its own modules from files would load SQLite from one, too. Tk is in a file in every build. */
const ownModules = /\/lib-dynload\/(?!_tkinter)/;

/** Finds the processes that run Python, by their program and by what is loaded into them, and remembers which do not. */
export class PythonProcesses {
	/** Start of each process that was found to be something else, by its pid. */
	private readonly others = new Map<number, number>();

	/** All of them; null where this user is not shown every process. About 15 µs for each process that is not one. */
	scan(): PythonProcess[] | null {
		const found: PythonProcess[] = [];
		let names: string[];
		try {
			names = readdirSync('/proc');
		} catch {
			return null;
		}
		// Hidden from this user with hidepid, the first process is, too.
		if (readProcess(1) === null) return null;
		const alive = new Set<number>();
		for (const name of names) {
			if (!(name >= '0' && name <= '9999999999')) continue;
			const pid = Number(name);
			alive.add(pid);
			const process = readProcess(pid);
			if (process === null || hasEnded(process.state)) continue;
			if (this.others.get(pid) === process.startTicks) continue;
			const python = readPython(process);
			if (python === null) this.others.set(pid, process.startTicks);
			else found.push(python);
		}
		for (const pid of this.others.keys()) if (!alive.has(pid)) this.others.delete(pid);
		return found;
	}
}

function readPython({pid, parentPid, startTicks, state}: ProcessState): PythonProcess | null {
	const words = readWords(pid);
	// Threads of the kernel have none.
	if (words.length === 0) return null;
	const program = readLink(pid, 'exe') ?? words[0]!;
	const maps = textAt(`/proc/${pid}/maps`);
	const holds = (name: string) => (maps === null ? null : maps.includes(`/${name}/`));
	if (!interpreter.test(path.basename(program)) && !(maps !== null && embedded.test(maps))) return null;
	return {
		pid,
		parentPid,
		startTicks,
		isSuspended: isSuspended(state),
		words,
		directory: readLink(pid, 'cwd'),
		writtenBytes: readWritten(pid),
		holdsAny: addresses => findAddress(textAt(`/proc/${pid}/maps`), addresses),
		has: {sqlite: findSqlite(maps), numpy: holds('numpy'), xxhash: holds('xxhash')},
	};
}

const readLink = (pid: number, name: 'exe' | 'cwd'): string | null => orNull(() => readlinkSync(`/proc/${pid}/${name}`));

/** Lines of /proc/PID/maps (proc(5)) begin with the first address of a piece of memory, and the one behind its last. */
function findAddress(maps: string | null, addresses: readonly number[]): boolean | null {
	if (maps === null || maps === '') return null;
	for (const [, from, to] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) /gm)) {
		const [first, end] = [Number.parseInt(from!, 16), Number.parseInt(to!, 16)];
		if (addresses.some(address => address >= first && address < end)) return true;
	}
	return false;
}

function findSqlite(maps: string | null): boolean | null {
	if (maps === null) return null;
	if (/sqlite/i.test(maps)) return true;
	return ownModules.test(maps) ? false : null;
}

function readWritten(pid: number): number | null {
	const bytes = /^wchar: (\d+)$/m.exec(textAt(`/proc/${pid}/io`) ?? '')?.[1];
	return bytes === undefined ? null : Number(bytes);
}
