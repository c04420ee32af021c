import type {RunFacts} from '../../core/run.ts';
import {canSeeProcesses, findWriters, type OpenFiles, readProcess, thisHost} from '../../io/processes.ts';

/** What this machine can say of a run's process right now. */
export type ProcessEvidence =
	| {kind: 'alive'; pid: number; suspended: boolean}
	| {kind: 'zombie'; pid: number}
	| {kind: 'gone'; pid: number; why: string}
	| {kind: 'writer'; pid: number; file: string; suspended: boolean}
	| {kind: 'no writer'}
	| {kind: 'unknown'};

const scanEveryMs = 5000;
// /proc gives start times in ticks of this length on every Linux that Node runs on.
const tickMs = 10;

/** Looks at processes, and at who has files open: the second is a scan over all of them, kept for five seconds. */
export class EvidenceFinder {
	private readonly here = thisHost();
	private readonly visible = canSeeProcesses();
	private open: OpenFiles = {writers: new Map(), complete: false};
	private scannedAtMs = Number.NEGATIVE_INFINITY;
	private scannedFor = new Set<string>();

	/** True where the run was started on this machine, or does not say where. */
	isHere(facts: RunFacts): boolean {
		return facts.host === null || facts.host === this.here.host;
	}

	/** Scans for writers of the given files unless a scan of the last seconds covered them. */
	prepare(files: Iterable<string>, nowMs: number): void {
		const wanted = new Set(files);
		if (!this.visible || wanted.size === 0) return;
		const covered = [...wanted].every(file => this.scannedFor.has(file));
		if (covered && nowMs - this.scannedAtMs < scanEveryMs) return;
		this.scannedFor = wanted;
		this.scannedAtMs = nowMs;
		this.open = findWriters(wanted);
	}

	find(facts: RunFacts): ProcessEvidence {
		if (!this.visible) return {kind: 'unknown'};
		if (facts.pid !== null && this.isHere(facts)) return this.findProcess(facts, facts.pid);
		for (const file of facts.signFiles) {
			const pid = this.open.writers.get(file);
			if (pid !== undefined) return {kind: 'writer', pid, file, suspended: readProcess(pid)?.state === 'T'};
		}
		const looked = facts.signFiles.length > 0 && facts.signFiles.every(file => this.scannedFor.has(file));
		return looked && this.open.complete ? {kind: 'no writer'} : {kind: 'unknown'};
	}

	private findProcess(facts: RunFacts, pid: number): ProcessEvidence {
		if (facts.bootId !== null && this.here.bootId !== null && facts.bootId !== this.here.bootId) {
			return {kind: 'gone', pid, why: 'this machine was restarted since'};
		}
		const process = readProcess(pid);
		if (process === null) return {kind: 'gone', pid, why: `pid ${pid} is gone`};
		if (facts.pidStartTicks !== null && process.startTicks !== facts.pidStartTicks) {
			return {kind: 'gone', pid, why: `pid ${pid} is another process now`};
		}
		const startedAtMs = this.here.bootedAtMs + process.startTicks * tickMs;
		// A run that was taken up again is younger than its first point, but no writer is younger than the last one.
		const lastMs = facts.lastSignMs ?? facts.startedAtMs;
		if (facts.pidStartTicks === null && lastMs !== null && startedAtMs > lastMs + 60_000) {
			return {kind: 'gone', pid, why: `pid ${pid} is another process now, started after the last write`};
		}
		if (process.state === 'Z') return {kind: 'zombie', pid};
		return {kind: 'alive', pid, suspended: process.state === 'T' || process.state === 't'};
	}
}
