import {appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {readAggregate} from '../../source/core/row.ts';
import {sampleSeries} from '../../source/core/series/sample.ts';
import {Series} from '../../source/core/series/series.ts';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {startSession} from '../engine/live-session.ts';
import {cpuMsOf, type Result} from './result.ts';

function makeRuns(root: string, count: number): void {
	for (let i = 0; i < count; i++) {
		const directory = path.join(root, `group_${i % 10}`, `run_${i}`);
		mkdirSync(directory, {recursive: true});
		const lines = Array.from({length: 50}, (_, step) => JSON.stringify({step, loss: 1 / (step + 1), acc: step / 50}));
		writeFileSync(path.join(directory, 'metrics.jsonl'), `${lines.join('\n')}\n`);
	}
}

/** The yardstick: what it costs to list the same tree and read its files, and nothing else. */
function readTree(directory: string): number {
	let bytes = 0;
	for (const entry of readdirSync(directory, {withFileTypes: true})) {
		const child = path.join(directory, entry.name);
		bytes += entry.isDirectory() ? readTree(child) : readFileSync(child).length + statSync(child).nlink;
	}
	return bytes;
}

/** Finding, reading and judging 1,000 small runs, against listing and reading the same files. */
export async function benchListing(root: string): Promise<Result[]> {
	const directory = path.join(root, 'many');
	makeRuns(directory, 1000);
	readTree(directory);
	const yardstick = await cpuMsOf(() => readTree(directory));
	const measure = () =>
		cpuMsOf(() => {
			const engine = new Engine(nodeFiles, formats);
			engine.start([directory]);
			while (!engine.work(() => false));
			engine.judge(Date.now());
		});
	const cold = await measure();
	const warm = await measure();
	return [
		{what: '1,000 runs found, read and judged, first time', value: cold, unit: 'ms CPU'},
		{what: '1,000 runs found, read and judged, warm code', value: warm, unit: 'ms CPU'},
		{what: 'the same, against listing and reading the files', value: warm / yardstick, unit: 'times'},
	];
}

/** From an append to the message that carries it, in milliseconds, over `count` appends. */
export async function benchAppend(root: string, count = 100): Promise<Result[]> {
	const directory = path.join(root, 'append');
	mkdirSync(path.join(directory, 'run'), {recursive: true});
	const file = path.join(directory, 'run', 'metrics.csv');
	writeFileSync(file, 'step,loss\n0,1\n');
	const session = startSession(directory);
	const points = () => {
		const row = session.rows.get('run');
		return row === undefined ? 0 : readAggregate(row, 'loss', 'points');
	};
	await session.until('the run', () => points() === 1);
	const delays: number[] = [];
	for (let i = 1; i <= count; i++) {
		const startedAtMs = performance.now();
		appendFileSync(file, `${i},${1 / i}\n`);
		await session.until('the point', () => points() === i + 1);
		delays.push(performance.now() - startedAtMs);
	}
	session.close();
	delays.sort((a, b) => a - b);
	return [
		{what: 'append to message, median', value: delays[count >> 1]!, unit: 'ms'},
		{what: 'append to message, 99th percentile', value: delays[Math.floor(count * 0.99)]!, unit: 'ms', goal: 1000},
	];
}

/** Memory of a long series and time to draw from it. */
export async function benchSeries(count = 5_000_000): Promise<Result[]> {
	const series = new Series();
	const pushMs = await cpuMsOf(() => {
		for (let i = 0; i < count; i++) series.push(i, i * 1000, Math.sin(i / 1000));
	});
	sampleSeries(series, 'step', 400, null, null, {means: false});
	const rounds = 50;
	const sampleMs = await cpuMsOf(() => {
		for (let i = 0; i < rounds; i++) sampleSeries(series, 'step', 400, i, count - i, {means: false});
	});
	return [
		{what: 'a point added to a series, pyramid kept up', value: (pushMs * 1e6) / count, unit: 'ns CPU'},
		{what: 'memory of a point, wall time and pyramid included', value: series.bytes / count, unit: 'bytes', goal: 28},
		{what: `400 columns from ${count / 1e6} million points`, value: sampleMs / rounds, unit: 'ms CPU', goal: 1},
	];
}

export function cleanUp(root: string): void {
	rmSync(root, {recursive: true, force: true});
}
