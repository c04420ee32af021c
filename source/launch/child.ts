import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {describeError} from '../io/files.ts';
import type {LaunchPlan} from './plan.ts';

export interface Started {
	child: ChildProcess;
	/** Resolves with code or signal when it has ended and its output is read, or with why it could not be started. */
	ended: Promise<{code: number | null; signal: NodeJS.Signals | null; fault: string | null}>;
}

/** Children of the program may hold its output open after its end; for so long they are listened to. */
const lingerMs = 3000;

function explain(error: NodeJS.ErrnoException, {argv, cwd}: LaunchPlan): string {
	if (!existsSync(cwd)) return `Cannot start ${argv[0]}: the directory ${cwd} is gone`;
	const what = error.code === 'ENOENT' ? 'there is no such program on the PATH' : describeError(error);
	return `Cannot start ${argv[0]}: ${what}`;
}

/**
 * Starts a program as the leader of a session and process group of its own, so that it and what it starts can be signalled together and the
 * terminal's end is not its end. No shell: the words are the program's as they are.
 * @param about variables by which the program can find its run
 * @param isAttached true where it reads what this program's standard input gives
 */
export function startChild(plan: LaunchPlan, about: Record<string, string>, isAttached: boolean): Started {
	const [file, ...rest] = plan.argv as [string, ...string[]];
	const child = spawn(file, rest, {
		cwd: plan.cwd,
		// Python keeps output for a pipe back, and loses it when it is killed, unless it is told not to.
		env: {PYTHONUNBUFFERED: '1', ...process.env, ...about, ...plan.env},
		stdio: [isAttached ? 'inherit' : 'ignore', 'pipe', 'pipe'],
		detached: true,
	});
	const ended = new Promise<Awaited<Started['ended']>>(resolve => {
		child.once('error', (error: NodeJS.ErrnoException) => {
			if (child.pid === undefined)
				resolve({code: error.code === 'EACCES' ? 126 : 127, signal: null, fault: explain(error, plan)});
		});
		child.once('exit', (code, signal) => {
			const finish = () => {
				clearTimeout(timer);
				resolve({code, signal, fault: null});
			};
			const timer = setTimeout(finish, lingerMs);
			child.once('close', finish);
		});
	});
	return {child, ended};
}

/** Sends a signal to a program that leads its group, and to all of the group. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
	try {
		process.kill(-pid, signal);
		return true;
	} catch {
		return false;
	}
}
