import type {Signal} from '../core/acting/act.ts';
import type {Target} from '../core/acting/target.ts';
import {wasRestarted, whyOther} from '../core/own-process.ts';
import {errorCode} from '../io/look.ts';
import {canSeeProcesses, readProcess, startedAtMsOf, thisHost} from '../io/processes/processes.ts';
import type {Refusal} from './refusal.ts';

const lookEveryMs = 25;

/** A process that was proven to be the run's, and how it is known again. */
export interface Identity {
	pid: number;
	startTicks: number;
	/** True where it leads its process group, so that signals go to all of it. */
	leadsGroup: boolean;
	/** Who started it: of a native run its runner, while that lives. */
	parentPid: number;
}

export const stopSignals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGKILL'];

/** The process of a run, proven by pid, start time and host; or why it cannot be stopped from here. */
export function identify({facts}: Pick<Target, 'facts'>): Identity | Refusal {
	const {pid, host, pidStartTicks, startedAtMs} = facts;
	const here = thisHost();
	if (pid === null) return {refusal: 'its process is not recorded'};
	if (host !== null && host !== here.host) return {refusal: `it runs on ${host}, and this is ${here.host}`};
	if (host === null && pidStartTicks === null) return {refusal: `its record does not say on which host pid ${pid} is`};
	if (wasRestarted(facts, here.bootId)) return {refusal: 'this machine was restarted since'};
	if (!canSeeProcesses()) return {refusal: `this system does not tell whether pid ${pid} is still the same process`};
	const found = readProcess(pid);
	if (found === null || found.state === 'Z') return {refusal: `pid ${pid} is gone`};
	// What ends a process asks for more than what shows one: that it started when the run did, and not only before the last write.
	const seen = {startTicks: found.startTicks, startedAtMs: startedAtMsOf(found, here)};
	const isUntold = pidStartTicks === null && startedAtMs === null;
	const isOther = isUntold || whyOther(facts, seen, {latestMs: startedAtMs, nowMs: Number.POSITIVE_INFINITY}) !== null;
	if (isOther) return {refusal: `pid ${pid} is another process now`};
	return {pid, startTicks: found.startTicks, leadsGroup: found.groupId === pid, parentPid: found.parentPid};
}

/** True while that very process lives. */
function isAlive({pid, startTicks}: Identity): boolean {
	const found = readProcess(pid);
	return found !== null && found.startTicks === startTicks && found.state !== 'Z' && found.state !== 'X';
}

export type Stopped = {by: Signal | 'itself'} | {fault: string};

/**
 * Stops a process: each signal in turn, to its whole group where it leads one, and waits for its end after each. Who it is, is looked at
 * again right before every signal.
 * @param onSignal called with each signal before it is sent
 */
export async function stopProcess(
	identity: Identity,
	signals: readonly Signal[],
	graceMs: number,
	onSignal: (signal: Signal) => void = () => {},
): Promise<Stopped> {
	let sent: Signal | null = null;
	for (const signal of signals) {
		if (!isAlive(identity)) return {by: sent ?? 'itself'};
		onSignal(signal);
		try {
			process.kill(identity.leadsGroup ? -identity.pid : identity.pid, signal);
			// A suspended process hears of a signal when it goes on.
			if (signal !== 'SIGKILL') process.kill(identity.leadsGroup ? -identity.pid : identity.pid, 'SIGCONT');
		} catch (error) {
			if (!isAlive(identity)) return {by: signal};
			const code = errorCode(error);
			return {fault: code === 'EPERM' ? `pid ${identity.pid} belongs to another user` : String(error)};
		}
		sent = signal;
		if (await waitForEnd(identity, graceMs)) return {by: signal};
	}
	return {fault: `pid ${identity.pid} still lives ${graceMs / 1000} s after ${sent}`};
}

/** True as soon as the process has ended, false when the time is over. The kernel tells only parents of it, so this looks. */
async function waitForEnd(identity: Identity, limitMs: number): Promise<boolean> {
	const untilMs = performance.now() + limitMs;
	while (isAlive(identity)) {
		if (performance.now() >= untilMs) return false;
		await new Promise(resolve => setTimeout(resolve, lookEveryMs));
	}
	return true;
}
