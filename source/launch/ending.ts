import {readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import type {JsonObject} from '../core/run.ts';
import {replaceFile} from '../io/write/replace.ts';

const requestName = 'stop-request.json';

/** How a program ended: a code, or the signal that ended it. */
export interface Ending {
	code: number | null;
	signal: NodeJS.Signals | null;
	/** Why, as far as its output or the system says it. */
	error: string | null;
	/** True where a person or another program asked it to stop. */
	askedFor: boolean;
}

/** Leaves word for the runner of a native run that what comes now was asked for. */
export function requestStop(directory: string, by: string, signal: string, nowMs: number): void {
	replaceFile(`${directory}/${requestName}`, `${JSON.stringify({at: nowMs / 1000, by, signal})}\n`);
}

/** Takes that word, and who left it; null where nobody did. */
export function takeStopRequest(directory: string): string | null {
	const file = `${directory}/${requestName}`;
	try {
		const {by}: {by?: unknown} = JSON.parse(readFileSync(file, 'utf8'));
		rmSync(file, {force: true});
		return typeof by === 'string' ? by : 'somebody';
	} catch {
		return null;
	}
}

/**
 * What a kill that nobody asked for is most likely due to, where processes of this machine were killed for want of memory meanwhile: the kernel
 * says how many, but not whom to everybody. Null where it has killed none.
 */
export function blameMemory(signal: NodeJS.Signals | null, killsBefore: number | null, killsAfter: number | null): string | null {
	const isBlamed = signal === 'SIGKILL' && killsBefore !== null && killsAfter !== null && killsAfter > killsBefore;
	return isBlamed ? 'Killed, most likely for want of memory: the system has ended a process for that while this one ran' : null;
}

/** Content of `exit.json`; see the native layout. */
export function makeExit({code, signal, error, askedFor}: Ending, stoppedBy: string | null, nowMs: number): JsonObject {
	return {
		ended_at: nowMs / 1000,
		exit_code: code,
		signal,
		error: code === 0 ? null : error,
		...((askedFor || stoppedBy !== null) && {asked_for: true}),
		...(stoppedBy !== null && {asked_by: stoppedBy}),
	};
}

/** What a shell would say of it: the code, or 128 and the number of the signal. */
export function statusOf({code, signal}: Ending): number {
	return code ?? (signal === null ? 1 : 128 + (os.constants.signals[signal] ?? 0));
}
