import {existsSync} from 'node:fs';
import type {ActLine, Signal} from '../../core/acting/act.ts';
import {isLive, isWaiting, type Target} from '../../core/acting/target.ts';
import {isDirectory} from '../../io/look.ts';
import {readProcess} from '../../io/processes/processes.ts';
import {whoActs} from '../action-log.ts';
import {requestStop} from '../ending.ts';
import {showExactly} from '../exact-words.ts';
import type {Executor} from '../executor.ts';
import {isRefusal} from '../refusal.ts';
import type {Identity} from '../stop.ts';
import type {Act} from './act.ts';

/**
 * Stops runs: each signal in turn, waited for.
 * @param graceMs how long the end is waited for after each
 */
export function stopAct(signals: readonly Signal[], graceMs: number, executor: Executor<Identity>): Act {
	return {
		verb: 'stop',
		asks: true,
		atOnce: true,
		plan: async target => {
			if (!isLive(target) || isWaiting(target, Date.now()))
				return {refusal: `it does not run: ${target.status}, ${target.statusWhy}`};
			const identity = executor.find(target);
			// Who holds its log open may be a pipe's other end, so that only a person can tell what to end.
			if (isRefusal(identity))
				return target.facts.pid === null ? {refusal: `${identity.refusal} (${target.statusWhy})`} : identity;
			return {
				lines: [
					stopLine(signals, graceMs, identity, target.facts.host ?? 'this host'),
					...(target.facts.command === null ? [] : [{label: 'argv', text: showExactly(target.facts.command.argv)}]),
				],
				async perform() {
					leaveWord(target, signals[0]!);
					const stopped = await executor.stop(identity, signals, graceMs);
					if ('fault' in stopped) return {refusal: stopped.fault};
					await waitForRecord(target, identity.parentPid);
					return stopped.by === 'itself' ? 'had ended by itself' : `stopped by ${stopped.by}`;
				},
			};
		},
	};
}

/** Which signals would be sent to whom, for people. */
export function stopLine(
	signals: readonly Signal[],
	graceMs: number,
	{pid, leadsGroup, isShell}: Identity,
	host: string,
): ActLine {
	const whom = leadsGroup ? `process group ${pid}` : `pid ${pid}${isShell ? ' and all that it has started' : ''}`;
	return {label: 'signals', text: `${signals.join(', then ')}, ${graceMs / 1000} s each, to ${whom} on ${host}`};
}

/** Tells the runner of a native run that its end was asked for, so that it is recorded as stopped and not as failed. */
function leaveWord({format, path}: Target, signal: string): void {
	if (format !== 'xtui' || !isDirectory(path)) return;
	try {
		requestStop(path, whoActs(), signal, Date.now());
	} catch {
		// A full disk keeps nobody from stopping.
	}
}

const recordMs = 3000;

/** The runner of a native run writes down its end right after it, so that whoever looks next finds it. One that is gone is not waited for. */
async function waitForRecord({format, path, facts}: Target, parentPid: number): Promise<void> {
	const adopter = facts.extra.runner_pid;
	const runnerPid = typeof adopter === 'number' ? adopter : parentPid;
	if (format !== 'xtui' || runnerPid <= 1) return;
	const untilMs = performance.now() + recordMs;
	while (!existsSync(`${path}/exit.json`) && readProcess(runnerPid) !== null && performance.now() < untilMs)
		await new Promise(resolve => setTimeout(resolve, 20));
}
