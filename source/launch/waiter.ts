import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, existsSync, openSync, renameSync, writeFileSync} from 'node:fs';
import {readProcess} from '../io/processes/processes.ts';

/**
 * The parent of a program: only a parent hears how its child ended, so it is a process of its own, which does nothing else and outlives a
 * runner that is killed. It gives the program its own input and outputs, and then has them no more: their other ends are the runner's.
 */

/** What is to be started, and where its end is written down if the runner is gone by then. Sent once. */
export interface WaitOrder {
	file: string;
	args: string[];
	cwd: string;
	env: Record<string, string>;
	directory: string;
}

/** What the waiter tells its runner, in this order. */
export type Waited =
	/** With its start time in clock ticks since boot, null where the system does not tell. */
	| {told: 'started'; pid: number; startTicks: number | null}
	| {told: 'fault'; code: string; message: string}
	| {told: 'ended'; code: number | null; signal: NodeJS.Signals | null};

/** Runner to waiter: the end is written down. */
export const isOver = 'over';

/** How a program ended whose runner did not live to see it. */
export const endingFile = '.ending.json';

const tryAgainMs = 1000;
/** How often that file is tried to be written on a full disk. */
const mostTries = 600;

/** Takes an order from its runner, waits for the program's end, and ends when that is written down. */
export async function runAsWaiter(): Promise<number> {
	// Who is signalled is the program; this one ends with it.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => {});
	const alone = new Promise<void>(resolve => process.once('disconnect', resolve));
	const order = await Promise.race([heard<WaitOrder>(), alone]);
	if (order === undefined) return 1;
	const over = heard<typeof isOver>();
	const ended = await waitFor(order);
	tell(ended);
	if (ended.told === 'ended' && (await Promise.race([over, alone])) !== isOver) await leaveWord(order.directory, ended);
	return 0;
}

const heard = <Message>() => new Promise<Message>(resolve => process.once('message', message => resolve(message as Message)));

function tell(message: Waited): void {
	if (process.connected) process.send!(message, undefined, undefined, () => {});
}

function waitFor({file, args, cwd, env}: WaitOrder): Promise<Exclude<Waited, {told: 'started'}>> {
	let child: ChildProcess;
	try {
		child = spawn(file, args, {cwd, env, stdio: 'inherit', detached: true});
	} catch (error) {
		return Promise.resolve(faultOf(error as NodeJS.ErrnoException));
	}
	if (child.pid !== undefined) {
		const {pid} = child;
		letGo();
		// Now, while it is not waited for: one that ends at once is gone later.
		tell({told: 'started', pid, startTicks: readProcess(pid)?.startTicks ?? null});
	}
	return new Promise(resolve => {
		child.once('error', error => resolve(faultOf(error)));
		child.once('exit', (code, signal) => resolve({told: 'ended', code, signal}));
	});
}

const faultOf = ({code = '', message}: NodeJS.ErrnoException): Waited & {told: 'fault'} => ({told: 'fault', code, message});

/** The program's outputs end with the program: nobody else may hold them. */
function letGo(): void {
	for (const descriptor of [0, 1, 2]) closeSync(descriptor);
	for (const _ of [0, 1, 2]) openSync('/dev/null', 'r+');
}

/** For whoever goes on with the run. Where its record has its end, or its directory is gone, nobody does. */
async function leaveWord(directory: string, {code, signal}: Waited & {told: 'ended'}): Promise<void> {
	for (let tries = 0; tries < mostTries; tries++) {
		if (existsSync(`${directory}/exit.json`) || !existsSync(directory)) return;
		try {
			writeFileSync(`${directory}/${endingFile}.tmp`, JSON.stringify({code, signal}));
			renameSync(`${directory}/${endingFile}.tmp`, `${directory}/${endingFile}`);
			return;
		} catch {
			await new Promise(resolve => setTimeout(resolve, tryAgainMs));
		}
	}
}
