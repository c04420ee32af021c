import {isLive, type Target} from '../../core/acting/target.ts';
import {readProcess} from '../../io/processes/processes.ts';
import {readActionLog} from '../action-log.ts';
import type {Executor} from '../executor.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {type Identity, stopSignals} from '../stop.ts';
import type {StartedProcess, Step} from './act.ts';
import {shelveAct} from './shelve.ts';
import {stopAct, stopLine} from './stop.ts';

const graceMs = 10_000;
const mostEntries = 1000;

/** A start from here: what it began as, where its tracker did it. */
export interface Start {
	process: StartedProcess | null;
}

/** How a run was started from here by a person; null where it was not. */
export function startOf({id, path}: Target, me: string): Start | null {
	const entry = readActionLog(mostEntries).findLast(
		({act, result, made, by}) =>
			(act === 'restart' || act === 'create') && result === 'done' && (made === id || made === path) && by === me,
	);
	if (entry === undefined) return null;
	const {pid, pid_started_at: startTicks} = entry;
	return {process: typeof pid === 'number' && typeof startTicks === 'number' ? {pid, startTicks} : null};
}

/** A start is taken back by stopping it, where it still runs, and putting it into the trash. */
export async function takeBackStart(
	target: Target,
	start: Start,
	cwd: string,
	executor: Executor<Identity>,
): Promise<Step | Refusal> {
	const stopping = isLive(target) ? await planStop(target, start, executor) : null;
	if (stopping !== null && isRefusal(stopping)) return {refusal: `it still runs, and cannot be stopped: ${stopping.refusal}`};
	const ended: Target = {...target, status: 'stopped', statusWhy: 'it was just stopped'};
	const trash = await shelveAct('trash', false, cwd).plan(ended);
	if (isRefusal(trash)) return trash;
	return {
		lines: [...(stopping?.lines ?? []), ...trash.lines],
		async perform() {
			const stopped = (await stopping?.perform()) ?? null;
			if (stopped !== null && typeof stopped !== 'string' && isRefusal(stopped)) return stopped;
			return trash.perform();
		},
	};
}

/** As the run itself is stopped; where its files do not name its process, by what was started for it. */
async function planStop(target: Target, {process}: Start, executor: Executor<Identity>): Promise<Step | Refusal> {
	const stopping = await stopAct(stopSignals, graceMs, executor).plan(target);
	if (!isRefusal(stopping) || process === null) return stopping;
	const found = readProcess(process.pid);
	if (found === null || found.startTicks !== process.startTicks || found.state === 'Z') return stopping;
	const {pid, startTicks, groupId, parentPid} = found;
	const identity = {pid, startTicks, leadsGroup: groupId === pid, isShell: false, parentPid};
	return {
		lines: [stopLine(stopSignals, graceMs, identity, 'this host')],
		async perform() {
			const stopped = await executor.stop(identity, stopSignals, graceMs);
			return 'fault' in stopped ? {refusal: stopped.fault} : 'stopped';
		},
	};
}
