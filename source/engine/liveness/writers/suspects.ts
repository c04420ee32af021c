import path from 'node:path';
import type {PythonHabits} from '../../../core/writer-habits.ts';
import {startedAtMsOf, thisHost} from '../../../io/processes/processes.ts';
import {type PythonProcess, PythonProcesses} from '../../../io/processes/python-processes.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {reopenMs} from '../reopen.ts';
import {silenceLimitOf} from '../signs/silence.ts';
import {isAble, isLikelier, mayHold} from './able.ts';
import {Beginners, scriptOf} from './beginners.ts';
import type {ProcessEvidence} from './evidence.ts';
import {wasGiven} from './given.ts';
import type {Machine} from './own-runs.ts';
import {findNearScript, labelOf, runsNamesake, runsProgram, scriptIn} from './program.ts';
import {ScanPace} from './scan-pace.ts';
import {isNear, nameOf, Sleepers, worksNear} from './sleepers.ts';
import {clearIdle, noteLeft, type Suspicion, Suspicions, tellGone} from './suspicion.ts';
import {WriterSight} from './writer-sight.ts';
import {handedOnMs, isMadeForOthers, latestStart, wasWrittenMeanwhile} from './writer-start.ts';

/** Who wrote to a run is worth a look while its last sign is not older than this. */
const recentMs = 86_400_000;
/** So long code in C that reads or writes gigabytes may keep all other threads from going on. */
const heldMs = 600_000;
/** Any Python process, where it is not asked who has gone. */
export const anyPython: PythonHabits = {needs: [], program: null};
/** Times that are told without the part of a second behind them. */
const wholeSecondMs = 1000;
/** The command line of a worker of a pool, such as joblib's. */
const ofPool = /\b(loky|multiprocessing)\b/;

/** Who can have written to a run, and who of them is left where those are not counted that write to another one. */
interface Left {
	able: readonly PythonProcess[];
	left: readonly PythonProcess[];
}

/**
 * Who can have written to a run whose tracker names no process and holds no file open (MLflow, Optuna): a Python process that goes back to
 * its last write, that has what it takes loaded, that says to run no other program, that was never found to have written nothing while
 * the run grew, that did not come up while another one wrote it, and that has the threads in its memory of which the tracker tells. Where none is left, the writer is gone.
 */
export class Suspects {
	private readonly suspicions = new Suspicions();
	private readonly sight = new WriterSight();
	private processes: PythonProcess[] | null = null;
	private readonly pace = new ScanPace();
	private readonly sleepers = new Sleepers();
	private readonly beginners = new Beginners();
	private here = {bootedAtMs: 0};

	constructor(private readonly python: Pick<PythonProcesses, 'scan'> = new PythonProcesses()) {}

	forget(key: number): void {
		this.suspicions.forget(key);
		this.sleepers.forget(key);
	}

	/** Takes note of all runs, each of which may have its writer among the processes. */
	meet(runs: ReadonlyMap<number, TrackedRun>): void {
		this.beginners.meet(runs);
	}

	/** What the processes of this machine tell of a run that names none. */
	find(run: TrackedRun, habits: PythonHabits, nowMs: number): ProcessEvidence {
		const {lastSignMs, startedAtMs} = run.facts;
		const signMs = lastSignMs ?? startedAtMs;
		if (signMs === null || signMs > nowMs || nowMs - signMs > recentMs || !this.sight.sees(run.path)) return {kind: 'unknown'};
		const processes = this.look(nowMs, (this.suspicions.get(run.key)?.written ?? null) === null);
		const suspicion = this.suspicions.meet(run.key, signMs, nowMs);
		const taker = this.findTaker(habits, processes ?? []);
		if (taker !== null) return taker;
		if (processes === null || suspicion.isElsewhere) return {kind: 'unknown'};
		if (this.pace.atMs < suspicion.metAtMs) return {kind: 'unknown', isEarly: true};
		const able = this.findAble(run, habits, suspicion, processes);
		const machine = {processes, here: this.here};
		const busy = habits.program === null ? new Set<PythonProcess>() : this.findBusy(run, able, signMs, machine);
		const left = able.filter(process => !busy.has(process));
		noteLeft(suspicion, left, processes, nowMs);
		if (left.length === 0) return tellGone(run, habits, suspicion, busy, nowMs);
		suspicion.absentAtMs = null;
		const sleeper = this.sleepers.find(run, left, signMs, nowMs);
		const {program} = habits;
		const suspect =
			program === null
				? this.findKeeper(run, left, processes, nowMs - signMs)
				: this.findNamed(run, {left, able}, program, machine);
		const mayBegin = habits.heirs !== undefined && isMadeForOthers(run);
		const told = suspect && {
			pid: suspect.pid,
			program: labelOf(suspect),
			...(suspect.isSuspended && {isSuspended: true}),
		};
		return {kind: 'unknown', suspect: told, ...(sleeper !== null && {sleeper}), ...(mayBegin && {mayBegin})};
	}

	/** Processes that can have written the run: they were there when it was written, or go on with it, and nothing clears them. */
	private findAble(
		run: TrackedRun,
		habits: PythonHabits,
		suspicion: Suspicion,
		processes: readonly PythonProcess[],
	): PythonProcess[] {
		const latestMs = latestStart(run, habits, suspicion.signMs);
		const heirs = new Set(
			processes.filter(process => startedAtMsOf(process, this.here) > latestMs && this.mayGoOn(process, run, habits, processes)),
		);
		const older = processes.filter(process => startedAtMsOf(process, this.here) <= latestMs || heirs.has(process));
		clearIdle(suspicion, older, this.pace.atMs);
		for (const process of older) {
			if (suspicion.cleared.has(nameOf(process))) continue;
			const hasNot = habits.threads !== undefined && process.holdsAny(habits.threads) === false;
			if (hasNot || wasWrittenMeanwhile(run, startedAtMsOf(process, this.here))) suspicion.cleared.add(nameOf(process));
		}
		// Whoever takes a run up again need not run the program that began it.
		const ofHeirs = habits.heirs?.takenUpByMs == null ? habits : {...habits, program: null};
		return older.filter(
			process => isAble(process, heirs.has(process) ? ofHeirs : habits) && !suspicion.cleared.has(nameOf(process)),
		);
	}

	/**
	 * False where no Python process works where a run lies or was started, or runs its script, and came up before that wrote last; also true
	 * where nobody knows yet.
	 * @param writesOther whether a process is known to write another run
	 */
	areNear(run: TrackedRun, nowMs: number, writesOther: (pid: number) => boolean): boolean {
		const processes = this.look(nowMs, this.pace.atMs < run.modifiedAtMs);
		if (processes === null || this.pace.atMs < run.modifiedAtMs) return true;
		const latestMs = run.modifiedAtMs + handedOnMs;
		const mayWrite = (process: PythonProcess) => startedAtMsOf(process, this.here) <= latestMs && mayHold(process, run);
		return processes.some(process => mayWrite(process) && !writesOther(process.pid));
	}

	/**
	 * What the processes tell of a run whose files nobody holds open: who goes on with it, or, where its writer might hold them again in a moment,
	 * that nobody is left who can. Null where they tell nothing.
	 */
	findOther(run: TrackedRun, habits: PythonHabits, nowMs: number): ProcessEvidence | null {
		if (run.facts.writer.marksEnd) return this.findHeir(run, habits, nowMs);
		if (nowMs - Math.max(run.facts.lastSignMs ?? 0, run.modifiedAtMs) > reopenMs) return null;
		const found = this.find(run, habits, nowMs);
		return found.kind === 'no writer' ? found : null;
	}

	/**
	 * A worker that goes on although whoever started it is gone, which held the files of the run open: one that was started to take it up, or one of a
	 * pool, started since the run was (or the sweep that it is of), that works where the run lies or was started. Null where there is none.
	 */
	findHeir(run: TrackedRun, habits: PythonHabits, nowMs: number): ProcessEvidence | null {
		const startedAtMs = habits.poolSinceMs ?? run.facts.startedAtMs;
		if (startedAtMs === null || !this.sight.sees(run.path)) return null;
		const processes = this.look(nowMs, this.processes === null) ?? [];
		const taker = this.findTaker(habits, processes);
		if (taker !== null) return taker;
		const heir = processes.find(process => {
			const isOrphan = ofPool.test(process.words.join(' ')) && processes.every(({pid}) => pid !== process.parentPid);
			const isLater = startedAtMsOf(process, this.here) >= startedAtMs - handedOnMs;
			return isOrphan && isLater && isAble(process, habits) && isNear(process, run);
		});
		if (heir === undefined) return null;
		const instead = `no process here holds ${path.basename(run.facts.signFiles[0] ?? 'its log')} open`;
		return {kind: 'unknown', instead, suspect: {pid: heir.pid, program: 'a worker of it'}};
	}

	/** Who was started to go on with the run, as its command line says, and had come up when that was taken up. Null where nobody was. */
	private findTaker({given}: PythonHabits, all: readonly PythonProcess[]): ProcessEvidence | null {
		if (given === undefined) return null;
		const latestMs = given.byMs === null ? Number.POSITIVE_INFINITY : given.byMs + wholeSecondMs;
		const taker = all.find(process => startedAtMsOf(process, this.here) <= latestMs && wasGiven(process, given));
		return taker === undefined ? null : {kind: 'alive', pid: taker.pid, suspended: taker.isSuspended};
	}

	/**
	 * True for a process that is younger than the last sign of a run and may go on with it all the same: it was there when the run was taken up
	 * again, or runs its program where nobody knows whether it was, or the run was made for another one to write. Who has begun a run of its own
	 * has come for that.
	 */
	private mayGoOn(
		process: PythonProcess,
		run: TrackedRun,
		{heirs, program}: PythonHabits,
		processes: readonly PythonProcess[],
	): boolean {
		if (heirs === undefined) return false;
		const {takenUpByMs} = heirs;
		const isThereAgain =
			takenUpByMs === null
				? program !== null && runsProgram(process.words, program) === true
				: startedAtMsOf(process, this.here) <= takenUpByMs;
		return (isMadeForOthers(run) || isThereAgain) && !this.beginners.hasBegunOther(process, run, processes, this.here);
	}

	/**
	 * Who keeps the pulse of a run as far as anybody can tell, also while code in C lets no thread of it beat: a process that is at work, runs the script
	 * that the run was started with, and has begun no other run since it came up. Where no script was recorded any program would do: there it is who works
	 * there alone, for as long as such code may take.
	 */
	private findKeeper(
		run: TrackedRun,
		left: readonly PythonProcess[],
		all: readonly PythonProcess[],
		silentMs: number,
	): PythonProcess | undefined {
		const script = scriptOf(run.facts);
		// It looks through all runs, so that it is asked last.
		const isFree = (process: PythonProcess) => !this.beginners.hasBegunOther(process, run, all, this.here);
		if (script === null) {
			const near = left.filter(process => worksNear(process, run) && isFree(process));
			const [sole, ...others] = near.filter(({parentPid}) => near.every(({pid}) => pid !== parentPid));
			if (sole === undefined || others.length > 0) return undefined;
			// Whether a pulse stands still because somebody sleeps is known by when they fell asleep.
			const isHeld = sole.isSuspended ? run.facts.writer.pulse === undefined : silentMs <= heldMs;
			return isHeld && !this.beginners.mayKeepOther(sole, run) ? sole : undefined;
		}
		const able = left.filter(
			process =>
				!process.isSuspended &&
				runsProgram(process.words, script) === true &&
				!runsNamesake(process, scriptIn(run.facts.command?.cwd ?? null, script)) &&
				isFree(process),
		);
		// Scripts of other places have the same name.
		return able.find(process => worksNear(process, run)) ?? able[0];
	}

	/**
	 * Who runs the recorded program and is the likeliest writer, awake or asleep. Scripts of other places have the same name: nobody who works
	 * elsewhere is named where another script of that name lies near the run, or others work near it and he has not begun it.
	 */
	private findNamed(run: TrackedRun, {left, able}: Left, program: string, machine: Machine): PythonProcess | undefined {
		const runsIt = ({words}: PythonProcess): boolean => runsProgram(words, program) === true;
		const isWorkedNear = able.some(process => runsIt(process) && worksNear(process, run));
		const script = findNearScript(run.path, program);
		let nearest: {process: PythonProcess; distance: number} | undefined;
		for (const process of left.filter(runsIt)) {
			const isFar = !worksNear(process, run);
			if (isFar && script !== null && runsNamesake(process, script)) continue;
			const distance = this.beginners.distanceOf(process, run, machine);
			if (distance === null || (isFar && isWorkedNear && distance > 0)) continue;
			if (nearest !== undefined && nearest.distance < distance) continue;
			const isNearer = nearest === undefined || distance < nearest.distance || isLikelier(process, nearest.process);
			if (isNearer) nearest = {process, distance};
		}
		return nearest?.process;
	}

	/** Those that write to other runs, where a run has been silent for longer than its rhythm explains. */
	private findBusy(run: TrackedRun, able: readonly PythonProcess[], signMs: number, machine: Machine): Set<PythonProcess> {
		const overdueAtMs = signMs + silenceLimitOf(run).stallAfterMs;
		if (overdueAtMs >= this.pace.atMs) return new Set();
		return new Set(able.filter(process => this.beginners.writesOther(process, run, machine, overdueAtMs)));
	}

	private look(nowMs: number, isAwaited: boolean): PythonProcess[] | null {
		if (!this.pace.isDue(nowMs, isAwaited)) return this.processes;
		this.processes = this.pace.take(nowMs, () => this.python.scan());
		this.here = thisHost();
		this.sleepers.note(this.processes ?? [], nowMs);
		return this.processes;
	}
}
