import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {describeError} from '../io/files.ts';
import {readProcess} from '../io/processes/processes.ts';
import type {LaunchPlan} from './plan.ts';
import {isOver, type Waited, type WaitOrder} from './waiter.ts';

export type Begun = Omit<Waited & {told: 'started'}, 'told'>;

export interface Started {
	/** The waiter, whose outputs are the program's. */
	waiter: ChildProcess;
	/** Resolves with the program's process, or null where it could not be started. */
	begun: Promise<Begun | null>;
	/**
	 * Resolves with code or signal when it has ended and its output is read, or with why it could not be started; both are null where nobody
	 * saw its end, since the waiter was killed.
	 */
	ended: Promise<{code: number | null; signal: NodeJS.Signals | null; fault: string | null}>;
	/** The end is written down: the waiter may go. */
	release(): void;
}

/** Children of the program may hold its output open after its end; for so long they are listened to. */
const lingerMs = 3000;
const lookEveryMs = 100;

function explain({code, message}: {code: string; message: string}, {argv, cwd}: LaunchPlan): string {
	if (!existsSync(cwd)) return `Cannot start ${argv[0]}: the directory ${cwd} is gone`;
	const what = code === 'ENOENT' ? whatIsMissing(argv[0]!, cwd) : describeError(Object.assign(new Error(message), {code}));
	return `Cannot start ${argv[0]}: ${what}`;
}

/** A word with a slash is a path, and is looked for nowhere else; a script that is there may begin with a program that is not. */
function whatIsMissing(program: string, cwd: string): string {
	if (!program.includes('/')) return 'there is no such program on the PATH';
	const file = path.resolve(cwd, program);
	return existsSync(file) ? `the program that its first line names is not there` : `there is no file ${file}`;
}

/**
 * Starts a program as the leader of a session and process group of its own, so that it and what it starts can be signalled together and the
 * terminal's end is not its end. No shell: the words are the program's as they are.
 * @param about variables by which the program can find its run
 * @param isAttached true where it reads what this program's standard input gives
 * @param waiterCommand words that start this program as the program's parent
 */
export function startChild(
	plan: LaunchPlan,
	about: {XTUI_RUN_ID: string; XTUI_RUN_DIR: string},
	isAttached: boolean,
	[node, ...words]: readonly [string, ...string[]],
): Started {
	// What the person wants of their own program is not wanted of its parent.
	const {NODE_OPTIONS: _options, ...own} = process.env;
	const waiter = spawn(node, words, {
		cwd: '/',
		env: own,
		stdio: [isAttached ? 'inherit' : 'ignore', 'pipe', 'pipe', 'ipc'],
		detached: true,
	});
	const [file, ...args] = plan.argv as [string, ...string[]];
	// Python keeps output for a pipe back, and loses it when it is killed, unless it is told not to.
	const env = withoutUndefined({PYTHONUNBUFFERED: '1', ...process.env, ...about, ...plan.env});
	const order: WaitOrder = {file, args, cwd: plan.cwd, env, directory: about.XTUI_RUN_DIR};
	waiter.send(order, () => {});
	const begun = hearBegin(waiter);
	const ended = hearEnd(waiter, begun, plan);
	const release = () => {
		if (waiter.connected) waiter.send(isOver, () => waiter.connected && waiter.disconnect());
	};
	return {waiter, begun, ended, release};
}

function hearBegin(waiter: ChildProcess): Started['begun'] {
	return new Promise(resolve => {
		waiter.on('message', (message: Waited) => resolve(message.told === 'started' ? message : null));
		waiter.once('error', () => resolve(null)).once('exit', () => resolve(null));
	});
}

function hearEnd(waiter: ChildProcess, begun: Started['begun'], plan: LaunchPlan): Started['ended'] {
	return new Promise(resolve => {
		const fail = (error: {code: string; message: string}) =>
			resolve({code: error.code === 'EACCES' ? 126 : 127, signal: null, fault: explain(error, plan)});
		const end = (code: number | null, signal: NodeJS.Signals | null) => {
			void outputsOf(waiter).then(() => resolve({code, signal, fault: null}));
		};
		waiter.on('message', (message: Waited) => {
			if (message.told === 'fault') fail(message);
			else if (message.told === 'ended') end(message.code, message.signal);
		});
		waiter.once('error', ({code = '', message}: NodeJS.ErrnoException) => fail({code, message}));
		waiter.once('exit', async () => {
			await endUnseen(await begun);
			end(null, null);
		});
	});
}

const withoutUndefined = (env: NodeJS.ProcessEnv) =>
	Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Resolves when both outputs are read to their end, or some time has passed. */
function outputsOf({stdout, stderr}: ChildProcess): Promise<unknown> {
	const closed = [stdout!, stderr!].map(output =>
		output.closed ? null : new Promise(resolve => output.once('close', resolve).once('error', resolve)),
	);
	return Promise.race([Promise.all(closed), new Promise(resolve => setTimeout(resolve, lingerMs).unref())]);
}

/** Resolves when a process has ended that is no child any more. */
async function endUnseen(begun: Begun | null): Promise<void> {
	const isAlive = ({pid, startTicks}: Begun) => {
		const found = readProcess(pid);
		return found !== null && found.startTicks === startTicks && found.state !== 'Z';
	};
	while (begun !== null && isAlive(begun)) await new Promise(resolve => setTimeout(resolve, lookEveryMs));
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
