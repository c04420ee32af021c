import {type ChildProcess, type SpawnOptions, spawn} from 'node:child_process';
import {
	closeSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	realpathSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import type {RunRow} from '../../../source/core/row.ts';
import type {Status} from '../../../source/core/status.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import type {GroupOutlook} from '../../../source/engine/protocol.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {readProcess} from '../../../source/io/processes/processes.ts';
import {type PythonProcess, PythonProcesses} from '../../../source/io/processes/python-processes.ts';

export type Started = ChildProcess & {pid: number};
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

export interface NativeOptions {
	pid?: number;
	/** Null to leave it out. */
	ticks?: number | null;
	host?: string;
	boot?: string;
	/** Time inside the newest point, milliseconds; null for a run without points. */
	lastMs?: number | null;
	total?: number;
	exit?: object;
	/** Points, one a second. */
	count?: number;
	group?: string;
	argv?: string[];
	/** Where it says that it works; / without it. */
	cwd?: string;
	/** As a run that was written to for a while; files that are made in one go may be a copy. */
	grown?: boolean;
	config?: object;
}

/** A directory with runs, real processes, and an engine whose clock the test moves. */
export class Lab {
	readonly root = mkdtempSync(path.join(os.tmpdir(), 'xtui-ways-'));
	nowMs = Date.now();
	private engine: Engine | null = null;

	constructor(private readonly context: TestContext) {
		context.after(() => rmSync(this.root, {recursive: true, force: true, maxRetries: 3}));
	}

	/** Starts a program that is killed with the test; `holds` is a file that it has open for appending as long as it lives. */
	async start(argv: [string, ...string[]], {holds, ...options}: SpawnOptions & {holds?: string} = {}): Promise<Started> {
		const descriptor = holds === undefined ? null : openSync(this.at(holds), 'a');
		const [file, ...words] = argv;
		const child = spawn(file, words, {stdio: ['ignore', descriptor ?? 'pipe', 'ignore'], ...options});
		this.context.after(() => child.kill('SIGKILL'));
		await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
		if (descriptor !== null) closeSync(descriptor);
		return child as Started;
	}

	sleeper(options?: SpawnOptions & {holds?: string}): Promise<Started> {
		return this.start(['sleep', '60'], options);
	}

	/**
	 * Starts a script of Bash as a program that is called Python: what counts is the name of a program and its words.
	 * Resolves once it is seen among the processes of Python and `isUp`.
	 * @param words the script, and what it is given
	 * @param isUp whether it has come as far as it is to
	 */
	async python(words: string[], isUp: (process: PythonProcess) => boolean, options: SpawnOptions = {}): Promise<Started> {
		copyFileSync(realpathSync('/bin/bash'), this.at('python3'));
		const child = await this.start([this.at('python3'), ...words], {stdio: ['pipe', 'ignore', 'ignore'], ...options});
		const python = new PythonProcesses();
		await until('the program', () => python.scan()?.some(process => process.pid === child.pid && isUp(process)) ?? false);
		return child;
	}

	/** A pid that was alive and is not any more. */
	async deadPid(): Promise<number> {
		const child = await this.start(['true']);
		await ended(child);
		return child.pid;
	}

	at(file: string): string {
		const full = path.join(this.root, file);
		mkdirSync(path.dirname(full), {recursive: true});
		return full;
	}

	write(file: string, content: string | Uint8Array): string {
		writeFileSync(this.at(file), content);
		return this.at(file);
	}

	/** A file that was written to a while after it was made. */
	grown(file: string, content: string | Uint8Array): void {
		this.write(file, content);
		this.date(Date.now() + 3000, file);
	}

	/** Sets the modification time of files, as a clock that is set otherwise or an old run leaves it. */
	date(atMs: number, ...files: string[]): void {
		for (const file of files) utimesSync(this.at(file), atMs / 1000, atMs / 1000);
	}

	/** A run in the native layout, with twenty points unless told otherwise. */
	native(dir: string, options: NativeOptions = {}): void {
		const {
			pid,
			host = os.hostname(),
			boot = bootId,
			lastMs = this.nowMs,
			total,
			exit,
			count = 20,
			group,
			argv,
			config,
			cwd = '/',
		} = options;
		const ticks = options.ticks === undefined && pid !== undefined ? (readProcess(pid)?.startTicks ?? 1) : options.ticks;
		const startedMs = (lastMs ?? this.nowMs) - count * 1000;
		const record = {xtui: 1, id: dir, started_at: startedMs / 1000, host, boot_id: boot, pid, pid_started_at: ticks ?? undefined};
		this.write(
			`${dir}/xtui-run.json`,
			JSON.stringify({...record, total_steps: total, group, config, command: argv && {argv, cwd}}),
		);
		if (lastMs !== null) this[options.grown ? 'grown' : 'write'](`${dir}/metrics.jsonl`, points(count, lastMs));
		if (exit !== undefined) this.write(`${dir}/exit.json`, JSON.stringify({ended_at: (lastMs ?? this.nowMs) / 1000, ...exit}));
	}

	/** Status and progress of a run, with the clock moved on by so much. */
	look(dir: string, laterMs = 0): {status: Status; why: string; fraction: number | null} {
		const row = this.row(dir, laterMs);
		return {status: row.status, why: row.statusWhy, fraction: row.progress?.fraction ?? null};
	}

	/** Reads what is new and judges, with the clock moved on by so much. */
	row(dir: string, laterMs = 0): RunRow {
		const row = this.rows(laterMs).find(run => run.dir === dir);
		if (row === undefined) throw new Error(`No run ${dir} was found`);
		return row;
	}

	/** All runs, likewise. */
	rows(laterMs = 0): RunRow[] {
		this.nowMs += laterMs;
		if (this.engine === null) {
			this.engine = new Engine(nodeFiles, formats, () => this.nowMs);
			this.engine.start([this.root]);
		} else this.engine.rescan();
		while (!this.engine.work(() => false));
		this.engine.judge(this.nowMs);
		return [...this.engine.registry.runs.values()].map(makeRow);
	}

	/** How the estimate of a run was made, as the last look left it. */
	notes(dir: string): string[] {
		const runs = [...(this.engine?.registry.runs.values() ?? [])];
		return runs.find(run => run.dir === dir)?.explainEstimate(this.nowMs) ?? [];
	}

	/** Groups as the last look left them. */
	get groups(): GroupOutlook[] {
		return this.engine?.reading().groups ?? [];
	}
}

/** Lines of a native run, one a second, the last one at a time. */
export function points(count: number, lastMs: number, firstStep = 1): string {
	const line = (i: number) =>
		JSON.stringify({step: firstStep + i, time: (lastMs - (count - 1 - i) * 1000) / 1000, loss: 1 / (i + 1)});
	return `${Array.from({length: count}, (_, i) => line(i)).join('\n')}\n`;
}

/** The code and the signal with which a process ended. */
export function ended(child: ChildProcess): Promise<{exit_code: number | null; signal: string | null}> {
	if (child.exitCode !== null || child.signalCode !== null)
		return Promise.resolve({exit_code: child.exitCode, signal: child.signalCode});
	return new Promise(resolve => child.once('exit', (code, signal) => resolve({exit_code: code, signal})));
}

/** Waits until a process is in a state, by its letter in /proc; 'gone' for none. */
export async function stateOf(pid: number, ...states: string[]): Promise<void> {
	await until(`${states.join(' or ')} of pid ${pid}`, () => states.includes(readProcess(pid)?.state ?? 'gone'));
}

/** Waits until something holds; fails after ten seconds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
	const lateMs = performance.now() + 40_000;
	while (!holds()) {
		if (performance.now() > lateMs) throw new Error(`Waited in vain for ${what}`);
		await new Promise(setImmediate);
	}
}

/** The first line that a process says, as a number. */
export async function saidPid(child: ChildProcess): Promise<number> {
	return Number(await new Promise<string>(resolve => child.stdout!.once('data', data => resolve(String(data)))));
}
