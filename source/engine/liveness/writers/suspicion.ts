import type {PythonHabits} from '../../../core/writer-habits.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {ProcessEvidence} from './evidence.ts';
import {labelOf, runsProgram} from './program.ts';
import {isNear, nameOf} from './sleepers.ts';
import {isBetweenPoints} from './writer-start.ts';

/** The times of files and of looks are told this finely, milliseconds. */
const grainMs = 50;
/** The end of a run is read no later than this after its process is gone. */
export const flushMs = 3000;
/** What is written last may be read this much later. */
const settleMs = 10_000;

/** One that was left; `goneAtMs`: when it was missed first, null while it is there. */
interface Suspect {
	process: PythonProcess;
	goneAtMs: number | null;
}

/** What is known of who may write to one run. */
export interface Suspicion {
	signMs: number;
	/** When that sign was met first. */
	metAtMs: number;
	/** The last look, and what each process had written by then; null where none was for it yet. */
	written: {atMs: number; bytes: Map<string, number>} | null;
	/** Those that wrote nothing while the run grew, or came up while it did. */
	cleared: Set<string>;
	/** All that were left at any look and were not ruled out since, by name. */
	suspects: Map<string, Suspect>;
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
				suspects: new Map(),
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

/**
 * Takes note of who is left now. Who is there and is not left any more was ruled out; who went remains a suspect.
 * @param all every process that is there
 */
export function noteLeft(
	{suspects}: Suspicion,
	left: readonly PythonProcess[],
	all: readonly PythonProcess[],
	nowMs: number,
): void {
	const alive = new Set(all.map(nameOf));
	for (const [name, suspect] of suspects) {
		if (alive.has(name)) suspects.delete(name);
		else suspect.goneAtMs ??= nowMs;
	}
	for (const process of left) suspects.set(nameOf(process), {process, goneAtMs: null});
}

/**
 * Who has written to a run of which every suspect is gone: the only one, or the only one that runs the recorded program or works where the run lies.
 * Null where several can have: that one of them ended last tells nothing.
 * @param program the recorded program, null for none
 */
function findWriter({suspects, cleared, signMs}: Suspicion, run: TrackedRun, program: string | null): PythonProcess | null {
	let found = [...suspects]
		.filter(([name, {goneAtMs}]) => !cleared.has(name) && (goneAtMs === null || signMs <= goneAtMs + flushMs))
		.map(([, {process}]) => process);
	const ties = [
		({words}: PythonProcess) => program !== null && runsProgram(words, program) === true,
		(process: PythonProcess) => isNear(process, run),
	];
	for (const isTied of ties) {
		const tied = found.filter(isTied);
		if (tied.length > 0) found = tied;
	}
	return found.length === 1 ? found[0]! : null;
}

/**
 * What it means that nobody is left who can have written to a run.
 * @param busy those that write to other runs
 */
export function tellGone(
	run: TrackedRun,
	{program, heirs}: PythonHabits,
	suspicion: Suspicion,
	busy: ReadonlySet<PythonProcess>,
	nowMs: number,
): ProcessEvidence {
	const {signMs} = suspicion;
	suspicion.absentAtMs ??= nowMs;
	if (signMs > suspicion.absentAtMs + flushMs) suspicion.isElsewhere = true;
	// Its end may have been recorded a moment ago, and not been read yet.
	const mayEnd = run.facts.writer.marksEnd && nowMs - signMs < settleMs;
	const isBetween = heirs !== undefined && run.facts.command === null && isBetweenPoints(run, nowMs - signMs);
	if (suspicion.isElsewhere || mayEnd || isBetween || (suspicion.suspects.size > 0 && nowMs - suspicion.absentAtMs < flushMs))
		return {kind: 'unknown'};
	const writer = findWriter(suspicion, run, program);
	const [other] = busy;
	const but = other === undefined ? '' : `: pid ${other.pid} (${labelOf(other)}) writes to another run`;
	if (writer === null) return {kind: 'no writer', why: `no process that can have written it is left here${but}`};
	return {kind: 'no writer', why: `pid ${writer.pid} (${labelOf(writer)}), the last that can have written it here, is gone`};
}
