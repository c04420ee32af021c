import type {Problem} from '../../core/run.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../../formats/format.ts';
import type {KeptReading, KeptRun} from '../asleep/kept-reading.ts';
import type {RunOfSource} from './complete-runs.ts';
import type {OpenedSource} from './opened-source.ts';
import {restRun} from './rest-run.ts';

/** What is kept of a store is made anew where more of its runs than the rest of this have changed. */
const mostlyShare = 0.9;

/** What is needed of the handle of a source. */
interface HandleOfStore {
	readonly source: Source;
	readonly sink: SourceSink;
	readonly runs: ReadonlyMap<string, RunOfSource>;
	readonly problems: readonly Problem[];
	sinkOf(key: string): RunSink;
	readAfterAll(): void;
}

/** A store that goes on from what an earlier start has kept of its runs, as far as that stands; others are read as if nothing were kept. */
export class ResumedStore {
	/** Until it was read. */
	private kept: ReadonlyMap<string, KeptRun> | null = null;
	private standing = 0;
	/** Runs that an earlier reading told, and the one that is under way has not yet. */
	private readonly untold = new Set<string>();

	constructor(
		private readonly handle: HandleOfStore,
		private readonly opened: Pick<OpenedSource, 'note'>,
	) {}

	/** True before it is read. */
	get isWaiting(): boolean {
		return this.kept !== null;
	}

	begin({mark, runs}: KeptReading): void {
		const {source} = this.handle;
		if (mark === null || source.resume === undefined) return;
		this.kept = new Map(runs.map(run => [run.key, run]));
		source.resume(mark, new Set(this.kept.keys()));
	}

	/** Has what is kept of a run stand for it. */
	stand(key: string): void {
		const kept = this.kept?.get(key);
		if (kept === undefined) return;
		const {handle} = this;
		handle.sinkOf(key);
		restRun(handle.runs.get(key)!, kept, () => this.recall(key));
		this.standing++;
	}

	/** Reads the points of one run after all. */
	private recall(key: string): void {
		const {source, sink, runs} = this.handle;
		const {layer} = runs.get(key)!;
		layer.findings.renew();
		layer.rouse();
		if (this.opened.note(() => source.recall?.(sink, key)) !== true) this.handle.readAfterAll();
		layer.findings.holdOn();
	}

	/** Takes note that something is told of a run. */
	hear(key: string): void {
		this.untold.delete(key);
	}

	/** It was read: runs that are not told any more are gone, unless not all of it could be read. */
	end({more}: ReadOutcome): void {
		this.kept = null;
		const {untold, handle} = this;
		if (more || untold.size === 0 || handle.problems.length > 0) return;
		for (const key of untold) handle.runs.get(key)?.layer.remove();
		untold.clear();
	}

	/** All of it is read anew. */
	forget(): void {
		this.kept = null;
		this.standing = 0;
		for (const [key, {run}] of this.handle.runs) if (key !== '' && run.startOf === null) this.untold.add(key);
	}

	/** True where nearly all of its runs are as they were kept. */
	get isMostlyKept(): boolean {
		return this.standing > mostlyShare * this.handle.runs.size;
	}
}
