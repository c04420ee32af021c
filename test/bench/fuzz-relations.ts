import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {isMainThread, parentPort, Worker} from 'node:worker_threads';
import {seededRandom} from '../formats/load-fixture.ts';
import {type Fault, listTwice} from './relations/list-runs.ts';
import {type Mark, RunsWriter} from './relations/write-runs.ts';

/**
 * Lists small directories of runs whose ids, parents, forks, groups, attempts, batches and links contradict each other, as records of copied,
 * moved and mended runs do. Ends 1 where a listing hangs, throws, loses a run, or says another thing the second time.
 * `node .cache/bench/fuzz-relations.js [DIRECTORIES] [SEED] [ONLY]`: ONLY lists that one alone, and leaves it where it is.
 */
const longestMs = 5000;
const mostPrinted = 40;

interface Task {
	root: string;
	marks: readonly Mark[];
	nowMs: number;
}

type Answer = Fault[] | 'hung';

/** Lists directories in a thread that can be ended: what hangs cannot be asked to stop. */
class Lister {
	private worker: Worker | null = null;

	list(task: Task): Promise<Answer> {
		this.worker ??= new Worker(new URL(import.meta.url));
		const {worker} = this;
		return new Promise((resolve, reject) => {
			const answered = (faults: Fault[]) => {
				clearTimeout(timer);
				worker.off('error', failed);
				resolve(faults);
			};
			const failed = (error: Error) => {
				clearTimeout(timer);
				reject(error);
			};
			const timer = setTimeout(() => void this.end().then(() => resolve('hung')), longestMs);
			worker.once('message', answered);
			worker.once('error', failed);
			worker.postMessage(task);
		});
	}

	async end(): Promise<void> {
		const {worker} = this;
		this.worker = null;
		await worker?.terminate();
	}
}

async function fuzz(count: number, seed: number, only: number | null): Promise<void> {
	const above = mkdtempSync(path.join(os.tmpdir(), 'xtui-relations-'));
	const lister = new Lister();
	const counts = {hung: 0, threw: 0, lost: 0, differed: 0};
	let runs = 0;
	let printed = 0;
	const nowMs = Date.now();
	for (let at = only ?? 0; at < (only === null ? count : only + 1); at++) {
		const root = path.join(above, String(at));
		mkdirSync(root);
		const writer = new RunsWriter(root, seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(at + 1, 0x85ebca6b)));
		writer.write();
		runs += writer.marks.length;
		const answer = await lister.list({root, marks: writer.marks, nowMs});
		const kinds = answer === 'hung' ? (['hung'] as const) : new Set(answer.map(({kind}) => kind));
		for (const kind of kinds) counts[kind]++;
		for (const {kind, what} of answer === 'hung' ? [{kind: 'hung', what: `for ${longestMs} ms`}] : answer)
			if (printed++ < mostPrinted) console.log(`  ${at} ${kind}: ${what.replaceAll(root, 'ROOT')}`);
		if (only === null) rmSync(root, {recursive: true, force: true});
		else console.log(root);
	}
	await lister.end();
	if (only === null) rmSync(above, {recursive: true, force: true});
	const said = Object.entries(counts).map(([kind, many]) => `${many} ${kind}`);
	console.log(`${only === null ? count : 1} directories of seed ${seed}, ${runs} runs: ${said.join(', ')}`);
	process.exitCode = Object.values(counts).some(many => many > 0) ? 1 : 0;
}

if (isMainThread) {
	const [count = '300', seed = '1', only] = process.argv.slice(2);
	await fuzz(Number(count), Number(seed), only === undefined ? null : Number(only));
} else
	parentPort!.on('message', ({root, marks, nowMs}: Task) => {
		parentPort!.postMessage(listTwice(root, marks, nowMs));
	});
