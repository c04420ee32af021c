import path from 'node:path';
import {findProgram} from '../../../core/command/program.ts';
import {isWithin} from '../../../core/files/paths.ts';
import {homeDirectory} from '../../../io/home.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Sleeper} from './evidence.ts';
import {labelOf, runsNamesake, runsProgram, scriptIn} from './program.ts';

/** Who was suspended and goes on gives its next sign within this. */
const wakesMs = 60_000;
/** Whose a suspended process is holds for so long after it was found: somebody looks at its run again by then. */
const ownedMs = 120_000;

/** Who was seen suspended while the pulse of a run stood still. */
interface Remembered {
	name: string;
	/** When it was seen suspended last, milliseconds. */
	atMs: number;
	/** The sign of life that the run had then. */
	signMs: number;
	/** True where nobody else could have been meant. */
	isSole: boolean;
}

/** What one process is told by: a pid alone may be given to another one. */
export const nameOf = ({pid, startTicks}: PythonProcess): string => `${pid}:${startTicks}`;

/**
 * Who keeps the pulse of a run and was put to sleep, so that it stands still. A process keeps that of one run of a tracker at a time: one that is the
 * only one that can be meant for a run is not taken for the writer of another. Once one is known for a run, no other takes its place when it is gone.
 */
export class Sleepers {
	private readonly remembered = new Map<number, Remembered>();
	/** When a process was seen at work last, by its name, milliseconds. */
	private readonly awakeAtMs = new Map<string, number>();
	/** The run whose pulse a process keeps, by its name and that of the tracker. */
	private readonly owners = new Map<string, {run: number; atMs: number}>();

	forget(key: number): void {
		this.remembered.delete(key);
	}

	/** Takes note of who is at work. */
	note(processes: readonly PythonProcess[], atMs: number): void {
		const names = new Set(processes.map(nameOf));
		for (const name of this.awakeAtMs.keys()) if (!names.has(name)) this.awakeAtMs.delete(name);
		for (const process of processes) if (!process.isSuspended) this.awakeAtMs.set(nameOf(process), atMs);
	}

	/**
	 * Who is suspended, or was a moment ago and goes on; null where nobody is.
	 * @param left those that may have written to the run
	 * @param signMs its latest sign of life, milliseconds
	 */
	find(run: TrackedRun, left: readonly PythonProcess[], signMs: number, nowMs: number): Sleeper | null {
		// As long as it beats, nobody that keeps it is asleep.
		const {limitMs} = run.facts.writer.pulse ?? {limitMs: Number.POSITIVE_INFINITY};
		if (nowMs - signMs <= limitMs) return null;
		const before = this.remembered.get(run.key);
		const known = before && left.find(process => nameOf(process) === before.name);
		if (before !== undefined && known !== undefined && !known.isSuspended) {
			if (nowMs - before.atMs <= wakesMs) return {pid: known.pid, program: labelOf(known), isAwake: true};
			// It should have given a sign since.
			if (before.isSole && signMs <= before.signMs) return null;
		}
		// Whoever has taken the run up again after it may be put to sleep, too.
		if (before?.isSole && known === undefined && signMs <= before.signMs) return null;
		const candidates = this.candidatesOf(run, left, signMs + limitMs, nowMs);
		const isKnown = known?.isSuspended === true;
		// Who was started last before the run is the likeliest: whoever came up earlier has begun an earlier one.
		const sleeper = isKnown ? known : candidates.reduce<PythonProcess | undefined>(later, undefined);
		if (sleeper === undefined) return null;
		const name = nameOf(sleeper);
		const isSole = (isKnown && before?.isSole) || candidates.every(other => other === sleeper);
		this.remembered.set(run.key, {name, atMs: nowMs, signMs, isSole});
		if (isSole) this.owners.set(ownedBy(run, name), {run: run.key, atMs: nowMs});
		return {pid: sleeper.pid, program: labelOf(sleeper), isAwake: false};
	}

	/** Suspended processes that may keep its pulse: as far as can be told, not those of other runs. */
	private candidatesOf(run: TrackedRun, left: readonly PythonProcess[], silentAtMs: number, nowMs: number): PythonProcess[] {
		const asleep = left.filter(process => {
			// Who was at work when the pulse had stopped already is not the one that keeps it.
			const wasAwake = (this.awakeAtMs.get(nameOf(process)) ?? 0) > silentAtMs;
			return process.isSuspended && !wasAwake && isNear(process, run) && !isOther(process, run);
		});
		const own = asleep.filter(process => {
			const owner = this.owners.get(ownedBy(run, nameOf(process)));
			return owner === undefined || owner.run === run.key || nowMs - owner.atMs > ownedMs;
		});
		// Two that have nobody but the same one: nobody knows whose it is.
		return own.length > 0 ? own : asleep;
	}
}

const later = (one: PythonProcess | undefined, other: PythonProcess): PythonProcess =>
	one === undefined || other.startTicks > one.startTicks ? other : one;

const ownedBy = ({format}: TrackedRun, name: string): string => `${format}\0${name}`;

/**
 * True where a process works in a directory that a run lies in or was started in, or runs its script: without that, any program that somebody
 * has put to sleep would do. All that a person has lies in their home, which tells nothing.
 */
export function isNear(process: PythonProcess, run: TrackedRun): boolean {
	const {command} = run.facts;
	const program = command === null ? null : findProgram(command.argv);
	return (program?.kind === 'script' && runsProgram(process.words, program.word) === true) || worksNear(process, run);
}

/**
 * True for a process that runs another script than the one which a run was started with, and works neither where it was started nor where its store
 * lies: an experiment may be defined in another file than its program, but directories further above tell nothing of that. Also for one that runs a
 * script of the same name that lies elsewhere.
 */
function isOther(process: PythonProcess, {path: ofRun, facts: {command}}: TrackedRun): boolean {
	const {words, directory} = process;
	const program = command === null ? null : findProgram(command.argv);
	if (command === null || program?.kind !== 'script') return false;
	if (runsProgram(words, program.word) !== false) return runsNamesake(process, scriptIn(command.cwd, program.word));
	return directory !== command.cwd && directory !== path.dirname(path.dirname(ofRun));
}

/** True where a process works in a directory that a run lies in or was started in. */
export function worksNear({directory}: PythonProcess, {path: ofRun, facts: {command}}: TrackedRun): boolean {
	if (directory === null || isWithin(homeDirectory(), directory)) return false;
	return directory === command?.cwd || isWithin(ofRun, directory);
}
