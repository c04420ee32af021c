import {appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {encodeScalarEvent, encodeVersionEvent} from './tfevents.ts';

export type Scalars = Record<string, number>;

/** Where a trainer puts what it measures: one small writer for each way of logging that the demo shows. */
export interface Writer {
	write(step: number, scalars: Scalars): void;
	/** Says how it ended; formats without an end mark ignore it. */
	end(exitCode: number, error: string | null): void;
}

const seconds = () => Date.now() / 1000;
// JSON has no word for these; Python writes them bare, and so do most loggers.
const bare = (value: number) =>
	Number.isFinite(value) ? String(value) : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
const jsonLine = (fields: Scalars) =>
	`{${Object.entries(fields)
		.map(([key, value]) => `${JSON.stringify(key)}: ${bare(value)}`)
		.join(', ')}}\n`;

export function openJsonl(directory: string): Writer {
	mkdirSync(directory, {recursive: true});
	const file = path.join(directory, 'metrics.jsonl');
	return {write: (step, scalars) => appendFileSync(file, jsonLine({step, time: seconds(), ...scalars})), end: () => {}};
}

export function openCsv(directory: string): Writer {
	mkdirSync(directory, {recursive: true});
	const file = path.join(directory, 'metrics.csv');
	let names: string[] | null = null;
	return {
		write(step, scalars) {
			if (names === null) {
				names = Object.keys(scalars);
				appendFileSync(file, `step,time,${names.join(',')}\n`);
			}
			appendFileSync(file, `${step},${seconds()},${names.map(name => bare(scalars[name] ?? Number.NaN)).join(',')}\n`);
		},
		end: () => {},
	};
}

export function openTfevents(directory: string): Writer {
	mkdirSync(directory, {recursive: true});
	const file = path.join(directory, `events.out.tfevents.${Math.floor(seconds())}.${os.hostname()}.${process.pid}.0`);
	writeFileSync(file, encodeVersionEvent(seconds()));
	return {
		write(step, scalars) {
			appendFileSync(
				file,
				Buffer.concat(Object.entries(scalars).map(([tag, value]) => encodeScalarEvent(seconds(), step, tag, value))),
			);
		},
		end: () => {},
	};
}

/** Ticks since boot at which this process began, from /proc (Linux); null elsewhere. */
function startTicks(): number | null {
	try {
		const text = readFileSync('/proc/self/stat', 'latin1');
		return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
	} catch {
		return null;
	}
}

function replaceFile(file: string, content: unknown): void {
	writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 1)}\n`);
	renameSync(`${file}.new`, file);
}

/** The layout that `xtui run` writes, written here by the trainer itself. */
export function openNative(directory: string, config: Record<string, string | number>, totalSteps: number): Writer {
	mkdirSync(directory, {recursive: true});
	replaceFile(path.join(directory, 'xtui-run.json'), {
		xtui: 1,
		id: path.basename(directory),
		name: path.basename(directory),
		group: 'spirals',
		command: {argv: process.argv, cwd: process.cwd()},
		started_at: seconds(),
		host: os.hostname(),
		user: os.userInfo().username,
		pid: process.pid,
		pid_started_at: startTicks(),
		config,
		total_steps: totalSteps,
	});
	const log = path.join(directory, 'output.log');
	return {
		write(step, scalars) {
			appendFileSync(path.join(directory, 'metrics.jsonl'), jsonLine({step, time: seconds(), ...scalars}));
			appendFileSync(
				log,
				`step ${step}/${totalSteps}  ${Object.entries(scalars)
					.map(([key, value]) => `${key} ${value.toPrecision(4)}`)
					.join('  ')}\n`,
			);
		},
		end(exitCode, error) {
			if (error !== null) appendFileSync(log, `${error}\n`);
			replaceFile(path.join(directory, 'exit.json'), {ended_at: seconds(), exit_code: exitCode, signal: null, error});
		},
	};
}
