import {existsSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import type {Readable} from 'node:stream';
import type {Json, JsonObject} from '../core/run.ts';
import {readProcess} from '../io/processes/processes.ts';
import {EndRecord} from './end-record.ts';
import type {Stream} from './output/output-log.ts';
import {readPatterns} from './output/patterns.ts';
import {Recorder} from './output/recorder.ts';
import {cutTorn} from './output/torn.ts';
import {saveRecord} from './prepare.ts';
import {endingFile, type Waited} from './waiter.ts';

const lookEveryMs = 200;
/** Children of the program may hold its output open after its end; for so long they are listened to. */
const lingerMs = 3000;

/**
 * Goes on with a run whose runner was killed: what it recorded is taken in again, so that steps and summaries go on where they were, and the
 * program's output is recorded to its end. How it ended its waiter writes down; where that was killed, too, the record says so.
 * @param outputs the program's standard output and standard error
 */
export async function adoptRun(directory: string, outputs: readonly [Readable, Readable], now = Date.now): Promise<void> {
	const record: JsonObject = JSON.parse(readFileSync(`${directory}/xtui-run.json`, 'utf8'));
	dropReserved(directory);
	cutTorn(directory);
	const recorder = new Recorder(directory, readPatterns(record.patterns), now());
	recorder.recall(now());
	const end = new EndRecord(directory);
	try {
		saveRecord(directory, {...record, runner_pid: process.pid});
	} catch {
		// A full disk: whoever stops the run does not wait for its record then.
	}
	const waiterPid = waiterOf(record.pid, record.pid_started_at);
	const ended = outputs.map((output, at) => {
		output.on('data', (chunk: Buffer) => recorder.append((at + 1) as Stream, chunk, now()));
		return new Promise<void>(resolve => output.once('close', resolve).once('error', () => resolve()));
	});
	// Killed before it had written down the process, only the outputs tell of the end.
	const gone = typeof record.pid === 'number' ? [waitForEnd(record.pid, record.pid_started_at)] : [];
	await Promise.race([Promise.all(ended), ...gone]);
	const {code, signal} = await takeEnding(directory, waiterPid);
	const complaint = () => (code === null || code === 0 ? null : recorder.lastComplaint);
	const ending = () => ({code, signal, error: recorder.error ?? complaint(), askedFor: false});
	await end.write(recorder, ending, now, () => {});
}

/** The program's parent, which waits for its end; null where that is gone, or the program is. */
function waiterOf(pid: Json | undefined, ticks: Json | undefined): number | null {
	const found = typeof pid === 'number' ? readProcess(pid) : null;
	return found === null || found.startTicks !== ticks || found.parentPid <= 1 ? null : found.parentPid;
}

type Ending = Pick<Waited & {told: 'ended'}, 'code' | 'signal'>;

/** How the program ended, as its waiter has written it down; unknown where that was killed, too. */
async function takeEnding(directory: string, waiterPid: number | null): Promise<Ending> {
	const file = `${directory}/${endingFile}`;
	const untilMs = performance.now() + lingerMs;
	const mayCome = () => (waiterPid === null ? performance.now() < untilMs : readProcess(waiterPid) !== null);
	for (let isLast = false; ; isLast = !mayCome()) {
		if (existsSync(file)) {
			const ending: Ending = JSON.parse(readFileSync(file, 'utf8'));
			rmSync(file, {force: true});
			return ending;
		}
		if (isLast) return {code: null, signal: null};
		await new Promise(resolve => setTimeout(resolve, lookEveryMs));
	}
}

/** The room that the old runner had taken for the record of the end. */
function dropReserved(directory: string): void {
	for (const name of readdirSync(directory))
		if (/^\.exit\.json\..*\.tmp$/.test(name)) rmSync(`${directory}/${name}`, {force: true});
}

/** Resolves some time after the process has ended. */
async function waitForEnd(pid: number, ticks: Json | undefined): Promise<void> {
	const isAlive = () => {
		const found = readProcess(pid);
		return found !== null && found.state !== 'Z' && (typeof ticks !== 'number' || found.startTicks === ticks);
	};
	while (isAlive()) await new Promise(resolve => setTimeout(resolve, lookEveryMs));
	await new Promise(resolve => setTimeout(resolve, lingerMs));
}
