import {linkSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {digestText} from '../../core/digest-text.ts';
import {errorCode, textAt} from '../look.ts';
import {answersSignal, canSeeProcesses, readProcess} from '../processes/processes.ts';
import {stateDirectory} from '../state-directory.ts';
import {makeDirectory} from './make-directory.ts';

/** Locks of dead programs that are taken away one after the other before it is given up. */
const mostTries = 5;

interface Holder {
	pid: number;
	ticks: number | null;
}

/** Who holds it, null where the line names nobody. */
function readHolder(line: string): Holder | null {
	const [pid, ticks] = line.trim().split(' ').map(Number);
	if (pid === undefined || !Number.isInteger(pid) || pid <= 0) return null;
	return {pid, ticks: ticks !== undefined && Number.isFinite(ticks) ? ticks : null};
}

function isAlive({pid, ticks}: Holder): boolean {
	if (!canSeeProcesses()) return answersSignal(pid);
	const found = readProcess(pid);
	return found !== null && (ticks === null || found.startTicks === ticks);
}

/**
 * Keeps other copies of this program from acting on the same thing at the same time.
 * @param what anything that names the thing, such as a path
 * @returns how to let go of it, or the pid of the program that has it
 */
export function takeLock(what: string): {release(): void} | {heldBy: number} {
	const directory = path.join(stateDirectory(), 'locks');
	makeDirectory(directory, 0o700);
	const file = path.join(directory, digestText(what));
	// Written beside it and linked: whoever sees the lock sees who holds it, never an empty file.
	const own = `${file}-${process.pid}`;
	writeFileSync(own, `${process.pid} ${readProcess(process.pid)?.startTicks ?? ''}`);
	try {
		for (let tries = 0; ; tries++) {
			if (link(own, file)) return {release: () => rmSync(file, {force: true})};
			const line = textAt(file);
			const holder = line === null ? null : readHolder(line);
			if (tries >= mostTries || (holder !== null && isAlive(holder))) return {heldBy: holder?.pid ?? 0};
			if (line !== null) removeStale(file, line, `${own}-stale`);
		}
	} finally {
		rmSync(own, {force: true});
	}
}

/** Gives a file a second name; false where that name is taken. */
function link(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

/** Takes the lock of a dead program away. One that a living program took meanwhile is given back. */
function removeStale(file: string, dead: string, aside: string): void {
	try {
		renameSync(file, aside);
	} catch {
		return;
	}
	if (textAt(aside) !== dead) link(aside, file);
	rmSync(aside, {force: true});
}
