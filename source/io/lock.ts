import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {canSeeProcesses, readProcess} from './processes.ts';
import {stateDirectory} from './state-directory.ts';

interface Holder {
	pid: number;
	ticks: number | null;
}

function readHolder(file: string): Holder | null {
	try {
		const [pid, ticks] = readFileSync(file, 'utf8').trim().split(' ').map(Number);
		return pid !== undefined && Number.isInteger(pid)
			? {pid, ticks: ticks !== undefined && Number.isFinite(ticks) ? ticks : null}
			: null;
	} catch {
		return null;
	}
}

function isAlive({pid, ticks}: Holder): boolean {
	if (!canSeeProcesses()) return answers(pid);
	const found = readProcess(pid);
	return found !== null && (ticks === null || found.startTicks === ticks);
}

/** Where there is no /proc: signal 0 tells whether there is such a process. */
function answers(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/**
 * Keeps other copies of this program from acting on the same thing at the same time.
 * @param what anything that names the thing, such as a path
 * @returns how to let go of it, or the pid of the program that has it
 */
export function takeLock(what: string): {release(): void} | {heldBy: number} {
	const directory = path.join(stateDirectory(), 'locks');
	mkdirSync(directory, {recursive: true, mode: 0o700});
	const file = path.join(directory, createHash('sha256').update(what).digest('hex').slice(0, 24));
	const line = `${process.pid} ${readProcess(process.pid)?.startTicks ?? ''}`;
	for (let tries = 0; ; tries++) {
		try {
			writeFileSync(file, line, {flag: 'wx'});
			return {release: () => rmSync(file, {force: true})};
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
			const holder = readHolder(file);
			if (tries > 0 || (holder !== null && isAlive(holder))) return {heldBy: holder?.pid ?? 0};
			rmSync(file, {force: true});
		}
	}
}
