import path from 'node:path';
import type {FileAccess} from '../../core/files/files.ts';
import {orderMachine} from '../../core/table/metrics/machine-order.ts';
import {metricWords, tellersOf} from '../model/told.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {LogTail, RunDetail} from '../protocol.ts';
import {readLogTail} from './log-tail.ts';
import {ProcessMeter} from './process-use.ts';

const mostFiles = 500;

/** Details and log of the one run that is open on the screen. */
export class OpenedRun {
	private run: TrackedRun | null = null;
	private detailAt = '';
	private detailAtMs = 0;
	private logAt = '';
	private logLines = 200;
	private logOnly = false;
	private readonly meter = new ProcessMeter();

	constructor(private readonly files: FileAccess) {}

	open(run: TrackedRun | null, logLines: number, logOnly = false): void {
		if (run !== this.run || logOnly !== this.logOnly) this.detailAt = this.logAt = '';
		if (logLines !== this.logLines) this.logAt = '';
		this.run = run;
		this.logLines = logLines;
		this.logOnly = logOnly;
	}

	/** Goes on with the one that is in its place, where it was closed and found anew. */
	follow(runs: ReadonlyMap<number, TrackedRun>): void {
		const now = this.run === null ? undefined : runs.get(this.run.key);
		if (now !== undefined) this.open(now, this.logLines, this.logOnly);
	}

	get isOpen(): boolean {
		return this.run !== null;
	}

	/** The details where they changed, once a second at most: they list the run's files. */
	takeDetail(nowMs: number): RunDetail | null {
		const {run} = this;
		if (run === null || this.logOnly || (this.detailAt !== '' && nowMs - this.detailAtMs < 1000)) return null;
		const process = this.meter.measure(run.livePid, nowMs);
		const at = `${run.key}:${run.version}:${process === null ? '' : Object.values({...process, gpu: process.gpu?.memoryBytes, past: null}).join()}`;
		if (at === this.detailAt) return null;
		this.detailAt = at;
		this.detailAtMs = nowMs;
		return {
			run: run.key,
			facts: {...run.facts},
			problems: run.problems,
			events: run.events,
			systemMetrics: orderMachine(run.systemMetrics.keys()),
			media: [...run.media].map(([name, {kind, length}]) => ({name, kind, count: length})),
			told: tellersOf(run),
			metricWords: metricWords(run),
			files: this.listFiles(run.path),
			estimateNotes: run.explainEstimate(nowMs),
			status: run.judgement,
			process,
		};
	}

	/** The log where it changed; asked each time, since text files are no source of points. */
	takeLog(): LogTail | null {
		const {run} = this;
		if (run === null) return null;
		const file = run.facts.logFiles.at(-1) ?? null;
		const stat = file === null ? null : this.files.stat(file);
		const kept = run.layers.flatMap(({outputLines}) => outputLines);
		const at = `${run.key}:${file}:${stat?.size}:${stat?.modifiedAtMs}:${kept.length}:${kept.at(-1)?.length}`;
		if (at === this.logAt) return null;
		this.logAt = at;
		return readLogTail(this.files, run.key, file, kept, this.logLines);
	}

	private listFiles(directory: string): RunDetail['files'] {
		const found: RunDetail['files'] = [];
		const walk = (at: string, depth: number) => {
			const stat = this.files.stat(at);
			if (stat?.kind === 'file') found.push({path: at, bytes: stat.size, modifiedAtMs: stat.modifiedAtMs});
			if (stat?.kind !== 'directory' || depth > 6) return;
			for (const {name} of this.files.list(at) ?? []) if (found.length < mostFiles) walk(path.join(at, name), depth + 1);
		};
		walk(directory, 0);
		return found.sort((a, b) => b.modifiedAtMs - a.modifiedAtMs);
	}
}
