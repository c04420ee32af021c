import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Format, RunSink, SourceSink} from '../../source/formats/format.ts';
import {tfevents} from '../../source/formats/tfevents/index.ts';
import {wandb} from '../../source/formats/wandb/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {scalar} from '../formats/tfevents/events.ts';
import {history, item, logOfAll, summary} from '../formats/wandb/logs.ts';

export interface ReadCost {
	points: number;
	bytes: number;
	/** User and system time of this process, milliseconds. */
	cpuMs: number;
	nanosecondsPerPoint: number;
}

/** Takes points and keeps nothing, so that what is measured is the reader alone. */
class CountingRun implements RunSink {
	points = 0;
	total = 0;
	private readonly sink = {
		push: (step: number, wallMs: number, value: number) => {
			this.points++;
			this.total += step + wallMs + value;
		},
	};
	facts() {}
	series() {
		return this.sink;
	}
	systemSeries() {
		return {push: () => {}};
	}
	media() {
		return {push() {}};
	}
	defineMetric() {}
	event() {}
	output() {}
	problem() {}
	faults() {}
	reset() {}
	remove() {}
}

function measure(format: Format, directory: string): ReadCost {
	const [claim] = format.detect({path: directory, entries: nodeFiles.list(directory) ?? []}, nodeFiles);
	if (claim === undefined) throw new Error(`No ${format.title} run in ${directory}`);
	const run = new CountingRun();
	const sink: SourceSink = {run: () => run, problem: () => {}, renew: () => {}};
	const source = format.open(claim, nodeFiles);
	const before = process.cpuUsage();
	let bytes = 0;
	for (let more = true; more; ) {
		const outcome = source.read(sink, 8 * 1024 * 1024);
		more = outcome.more;
		bytes += outcome.bytesRead;
	}
	const used = process.cpuUsage(before);
	const cpuMs = (used.user + used.system) / 1000;
	return {points: run.points, bytes, cpuMs, nanosecondsPerPoint: (cpuMs * 1e6) / run.points};
}

/** Cost of reading the event files in a directory, checksums included. Goal: 120 ns a point. */
export const measureEventFiles = (directory: string): ReadCost => measure(tfevents, directory);

/** Cost of reading the wandb log in a run directory, checksums and skipped summaries included. Goal: 350 ns a point. */
export const measureWandbLog = (directory: string): ReadCost => measure(wandb, directory);

/** Writes an event file as tensorboardX does. Gives its directory. */
export function makeEventFile(root: string, steps: number, tags: number): string {
	const directory = path.join(root, 'tfevents');
	mkdirSync(directory, {recursive: true});
	const parts: Buffer[] = [];
	for (let step = 0; step < steps; step++) {
		for (let tag = 0; tag < tags; tag++)
			parts.push(tfrecords(scalar(1.76e9 + step / 4, step, `train/metric_${tag}`, 1 / (step + 1) + tag)));
	}
	writeFileSync(path.join(directory, 'events.out.tfevents.1760000000.bench'), Buffer.concat(parts));
	return directory;
}

/** Metrics of a row: as many as in the log that the goal was set by, and few. */
export const metricsOfRow = {usual: 11, few: 4};

/**
 * Writes a log as wandb 0.31 does: before each row a summary of the running time, and one of the row's own items; in both they come in an
 * order rotated by chance. Gives its run directory.
 * @param metrics how many there are in a row
 */
export function makeWandbLog(root: string, rows: number, metrics: number): string {
	const directory = path.join(root, `of-${metrics}`, 'offline-run-20261121_000000-bench000');
	mkdirSync(directory, {recursive: true});
	const records: Uint8Array[] = [];
	for (let step = 0; step < rows; step++) {
		const loss = 2.5 * Math.exp(-step / 40_000) + Math.sin(step) / 20;
		const values = Object.fromEntries(Array.from({length: metrics}, (_, at) => [`metric_${at}`, (loss * (at + 1)) / 7]));
		const items = Object.entries({_step: step, _timestamp: 1_760_000_000 + step, _runtime: step / 64, ...values}).map(
			([key, value]) => item(key, String(value)),
		);
		const turned = (by: number) => [...items.slice(by), ...items.slice(0, by)];
		records.push(summary(item(['_wandb', 'runtime'], '1'), item('_runtime', '1', true)));
		records.push(summary(...turned(step % 7)), history(step, ...turned(step % 5)));
	}
	writeFileSync(path.join(directory, 'run-bench000.wandb'), logOfAll(records));
	return directory;
}
