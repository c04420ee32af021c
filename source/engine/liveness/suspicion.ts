import type {PythonProcess} from '../../io/processes/python-processes.ts';
import {nameOf} from './sleepers.ts';

/** The times of files and of looks are told this finely, milliseconds. */
const grainMs = 50;

/** What is known of who may write to one run. */
export interface Suspicion {
	signMs: number;
	/** When that sign was met first. */
	metAtMs: number;
	/** The last look, and what each process had written by then; null where none was for it yet. */
	written: {atMs: number; bytes: Map<string, number>} | null;
	/** Those that wrote nothing while the run grew, or came up while it did. */
	cleared: Set<string>;
	/** The last one that was left. */
	last: PythonProcess | null;
	absentAtMs: number | null;
	/** True where it grew while nobody here could have written to it. */
	isElsewhere: boolean;
}

/** What is known of the writers of all runs, by the key of each. */
export class Suspicions {
	private readonly known = new Map<number, Suspicion>();

	get(key: number): Suspicion | undefined {
		return this.known.get(key);
	}

	forget(key: number): void {
		this.known.delete(key);
	}

	/** What is known of a run, whose latest sign is met now where it has not been before. */
	meet(key: number, signMs: number, nowMs: number): Suspicion {
		let found = this.known.get(key);
		if (found === undefined) {
			found = {
				signMs,
				metAtMs: nowMs,
				written: null,
				cleared: new Set(),
				last: null,
				absentAtMs: null,
				isElsewhere: false,
			};
			this.known.set(key, found);
		} else if (found.signMs !== signMs) {
			found.signMs = signMs;
			found.metAtMs = nowMs;
		}
		return found;
	}
}

/** Takes out who had written as much before as after the run grew. */
export function clearIdle(suspicion: Suspicion, processes: readonly PythonProcess[], scannedAtMs: number): void {
	const {written, signMs, cleared} = suspicion;
	if (written?.atMs === scannedAtMs) return;
	const hasGrownSince = written !== null && written.atMs < signMs - grainMs;
	const bytes = new Map<string, number>();
	for (const process of processes) {
		const name = nameOf(process);
		if (process.writtenBytes === null) continue;
		bytes.set(name, process.writtenBytes);
		if (hasGrownSince && written.bytes.get(name) === process.writtenBytes) cleared.add(name);
	}
	suspicion.written = {atMs: scannedAtMs, bytes};
}
