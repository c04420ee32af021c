import type {Signal} from '../core/acting/act.ts';
import type {Target} from '../core/acting/target.ts';
import {wasRestarted, whyOther} from '../core/own-process.ts';
import {areSame, errorCode} from '../io/look.ts';
import {readProcessTable, treeOf} from '../io/processes/process-tree.ts';
import {canSeeProcesses, type ProcessState, readProcess, readWords, startedAtMsOf, thisHost} from '../io/processes/processes.ts';
import type {Refusal} from './refusal.ts';

const lookEveryMs = 25;
/** Between a start as it is recorded and that of its process, whose clock may have been set since. */
const startSlackMs = 60_000;

/** A process that was proven to be the run's, and how it is known again. */
export interface Identity {
	pid: number;
	startTicks: number;
	/** True where it leads its process group, so that signals go to all of it. */
	leadsGroup: boolean;
	/** True for a shell that leads none: it passes no signal on, so they go to all that it has started as well. */
	isShell: boolean;
	/** Who started it: of a native run its runner, while that lives. */
	parentPid: number;
}

export const stopSignals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGKILL'];

/**
 * The process of a run, proven by pid, start time and host; or why it cannot be stopped from here. Where the record names no host, as those of Gage
 * do not, a process that works in the very directory of the run's command and began when the run did is no other.
 */
export function identify({facts}: Pick<Target, 'facts'>): Identity | Refusal {
	const {pid, host, pidStartTicks, startedAtMs} = facts;
	const here = thisHost();
	if (pid === null) return {refusal: 'its process is not recorded'};
	if (host !== null && host !== here.host) return {refusal: `it runs on ${host}, and this is ${here.host}`};
	const isHostless = host === null && pidStartTicks === null;
	if (isHostless && startedAtMs === null) return {refusal: `its record does not say on which host pid ${pid} is`};
	if (wasRestarted(facts, here.bootId)) return {refusal: 'this machine was restarted since'};
	if (!canSeeProcesses()) return {refusal: `this system does not tell whether pid ${pid} is still the same process`};
	const found = readProcess(pid);
	if (isHostless && !worksFor(facts, found)) {
		const unseen = `its record does not say on which host pid ${pid} is, and here none of that number works in its directory`;
		return {refusal: `${unseen}; where you know that it is the run's, end it by hand: kill ${pid}`};
	}
	if (found === null || found.state === 'Z') return {refusal: `pid ${pid} is gone`};
	// What ends a process asks for more than what shows one: that it started when the run did, and not only before the last write.
	const seen = {startTicks: found.startTicks, startedAtMs: startedAtMsOf(found, here)};
	const isUntold = pidStartTicks === null && startedAtMs === null;
	const isOther = isUntold || whyOther(facts, seen, {latestMs: startedAtMs, nowMs: Number.POSITIVE_INFINITY}) !== null;
	if (isOther) return {refusal: `pid ${pid} is another process now`};
	const leadsGroup = found.groupId === pid;
	return {pid, startTicks: found.startTicks, leadsGroup, isShell: !leadsGroup && isShell(pid), parentPid: found.parentPid};
}

/** True for a process that works where the run's command was started, and was started when the run was. */
function worksFor({command, startedAtMs}: Target['facts'], found: ProcessState | null): boolean {
	if (found === null || command?.cwd == null || startedAtMs === null) return false;
	const awayMs = Math.abs(startedAtMsOf(found, thisHost()) - startedAtMs);
	return areSame(`/proc/${found.pid}/cwd`, command.cwd) && awayMs <= startSlackMs;
}

/** What a process is known again by. */
type Member = Pick<Identity, 'pid' | 'startTicks'>;

/** True while that very process lives. */
function isAlive({pid, startTicks}: Member): boolean {
	const found = readProcess(pid);
	return found !== null && found.startTicks === startTicks && found.state !== 'Z' && found.state !== 'X';
}

/**
 * Who is to end with a process, itself first: of a shell all that it has started, which is the run's program where its command is a line of one, as
 * Gage's are.
 * @param before those that were found before, some of which may have lost the shell by now
 */
function membersOf(identity: Identity, before: readonly Member[]): Member[] {
	if (!identity.isShell) return [identity];
	const table = readProcessTable();
	const living = [identity, ...before].filter(isAlive);
	const found = living.flatMap(({pid}) => treeOf(pid, table));
	return [...new Map([...living, ...found].map(({pid, startTicks}) => [pid, {pid, startTicks}])).values()];
}

const isShell = (pid: number): boolean => /^-?(?:.*\/)?(?:ba|da|k|z|a)?sh$/.test(readWords(pid)[0] ?? '');

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
	let members: Member[] = isAlive(identity) ? membersOf(identity, []) : [];
	for (const signal of signals) {
		if (!members.some(isAlive)) return {by: sent ?? 'itself'};
		if (members.length > 1) members = membersOf(identity, members);
		onSignal(signal);
		for (const member of members.filter(isAlive)) {
			const fault = send(member, signal, identity.leadsGroup);
			if (fault !== null) return {fault};
		}
		sent = signal;
		if (await waitForEnd(members, graceMs)) return {by: signal};
	}
	const left = members.find(isAlive)?.pid ?? identity.pid;
	return {fault: `pid ${left} still lives ${graceMs / 1000} s after ${sent}`};
}

/** Sends a signal to a process, or to the group that it leads; what is in the way where it cannot be sent, null also where that has ended just now. */
function send(member: Member, signal: Signal, leadsGroup: boolean): string | null {
	const whom = leadsGroup ? -member.pid : member.pid;
	try {
		process.kill(whom, signal);
		// A suspended process hears of a signal when it goes on.
		if (signal !== 'SIGKILL') process.kill(whom, 'SIGCONT');
	} catch (error) {
		if (!isAlive(member)) return null;
		return errorCode(error) === 'EPERM' ? `pid ${member.pid} belongs to another user` : String(error);
	}
	return null;
}

/** True as soon as all have ended, false when the time is over. The kernel tells only parents of it, so this looks. */
async function waitForEnd(members: readonly Member[], limitMs: number): Promise<boolean> {
	const untilMs = performance.now() + limitMs;
	while (members.some(isAlive)) {
		if (performance.now() >= untilMs) return false;
		await new Promise(resolve => setTimeout(resolve, lookEveryMs));
	}
	return true;
}
