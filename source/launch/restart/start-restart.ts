import {spawn} from 'node:child_process';
import {closeSync, mkdirSync, openSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {stateDirectory} from '../../io/state-directory.ts';
import type {Report} from '../detach.ts';
import type {Executor} from '../executor.ts';
import {type PreparedRun, prepareRun} from '../prepare.ts';
import type {RestartPlan} from './plan-restart.ts';

/** A tracker's own command that fails this soon has not started anything. */
const earlyMs = 3000;

/** What came of a restart. */
export type Restarted = {pid: number; prepared: PreparedRun | null} | {fault: string};

/**
 * Does what a restart plan says, in the background.
 * @param executor where it is started, unless its tracker does that
 */
export async function startRestart(
	{plan, isTrackers}: RestartPlan,
	executor: Pick<Executor<unknown>, 'submit'>,
): Promise<Restarted> {
	if (isTrackers) {
		const report = await startTracker(plan.argv, plan.cwd, plan.env);
		return 'fault' in report ? report : {pid: report.pid, prepared: null};
	}
	const prepared = await prepareRun(plan);
	const report = await executor.submit(prepared);
	return 'fault' in report ? report : {pid: report.pid, prepared};
}

/** Starts a tracker's own command in a session of its own. What it says before it fails early is the reason. */
function startTracker(argv: readonly string[], cwd: string, env: Record<string, string>): Promise<Report> {
	const directory = path.join(stateDirectory(), 'starts');
	mkdirSync(directory, {recursive: true, mode: 0o700});
	const log = path.join(directory, `${Date.now()}-${process.pid}.log`);
	const descriptor = openSync(log, 'wx', 0o600);
	const [file, ...rest] = argv as [string, ...string[]];
	return new Promise(resolve => {
		const child = spawn(file, rest, {
			cwd,
			env: {...process.env, ...env},
			stdio: ['ignore', descriptor, descriptor],
			detached: true,
		});
		closeSync(descriptor);
		child.unref();
		const settle = (report: Report) => {
			clearTimeout(timer);
			resolve(report);
		};
		const timer = setTimeout(() => settle({pid: child.pid!}), earlyMs);
		child.on('error', (error: NodeJS.ErrnoException) => {
			settle({fault: error.code === 'ENOENT' ? `${file} is not installed here, or not on the PATH` : error.message});
		});
		child.on('exit', code => {
			if (code === 0) settle({pid: child.pid!});
			else settle({fault: `${file} ended with ${code ?? 'a signal'}: ${lastLine(log)}`});
		});
	});
}

function lastLine(file: string): string {
	return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}
