import {directoryOf} from '../../../core/files/paths.ts';
import {wasRestarted, whyOther} from '../../../core/own-process.ts';
import type {RunFacts} from '../../../core/run.ts';
import {findRemoteFileSystem} from '../../../io/file-systems.ts';
import {type Holder, OpenFiles} from '../../../io/processes/open-files.ts';
import {
	answersSignal,
	canSeeProcesses,
	hasEnded,
	isFirstProcess,
	isSuspended,
	readProcess,
	readWords,
	startedAtMsOf,
	thisHost,
} from '../../../io/processes/processes.ts';
import {principalOf, sleepsWhole} from './principal.ts';
import {ScanPace} from './scan-pace.ts';

/** A process that runs the program which a run was recorded from. */
export interface Suspect {
	pid: number;
	program: string;
}

/** A suspended process that may be the writer of a run. */
export interface Sleeper extends Suspect {
	/** True where it goes on again, so that its next sign is awaited. */
	isAwake: boolean;
}

/** What this machine can say of a run's process right now. */
export type ProcessEvidence =
	| {kind: 'alive'; pid: number; suspended: boolean}
	| {kind: 'zombie'; pid: number}
	| {kind: 'gone'; pid: number; why: string}
	/** `instead`: why the process that the run names is not the one; `sleeper`: for whom it writes, where that is suspended. */
	| {kind: 'writer'; pid: number; file: string; suspended: boolean; sleeper?: number; deleted?: boolean; instead?: string}
	/** `why`: what proves it, where that is not that nobody holds its files open. */
	| {kind: 'no writer'; why?: string}
	/**
	 * `instead`: why the process that the run names is not the one, where its files grow all the same; `suspect`: who may write to a run that
	 * names none; `sleeper`: who may write to it and is suspended, or was a moment ago; `isEarly`: it will be known when open files have been
	 * looked at again; `mayBegin`: somebody is there who may begin to write what was made for others to write.
	 */
	| {
			kind: 'unknown';
			instead?: string;
			suspect?: Suspect & {isSuspended?: boolean};
			sleeper?: Sleeper;
			isEarly?: boolean;
			mayBegin?: boolean;
	  };

const hostEveryMs = 60_000;
/** Who holds the files of a run open is worth a look while they are not older than this. */
export const recentMs = 86_400_000;
/** Between a start as it is recorded and that of the process. */
const startsWithinMs = 10_000;

/** When the files of a run changed, milliseconds since the epoch; 0 where nobody knows. */
export interface FileTimes {
	/** By this machine's clock, and not by a copy. */
	touchedAtMs: number;
	modifiedAtMs: number;
	/** Since when its files are known by their names: who looked at open files before that has not looked for them. */
	metAtMs: number;
	nowMs: number;
}

/** Looks at processes, and at who has files open: the second is a scan over all of them, kept for five seconds. */
export class EvidenceFinder {
	private here = thisHost();
	private hereAtMs = Number.NEGATIVE_INFINITY;
	private readonly visible = canSeeProcesses();
	private open: OpenFiles | null = null;
	private readonly pace = new ScanPace();
	private readonly remote = new Map<string, boolean>();

	/** @param isAlone true where the processes of other programs are not to be seen, so that the absence of one proves nothing */
	constructor(private readonly isAlone = isFirstProcess()) {}

	/** True where the run was started on this machine, or does not say where. */
	isHere(facts: RunFacts): boolean {
		return facts.host === null || facts.host === this.here.host || this.mayBeHere(facts);
	}

	/** True where the name of a file tells the host, to which some writers let a program add a suffix of its own ("node1.train"). */
	private mayBeHere({host, pid}: RunFacts): boolean {
		return pid === null && host !== null && host.startsWith(`${this.here.host}.`);
	}

	/**
	 * Looks through all open files unless that was done in the last seconds.
	 * @param isEarly true where somebody waits whose files were not known then
	 */
	prepare(nowMs: number, isEarly = false): void {
		if (!this.visible) return;
		if (this.pace.isDue(nowMs, isEarly)) this.open = this.pace.take(nowMs, () => OpenFiles.scan());
	}

	/** Takes note of this machine's clock, which may have been set since. */
	private renew(nowMs: number): void {
		if (Math.abs(nowMs - this.hereAtMs) < hostEveryMs) return;
		this.here = thisHost();
		this.hereAtMs = nowMs;
	}

	/**
	 * What the processes of this machine tell of a run.
	 */
	find(facts: RunFacts, {touchedAtMs, modifiedAtMs, metAtMs, nowMs}: FileTimes): ProcessEvidence {
		if (!this.visible) return {kind: 'unknown'};
		this.renew(nowMs);
		const heldAtMs = Math.max(touchedAtMs, metAtMs);
		if (facts.pid === null || !this.isHere(facts)) return this.findWriter(facts, heldAtMs);
		const named = this.findProcess(facts, facts.pid, touchedAtMs, nowMs);
		if (named.kind !== 'gone' && named.kind !== 'zombie') return named;
		if (nowMs - Math.max(touchedAtMs, modifiedAtMs) < recentMs) this.prepare(nowMs);
		// A launcher may be gone while what it launched goes on.
		const heir = this.findWriter(facts, heldAtMs);
		if (heir.kind !== 'writer') {
			// A pid without a host, on a shared disk, may be one of another machine.
			const isElsewhere = facts.host === null && facts.bootId === null && facts.signFiles.some(file => this.isRemote(file));
			return isElsewhere ? {kind: 'unknown'} : named;
		}
		return {...heir, instead: named.kind === 'gone' ? named.why : `pid ${facts.pid} has ended`};
	}

	/** The process that a run names, where it was started when the run was and by the same words, so that it is this start of it and no other; else null. */
	findStart(facts: RunFacts, nowMs: number): ProcessEvidence | null {
		const {pid, startedAtMs, command} = facts;
		if (!this.visible || pid === null || startedAtMs === null || command === null || !this.isHere(facts)) return null;
		const process = readProcess(pid);
		if (process === null || hasEnded(process.state)) return null;
		this.renew(nowMs);
		const apartMs = Math.abs(startedAtMsOf(process, this.here) - startedAtMs);
		if (apartMs > startsWithinMs || readWords(pid).join('\0') !== command.argv.join('\0')) return null;
		return {kind: 'alive', pid, suspended: isSuspended(process.state)};
	}

	/** True where a process was seen to write a file that has the name of this one and lies elsewhere: the log of another run. */
	writesNamesake(pid: number, file: string): boolean {
		return this.open?.writesNamesake(pid, file) === true;
	}

	/** @param heldAtMs when somebody may have opened them at the latest, as far as is known: only who looks after that sees that nobody has */
	private findWriter(facts: RunFacts, heldAtMs: number): ProcessEvidence {
		const {open} = this;
		const {signFiles, host} = facts;
		if (open === null || signFiles.length === 0) return {kind: 'unknown'};
		let found: {file: string; holder: Holder; suspended: boolean} | null = null;
		for (const file of signFiles) {
			for (const holder of open.writersOf(file)) {
				const suspended = isSuspended(readProcess(holder.pid)?.state);
				if (found === null || (found.suspended && !suspended)) found = {file, holder, suspended};
			}
		}
		if (found !== null) {
			const {file, suspended, holder} = found;
			const principal = suspended ? null : principalOf(holder.pid);
			const sleeper = principal !== null && sleepsWhole(principal, holder.pid) ? {sleeper: principal} : {};
			return {kind: 'writer', pid: holder.pid, file, suspended, ...sleeper, deleted: holder.deleted};
		}
		// Nobody here holds it, but who writes to a shared disk need not be here.
		const isOurs = (host !== null && !this.mayBeHere(facts)) || !signFiles.some(file => this.isRemote(file));
		if (!open.complete || !isOurs || this.isAlone) return {kind: 'unknown'};
		return heldAtMs <= this.pace.atMs ? {kind: 'no writer'} : {kind: 'unknown', isEarly: true};
	}

	private isRemote(file: string): boolean {
		const directory = directoryOf(file) || '/';
		const remote = this.remote.get(directory) ?? findRemoteFileSystem(directory) !== null;
		this.remote.set(directory, remote);
		return remote;
	}

	private findProcess(facts: RunFacts, pid: number, touchedAtMs: number, nowMs: number): ProcessEvidence {
		if (wasRestarted(facts, this.here.bootId)) return {kind: 'gone', pid, why: 'this machine was restarted since'};
		const seen = this.seeProcess(facts, pid, touchedAtMs, nowMs);
		return seen.kind === 'gone' && this.isAlone ? {kind: 'unknown'} : seen;
	}

	private seeProcess(facts: RunFacts, pid: number, touchedAtMs: number, nowMs: number): ProcessEvidence {
		const process = readProcess(pid);
		if (process === null) {
			if (answersSignal(pid)) return {kind: 'alive', pid, suspended: false};
			return {kind: 'gone', pid, why: `pid ${pid} is gone`};
		}
		// A run that was taken up again is younger than its first point, but no writer is younger than the last one. Times inside the data
		// may be those of a skewed clock; growth is seen with this machine's.
		const insideMs = facts.lastSignMs ?? facts.startedAtMs;
		const latestMs = insideMs === null ? null : Math.max(insideMs, touchedAtMs);
		const seen = {startTicks: process.startTicks, startedAtMs: startedAtMsOf(process, this.here)};
		const why = whyOther(facts, seen, {latestMs, nowMs});
		if (why !== null) return {kind: 'gone', pid, why};
		if (hasEnded(process.state)) return {kind: 'zombie', pid};
		return {kind: 'alive', pid, suspended: isSuspended(process.state)};
	}
}
