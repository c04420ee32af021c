import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, watch} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';

export const program = path.resolve(process.env.XTUI_PROGRAM ?? 'dist/cli.js');

export interface Result {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** A directory to work in, with a state directory of its own; gone after the test. */
export interface Place {
	root: string;
	env: NodeJS.ProcessEnv;
	/** Done before the directory goes. */
	closing: (() => void)[];
	start(words: readonly string[], env?: NodeJS.ProcessEnv): ChildProcess;
	xtui(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<Result>;
	/** Content of a file below, once it is there and satisfies the test. */
	read(file: string, test?: (text: string) => boolean): Promise<string>;
	json(file: string): Promise<Record<string, unknown>>;
	list(...words: string[]): Promise<Record<string, unknown>[]>;
}

export function makePlace(context: TestContext): Place {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-launch-'));
	const closing: (() => void)[] = [];
	context.after(() => {
		for (const close of closing) close();
		rmSync(root, {recursive: true, force: true, maxRetries: 5, retryDelay: 50});
	});
	const {XTUI_RUNS: _runs, XTUI_READONLY: _readonly, ...clean} = process.env;
	const env = {...clean, XDG_STATE_HOME: path.join(root, 'state'), GIT_CONFIG_GLOBAL: path.join(root, 'gitconfig')};
	const start = (words: readonly string[], more: NodeJS.ProcessEnv = {}) => {
		const child = spawn(process.execPath, [program, ...words], {
			cwd: root,
			env: {...env, ...more},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		context.after(() => child.kill('SIGKILL'));
		return child;
	};
	const place: Place = {
		root,
		env,
		closing,
		start,
		xtui: (words, more) => finish(start(words, more)),
		read: (file, test = () => true) => waitForFile(path.join(root, file), test),
		json: async file => JSON.parse(await place.read(file, text => text.trim().endsWith('}'))),
		list: async (...words) => JSON.parse((await place.xtui(['ls', '--json', ...words])).stdout),
	};
	return place;
}

export function finish(child: ChildProcess): Promise<Result> {
	let stdout = '';
	let stderr = '';
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	return new Promise(resolve => child.on('close', code => resolve({code, stdout, stderr})));
}

/** Waits by the directory's own events, with a look now and then for what they do not tell. */
function waitForFile(file: string, test: (text: string) => boolean): Promise<string> {
	return new Promise((resolve, reject) => {
		const look = () => {
			const text = existsSync(file) ? readFileSync(file, 'utf8') : null;
			if (text === null || !test(text)) return;
			clearInterval(again);
			clearTimeout(limit);
			watcher?.close();
			resolve(text);
		};
		const directory = path.dirname(file);
		const watcher = existsSync(directory) ? watch(directory, look) : null;
		const again = setInterval(look, 50);
		const limit = setTimeout(() => {
			clearInterval(again);
			watcher?.close();
			reject(new Error(`${file} did not come to be as awaited${existsSync(file) ? `: ${readFileSync(file, 'utf8')}` : ''}`));
		}, 40_000);
		look();
	});
}

/** Words of a program that prints what it is told, in Node: no other interpreter is needed. */
export function script(code: string): string[] {
	return [process.execPath, '-e', code];
}

/** For cleaning up: ends what is left of a run. */
export function killGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It has ended.
	}
}

/** Looks again until something holds: for what the kernel tells nobody. */
export async function waitFor(test: () => boolean): Promise<void> {
	const untilMs = performance.now() + 40_000;
	while (!test()) {
		if (performance.now() > untilMs) throw new Error(`Did not hold within 40 s: ${test}`);
		await new Promise(resolve => setTimeout(resolve, 10));
	}
}

/** A program that writes one point, its last word, and fails at once. */
export const quick = 'console.log("step=1 loss=" + process.argv.at(-1)); process.exit(1)';

/** Runs a program to its end as a run of its own. */
export async function makeRun(place: Place, name: string, code = quick, ...rest: string[]): Promise<{id: string; path: string}> {
	await place.xtui(['run', '--name', name, '--', ...script(code), '--', ...rest]);
	const run = (await place.list()).find(candidate => candidate.name === name)!;
	return {id: String(run.id), path: String(run.path)};
}
