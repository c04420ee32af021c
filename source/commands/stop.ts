import {existsSync, statSync} from 'node:fs';
import {readProcess} from '../io/processes.ts';
import {whoActs} from '../launch/action-log.ts';
import {requestStop} from '../launch/ending.ts';
import {localExecutor} from '../launch/executor.ts';
import {type StopSignal, stopSignals} from '../launch/stop.ts';
import {isLive, isRefusal, type Target} from '../launch/target.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';
import {runnerCommand} from './runner-verb.ts';

const defaultGraceS = 10;

function readSignals(flag: CommandInput['flags'][string]): readonly StopSignal[] | null {
	if (typeof flag !== 'string') return stopSignals;
	const wanted = `SIG${flag.toUpperCase().replace(/^SIG/, '')}`;
	return stopSignals.filter(signal => signal === wanted);
}

function isDirectory(path: string): boolean {
	return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
}

/** `xtui stop RUN…`: INT, then TERM, then KILL, each waited for. */
export async function runStop(input: CommandInput): Promise<ExitStatus> {
	const {flags, words, warn} = input;
	const signals = readSignals(flags.signal);
	if (signals === null || signals.length === 0) {
		warn('xtui: --signal takes INT, TERM or KILL');
		return 2;
	}
	const found = findTargets(input, words, isLive);
	if (found === null) return 1;
	const graceMs = (typeof flags.grace === 'number' ? Math.max(0, flags.grace) : defaultGraceS) * 1000;
	const executor = localExecutor(runnerCommand());
	return actOnAll(input, found.targets, {
		verb: 'stop',
		asks: true,
		atOnce: true,
		plan: async target => {
			if (!isLive(target)) return {refusal: `it does not run: ${target.status}, ${target.statusWhy}`};
			const identity = executor.find(target);
			if (isRefusal(identity)) return identity;
			const whom = identity.leadsGroup ? `process group ${identity.pid}` : `pid ${identity.pid}`;
			const host = target.facts.host ?? 'this host';
			return {
				lines: [`  signals  ${signals.join(', then ')}, ${graceMs / 1000} s each, to ${whom} on ${host}`],
				async perform() {
					leaveWord(target, signals[0]!);
					const stopped = await executor.stop(identity, signals, graceMs);
					if ('fault' in stopped) return {refusal: stopped.fault};
					await waitForRecord(target, identity.parentPid);
					return stopped.by === 'itself' ? 'had ended by itself' : `stopped by ${stopped.by}`;
				},
			};
		},
	});
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
async function waitForRecord({format, path}: Target, runnerPid: number): Promise<void> {
	if (format !== 'xtui' || runnerPid <= 1) return;
	const untilMs = performance.now() + recordMs;
	while (!existsSync(`${path}/exit.json`) && readProcess(runnerPid) !== null && performance.now() < untilMs)
		await new Promise(resolve => setTimeout(resolve, 20));
}
