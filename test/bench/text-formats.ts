import {readFileSync} from 'node:fs';
import {JsonScanner} from '../../source/encodings/json/json-scan.ts';
import {LineSplitter} from '../../source/encodings/text/lines.ts';
import {openCsv} from '../../source/formats/csv/csv-file.ts';
import {JsonlFile} from '../../source/formats/jsonl/jsonl-file.ts';
import type {FileContext, FileReader} from '../../source/formats/plain/files-source.ts';
import {renderLog} from '../../source/formats/textlog/index.ts';
import {TextFile} from '../../source/formats/textlog/text-file.ts';

/** Cost of reading tables, JSON lines and logs. Goals: CSV 155 ns a point, JSON lines 1.3 times faster than `JSON.parse` line by line. */
export interface TextCost {
	points: number;
	bytes: number;
	/** User and system time of this process, milliseconds. */
	cpuMs: number;
	nanosecondsPerPoint: number;
}

const chunkBytes = 1024 * 1024;

function cpuMsOf(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const used = process.cpuUsage(before);
	return (used.user + used.system) / 1000;
}

function measure(bytes: Uint8Array, open: (context: FileContext) => FileReader): TextCost {
	let points = 0;
	const sink = {push: () => void points++};
	const nothing = () => {};
	const run = {
		facts: nothing,
		series: () => sink,
		systemSeries: () => sink,
		media: () => ({push: nothing}),
		defineMetric: nothing,
		event: nothing,
		output: nothing,
		problem: nothing,
		faults: nothing,
		reset: nothing,
		remove: nothing,
	};
	const cpuMs = cpuMsOf(() => {
		const reader = open({path: '/bench/train.log', run, series: () => sink, notes: new Set(), settings: {}});
		for (let at = 0; at < bytes.length; ) {
			const used = reader.consume(bytes.subarray(at, at + chunkBytes));
			if (used === 0) break;
			at += used;
		}
		reader.settle?.();
	});
	return {points, bytes: bytes.length, cpuMs, nanosecondsPerPoint: (cpuMs * 1e6) / points};
}

export const measureCsv = (file: string): TextCost => measure(readFileSync(file), context => openCsv(context));
export const measureJsonl = (file: string): TextCost => measure(readFileSync(file), context => new JsonlFile(context));
export const measureTextlog = (file: string): TextCost => measure(readFileSync(file), context => new TextFile(context));

/** How many times faster the byte scanner reads the lines of a file than `JSON.parse` does; medians of `rounds` interleaved runs. */
export function compareWithJsonParse(file: string, rounds = 5): number {
	const bytes = readFileSync(file);
	const scans: number[] = [];
	const parses: number[] = [];
	let seen = 0;
	for (let round = 0; round < rounds; round++) {
		const scanner = new JsonScanner();
		const scan = new LineSplitter({line: (chunk, start, end) => (seen += Number(scanner.scan(chunk, start, end)))});
		scans.push(cpuMsOf(() => scan.split(bytes)));
		const parse = new LineSplitter({
			line: (_chunk, start, end) => (seen += Number(JSON.parse(bytes.toString('utf8', start, end)) !== null)),
		});
		parses.push(cpuMsOf(() => parse.split(bytes)));
	}
	if (seen === 0) throw new Error(`No line of JSON in ${file}`);
	const median = (times: number[]) => times.sort((a, b) => a - b)[rounds >> 1]!;
	return median(parses) / median(scans);
}

/** Time to show a piece of a log as a terminal would, milliseconds of CPU. */
export function measureRenderLog(file: string, bytes = 256 * 1024): number {
	const text = readFileSync(file).subarray(-bytes).toString();
	return cpuMsOf(() => renderLog(text));
}

const noise = (i: number, k: number) => 2.5 * Math.exp(-i / 40_000) + 0.1 * k + ((i * 7919 + k * 104_729) % 1009) / 9973;

/** Lines for files to measure on: 10 metrics a row with 17 digits, as Python prints them. */
export const makeCsvLines = (rows: number): string =>
	`step,${Array.from({length: 10}, (_, k) => `metric_${k}`).join(',')}\n${makeLines(rows, i => `${i},${Array.from({length: 10}, (_, k) => noise(i, k)).join(',')}`)}`;

export const makeJsonLines = (rows: number): string =>
	makeLines(rows, i =>
		JSON.stringify({
			step: i,
			time: 1.76e9 + i / 10,
			...Object.fromEntries(Array.from({length: 10}, (_, k) => [`metric_${k}`, noise(i, k)])),
		}),
	);

export const makeLogLines = (rows: number): string =>
	makeLines(
		rows,
		i => `2025-10-09 12:00:00,123 - train - INFO - step ${i} | loss ${noise(i, 0).toFixed(4)} | lr 3.00e-04 | tok/s 12,345`,
	);

function makeLines(rows: number, line: (i: number) => string): string {
	return Array.from({length: rows}, (_, i) => `${line(i)}\n`).join('');
}
