import {findProgram} from '../../../core/command/program.ts';
import type {RunFacts} from '../../../core/run.ts';
import {startedAtMsOf} from '../../../io/processes/processes.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {type Begun, type Machine, ownRunsOf, withForkers, writesOther} from './own-runs.ts';
import {runsProgram} from './program.ts';
import {nameOf, worksNear} from './sleepers.ts';

/** Runs by when they were begun and by which program, to tell whose writer a process is that came up before one of them. */
export class Beginners {
	private begun: Begun[] | null = null;
	private runs: ReadonlyMap<number, TrackedRun> = new Map();
	private readonly own = new Map<string, TrackedRun[]>();
	/** Ids of runs that others are within. */
	private outer: Set<string> | null = null;

	/** Takes note of all runs as they are now; they are looked through when that is asked for. */
	meet(runs: ReadonlyMap<number, TrackedRun>): void {
		this.runs = runs;
		this.begun = this.outer = null;
		this.own.clear();
	}

	/**
	 * True where a process has begun another run: one of the same tracker that the program which it runs began after it came up, and no other
	 * process that runs it came up in between.
	 * @param here when this machine was booted, milliseconds since the epoch
	 */
	hasBegunOther(
		process: PythonProcess,
		run: TrackedRun,
		processes: readonly PythonProcess[],
		here: {bootedAtMs: number},
	): boolean {
		const upAtMs = startedAtMsOf(process, here);
		return this.all().some(({run: {key, format}, startedAtMs, program}) => {
			if (startedAtMs < upAtMs || key === run.key || format !== run.format) return false;
			if (runsProgram(process.words, program) !== true) return false;
			return !processes.some(other => {
				const otherUpAtMs = startedAtMsOf(other, here);
				return otherUpAtMs > upAtMs && otherUpAtMs <= startedAtMs && runsProgram(other.words, program) === true;
			});
		});
	}

	/** True where another run of the same tracker, near which a process works, has given a sign since this one did: that may be the one whose pulse it keeps. */
	mayKeepOther(process: PythonProcess, run: TrackedRun): boolean {
		const signMs = run.facts.lastSignMs ?? 0;
		for (const other of this.runs.values()) {
			if (other === run || other.format !== run.format || other.facts.outcome !== null) continue;
			if ((other.facts.lastSignMs ?? 0) > signMs && worksNear(process, other)) return true;
		}
		return false;
	}

	/**
	 * True where a process, or the one that it goes on for, writes to another run and so cannot be the writer of one that is silent for longer than ever.
	 * @param overdueAtMs when that should have been written to at the latest, milliseconds since the epoch
	 */
	writesOther(process: PythonProcess, run: TrackedRun, machine: Machine, overdueAtMs: number): boolean {
		const takenUpByMs = run.facts.writer.python?.heirs?.takenUpByMs ?? null;
		const isNested = ({id, facts}: TrackedRun) => facts.parent !== null || this.outerIds().has(id);
		return withForkers(process, machine.processes).some(one => {
			const own = this.ownOf(one, run, machine);
			const isNear = (near: TrackedRun) => worksNear(one, near);
			return writesOther({run, overdueAtMs, takenUpByMs, upAtMs: startedAtMsOf(one, machine.here), isNear, own, isNested});
		});
	}

	/**
	 * How far a process that runs the program of a run is from being its writer, as far as anybody can tell: 0 for the one that has begun it; more for
	 * those that have begun another one and not ended it, that work elsewhere, and that came up later. Null for one that works at a run of another place.
	 */
	distanceOf(process: PythonProcess, run: TrackedRun, machine: Machine): number | null {
		const open = this.ownOf(process, run, machine).find(({facts}) => facts.outcome === null);
		if (open === run) return 0;
		const isNear = worksNear(process, run);
		if (open !== undefined && !isNear && worksNear(process, open)) return null;
		const isLater = startedAtMsOf(process, machine.here) > (run.facts.startedAtMs ?? Number.POSITIVE_INFINITY);
		return 1 + (open === undefined ? 0 : 1) + (isNear ? 0 : 2) + (isLater ? 4 : 0);
	}

	private ownOf(process: PythonProcess, {format}: TrackedRun, machine: Machine): TrackedRun[] {
		const name = `${nameOf(process)} ${format}`;
		const own = this.own.get(name) ?? ownRunsOf(process, format, this.all(), machine);
		this.own.set(name, own);
		return own;
	}

	private all(): Begun[] {
		this.begun ??= [...this.runs.values()].flatMap(begunOf);
		return this.begun;
	}

	private outerIds(): Set<string> {
		this.outer ??= new Set([...this.runs.values()].flatMap(({facts: {parent}}) => (parent === null ? [] : [parent])));
		return this.outer;
	}
}

/** The script that a run was started with, where its writer keeps a pulse and so is not told by its program alone; null where none was recorded. */
export function scriptOf({command, writer: {pulse}}: Pick<RunFacts, 'command' | 'writer'>): string | null {
	const program = pulse === undefined || command === null ? null : findProgram(command.argv);
	return program?.kind === 'script' ? program.word : null;
}

function begunOf(run: TrackedRun): Begun[] {
	const {facts} = run;
	const {startedAtMs, writer} = facts;
	const program = writer.python?.program ?? scriptOf(facts);
	return startedAtMs === null || program === null ? [] : [{run, startedAtMs, program}];
}
