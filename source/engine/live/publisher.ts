import type {FileAccess} from '../../core/files/files.ts';
import type {RunRow} from '../../core/row.ts';
import type {Engine} from '../engine.ts';
import {makeRow} from '../model/row.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Reading, ReportWish, ReportWritten, ToEngine, Update} from '../protocol.ts';
import {ComparedDesk} from './compared/desk.ts';
import {CurveDesk} from './curves.ts';
import {lateAfter} from './late-after.ts';
import {MachineMeter} from './machine-use.ts';
import {MediaDesk} from './media-desk.ts';
import {OpenedRun} from './opened.ts';
import {writeReport} from './write-report.ts';

const mostFirstRows = 64;
/** How long a run that was moved is waited for. */
const mostMovingMs = 5000;
/** Curves that take longer come with the next messages. */
const curvesMs = 60;

/** Rows that nobody sees need not be told of at each change: they go together, so often. */
const unseenEveryMs = 1000;

/** How often it is told how many directories were looked at. */
const countEveryMs = 500;

/** Puts together what changed since the last message, and nothing else. */
export class Publisher {
	private readonly sent = new Map<number, number>();
	private readonly curves = new CurveDesk();
	private readonly compared: ComparedDesk;
	private readonly opened: OpenedRun;
	private readonly media: MediaDesk;
	private readonly machine = new MachineMeter();
	private readingAt = '';
	private takenVersion = -1;
	private isAsked = false;
	/** Runs on the screen; empty where nobody has said so. */
	private visible: ReadonlySet<number> = new Set();
	private toldUnseenAtMs = Number.NEGATIVE_INFINITY;
	private report: ReportWish | null = null;
	private openAsked: Extract<ToEngine, {type: 'open'}> | null = null;
	/** `atMs`: when it was looked into first. */
	private targetsAsked: {ask: number; runs: TrackedRun[]; atMs: number | null} | null = null;

	constructor(
		private readonly engine: Engine,
		files: FileAccess,
	) {
		this.opened = new OpenedRun(files);
		this.compared = new ComparedDesk(engine.registry, files);
		this.media = new MediaDesk(files, () => {
			this.isAsked = true;
		});
	}

	/** Takes in what the screen wants to see. */
	accept(message: ToEngine): void {
		this.isAsked = true;
		if (message.type === 'visible') {
			this.engine.setFirst(message.runs);
			this.visible = new Set(message.runs);
			this.toldUnseenAtMs = Number.NEGATIVE_INFINITY;
			this.curves.setVisible(message);
		} else if (message.type === 'curves') this.curves.setWishes(message.wishes);
		else if (message.type === 'media') this.media.setWishes(message.wishes);
		else if (message.type === 'machine') this.machine.isWanted = message.wanted;
		else if (message.type === 'targets') {
			this.targetsAsked = {ask: message.ask, runs: this.engine.targets.runsOf(message.runs), atMs: null};
		} else if (message.type === 'report') this.report = message.wish;
		else if (message.type === 'compared') this.compared.setWish(message.wish);
		else if (message.type === 'open') {
			this.openAsked = message;
			this.openRun();
		}
	}

	/** A row of an earlier start may be opened before its run is found. */
	private openRun(): void {
		if (this.openAsked === null) return;
		const {run: key, logLines, logOnly} = this.openAsked;
		const run = key === null ? undefined : this.engine.registry.runs.get(key);
		if (key !== null && run === undefined && !this.engine.discovery.scanned) return;
		this.openAsked = null;
		this.opened.open(run ?? null, logLines, logOnly);
	}

	/** The next message; null where nothing changed. */
	take(nowMs: number): Update | null {
		this.openRun();
		const isStill = this.engine.version === this.takenVersion && !this.isAsked && this.engine.discovery.scanned;
		if (isStill && !this.opened.isOpen && !this.compared.hasNews(nowMs) && !this.machine.isWanted) return null;
		this.takenVersion = this.engine.version;
		this.isAsked = false;
		const {runs} = this.engine.registry;
		const others = this.engine.takeRemoved();
		for (const key of others) this.sent.delete(key);
		this.curves.forget(others);
		this.opened.follow(runs);
		const removed = others.filter(key => !runs.has(key));
		const rows = this.takeRows(nowMs);
		const update: Update = {
			type: 'update',
			rows,
			removed,
			sparks: this.curves.takeSparks(runs, lateAfter(curvesMs)),
			curves: this.curves.takeCurves(runs, lateAfter(curvesMs)),
			reading: this.takeReading(nowMs),
			detail: this.opened.takeDetail(nowMs),
			log: this.opened.takeLog(),
			targets: this.takeTargets(nowMs),
		};
		if (this.curves.isBehind) this.isAsked = true;
		const media = this.media.take(runs);
		if (media.length > 0) update.media = media;
		const compared = this.compared.take(nowMs);
		if (compared !== null) update.compared = compared;
		const report = this.takeReport(nowMs);
		if (report !== null) update.report = report;
		const machine = this.machine.take(nowMs);
		if (machine !== null) update.machine = machine;
		const {sparks, curves, reading, detail, log, targets} = update;
		const empty =
			rows.length + removed.length + sparks.length + curves.length + media.length === 0 &&
			reading === null &&
			detail === null &&
			log === null &&
			targets === null &&
			compared === null &&
			report === null &&
			machine === null;
		return empty ? null : update;
	}

	/** Rows of runs that have changed: what is not in view is told seldom, and while all is new, a screenful goes first and the rest follows. */
	private takeRows(nowMs: number): RunRow[] {
		const rows: RunRow[] = [];
		const most = this.engine.discovery.scanned ? Number.POSITIVE_INFINITY : mostFirstRows;
		const waits = this.visible.size > 0 && nowMs >= this.toldUnseenAtMs && nowMs - this.toldUnseenAtMs < unseenEveryMs;
		if (!waits) this.toldUnseenAtMs = nowMs;
		for (const run of this.engine.registry.runs.values()) {
			const {version} = run;
			const sent = this.sent.get(run.key);
			if (sent === version) continue;
			if (waits && sent !== undefined && !this.visible.has(run.key)) {
				this.isAsked = true;
				continue;
			}
			if (rows.length >= most) {
				this.isAsked = true;
				break;
			}
			this.sent.set(run.key, version);
			rows.push(makeRow(run));
		}
		return rows;
	}

	private takeReport(nowMs: number): ReportWritten | null {
		const wish = this.report;
		this.report = null;
		return wish === null ? null : writeReport(this.engine, wish, nowMs);
	}

	private takeTargets(nowMs: number): Update['targets'] {
		const asked = this.targetsAsked;
		if (asked === null) return null;
		asked.atMs ??= nowMs;
		// What is on its way to another directory is waited for, that it is not acted on where it was.
		if (nowMs - asked.atMs < mostMovingMs && asked.runs.some(run => this.engine.targets.findNow(run) === null)) {
			this.isAsked = true;
			return null;
		}
		this.targetsAsked = null;
		return {ask: asked.ask, targets: this.engine.targets.ofRuns(asked.runs), seenAtMs: nowMs};
	}

	private takeReading(nowMs: number): Reading | null {
		const reading = this.engine.reading();
		const at = [
			// How many directories were looked at says that there is life, where that takes long.
			reading.scanned || Math.floor(nowMs / countEveryMs),
			reading.runs,
			reading.runsLeft,
			reading.bytesLeft,
			this.engine.problemsVersion,
			reading.problems.length,
			reading.problems[0]?.file,
			reading.unread?.length,
			...(reading.groups ?? []).map(({group, text, from}) => `${group}\0${text}\0${from}`),
		].join();
		if (at === this.readingAt) return null;
		this.readingAt = at;
		return reading;
	}
}
