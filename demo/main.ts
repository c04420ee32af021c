import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {TrainerOptions} from './trainer.ts';

const trainer = fileURLToPath(new URL('./trainer.js', import.meta.url));
const program = path.resolve('dist/cli.js');
const listEveryMs = 4000;
const listings = 5;

const runs: Omit<TrainerOptions, 'directory'>[] = [
	{writer: 'native', learningRate: 0.3, weightDecay: 1e-4, hidden: 12, seed: 1, totalSteps: 900, paceMs: 150},
	{writer: 'native', learningRate: 4, weightDecay: 1.5, hidden: 24, seed: 2, totalSteps: 900, paceMs: 150},
	{writer: 'native', learningRate: 0.1, weightDecay: 1e-4, hidden: 12, seed: 3, totalSteps: 400, paceMs: 150, stallAt: 60},
	{writer: 'jsonl', learningRate: 0.2, weightDecay: 1e-4, hidden: 16, seed: 4, totalSteps: 120, paceMs: 120},
	{writer: 'csv', learningRate: 0.4, weightDecay: 1e-4, hidden: 8, seed: 5, totalSteps: null, paceMs: 250},
	{writer: 'tfevents', learningRate: 0.3, weightDecay: 1e-4, hidden: 16, seed: 6, totalSteps: 1500, paceMs: 120, resumeAt: 90},
];
const names = ['baseline', 'hot', 'hangs', 'short', 'endless', 'resumed'];

function startTrainers(root: string): ChildProcess[] {
	return runs.map((options, i) => {
		const directory = path.join(root, options.writer, names[i]!);
		return spawn(process.execPath, [trainer, JSON.stringify({...options, directory})], {stdio: 'ignore'});
	});
}

/** Runs xtui on the directory and waits for its end. */
function runXtui(words: string[]): Promise<number> {
	return new Promise(resolve => {
		spawn(process.execPath, [program, ...words], {stdio: 'inherit'}).on('exit', code => resolve(code ?? 1));
	});
}

async function listFor(root: string): Promise<number> {
	for (let i = 0; i < listings; i++) {
		await wait(listEveryMs);
		console.log(`\n${((i + 1) * listEveryMs) / 1000} s`);
		const status = await runXtui(['ls', root]);
		if (status !== 0) return status;
	}
	return 0;
}

const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-demo-'));
const trainers = startTrainers(root);
function cleanUp(): void {
	for (const child of trainers) child.kill('SIGKILL');
	rmSync(root, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
console.log(`Six small networks are being trained under ${root}`);
const status = process.stdout.isTTY && process.stdin.isTTY ? await runXtui([root]) : await listFor(root);
cleanUp();
process.exit(status);
