import {readdirSync, readFileSync, rmSync} from 'node:fs';
import type {Readable} from 'node:stream';
import type {Json, JsonObject} from '../core/run.ts';
import {readProcess} from '../io/processes.ts';
import {EndRecord} from './end-record.ts';
import type {Stream} from './output/output-log.ts';
import {readPatterns} from './output/patterns.ts';
import {Recorder} from './output/recorder.ts';
import {saveRecord} from './prepare.ts';

const lookEveryMs = 200;
/** Children of the program may hold its output open after its end; for so long they are listened to. */
const lingerMs = 3000;

/**
 * Goes on with a run whose runner was killed: what it recorded is taken in again, so that steps and summaries go on where they were, and the
 * program's output is recorded to its end. How it ended nobody can know but its parent, which is gone: the record says so.
 * @param outputs the program's standard output and standard error
 */
export async function adoptRun(directory: string, outputs: readonly [Readable, Readable], now = Date.now): Promise<void> {
	const record: JsonObject = JSON.parse(readFileSync(`${directory}/xtui-run.json`, 'utf8'));
	dropReserved(directory);
	const recorder = new Recorder(directory, readPatterns(record.patterns), now());
	recorder.recall(now());
	const end = new EndRecord(directory);
	try {
		saveRecord(directory, {...record, runner_pid: process.pid});
	} catch {
		// A full disk: whoever stops the run does not wait for its record then.
	}
	const ended = outputs.map((output, at) => {
		output.on('data', (chunk: Buffer) => recorder.append((at + 1) as Stream, chunk, now()));
		return new Promise<void>(resolve => output.once('close', resolve).once('error', () => resolve()));
	});
	await Promise.race([Promise.all(ended), waitForEnd(record.pid, record.pid_started_at)]);
	const error = () => recorder.error;
	await end.write(
		recorder,
		() => ({code: null, signal: null, error: error(), askedFor: false}),
		now,
		() => {},
	);
}

/** The room that the old runner had taken for the record of the end. */
function dropReserved(directory: string): void {
	for (const name of readdirSync(directory))
		if (/^\.exit\.json\..*\.tmp$/.test(name)) rmSync(`${directory}/${name}`, {force: true});
}

/** Resolves some time after the process has ended. */
async function waitForEnd(pid: Json | undefined, ticks: Json | undefined): Promise<void> {
	const isAlive = () => {
		const found = typeof pid === 'number' ? readProcess(pid) : null;
		return found !== null && found.state !== 'Z' && (typeof ticks !== 'number' || found.startTicks === ticks);
	};
	while (isAlive()) await new Promise(resolve => setTimeout(resolve, lookEveryMs));
	await new Promise(resolve => setTimeout(resolve, lingerMs));
}
