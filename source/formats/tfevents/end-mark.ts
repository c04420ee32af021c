import type {Judgement} from '../../core/status.ts';
import type {HparamsRecord} from './event/hparams.ts';
import type {SessionRecord} from './event/session-log.ts';
import {FilePoints} from './file-points.ts';
import type {WriterAbove} from './writer-above.ts';

/** Events this much younger than the end mark show that it was no end: `add_hparams` writes one whenever it is called. */
const afterwardsMs = 10_000;
/** Lightning's logger declares this metric where it has none, in the mark that it writes before a stage begins. */
const placeholder = 'hp_metric';
/** Ray Tune's logger names what it writes so; when it closes the file of a trial it marks it with SUCCESS, whatever became of the trial. */
const ofRay = 'ray/tune/';

/** The newest record that says how a run ended, and what was written around it. */
export class EndMark {
	/** The word that was recorded. */
	recorded: string | null = null;
	/** True where the mark may have been written in advance: success without an end time. */
	isDoubtful = false;
	private endedAtMs: number | null = null;
	private outcome: Judgement | null = null;
	private wallMs = Number.NaN;
	private newestMs = Number.NEGATIVE_INFINITY;
	/** Newest time of all, before and after the mark. */
	private newestEverMs = Number.NEGATIVE_INFINITY;
	private declared: ReadonlySet<string> | null = null;
	private readonly parts = new Map<number, FilePoints>();
	private part = this.partOf(0);
	private isOfRay = false;
	private markedPart: FilePoints | null = null;
	private file = 0;
	/** Number of the file that the mark is in. */
	markedFile = 0;

	/** Goes to a file of the run: the next events are in it. */
	openFile(file: number): void {
		this.file = file;
		this.part = this.partOf(file);
	}

	/** Time of the mark, milliseconds; NaN where none has one. */
	get markedMs(): number {
		return this.wallMs;
	}

	/** Notes an event of any kind. */
	event(wallMs: number): void {
		if (wallMs > this.newestMs) this.newestMs = wallMs;
		if (wallMs > this.newestEverMs) this.newestEverMs = wallMs;
	}

	/** True where the next point of the file may tell something. */
	get wantsPoints(): boolean {
		return this.part.wantsMore;
	}

	point(tag: string): void {
		this.isOfRay ||= tag.startsWith(ofRay);
		this.part.point(tag);
	}

	hparams({end, experiment}: HparamsRecord, wallMs: number): void {
		if (experiment !== undefined) this.declared = new Set(experiment.metrics);
		if (end === undefined || end.status === 'UNKNOWN') return;
		const word = `session end record says ${end.status}`;
		this.recorded = end.status;
		this.outcome = null;
		if (end.status === 'SUCCESS')
			this.outcome = this.isOfRay
				? {status: 'unknown', why: `${word}, as Ray Tune does of every trial that is over`}
				: {status: 'finished', why: word};
		if (end.status === 'FAILURE') this.outcome = {status: 'failed', why: word};
		this.isDoubtful = end.status === 'SUCCESS' && end.endedAtMs === null;
		this.endedAtMs = end.endedAtMs;
		this.mark(wallMs);
	}

	session({status, wallMs}: SessionRecord): void {
		if (status === 'start') {
			this.outcome = null;
			this.recorded = null;
		}
		if (status !== 'stop') return;
		this.recorded = 'STOP';
		this.outcome = {status: 'finished', why: 'session log ends with STOP'};
		this.isDoubtful = false;
		this.endedAtMs = Number.isFinite(wallMs) ? wallMs : null;
		this.mark(wallMs);
	}

	/**
	 * How the run ended, as far as it is proven. A doubtful mark counts where the run's points came before it, or where its own metrics follow
	 * it in a file or folder beside a writer that did not go on: `above` is what the event files above tell, null where there are none, and
	 * `wentOnBeside` looks at others of its own folder, which costs reading and is asked last.
	 */
	judge(above: WriterAbove | null, wentOnBeside: () => boolean): {outcome: Judgement | null; endedAtMs: number | null} {
		const marked = Number.isFinite(this.wallMs) ? this.wallMs : Number.POSITIVE_INFINITY;
		const wentOn = this.newestMs > marked + afterwardsMs || (this.isDoubtful && this.isRefuted(marked, above, wentOnBeside));
		if (this.outcome === null || wentOn) return {outcome: null, endedAtMs: null};
		return {outcome: this.outcome, endedAtMs: this.endedAtMs ?? (Number.isFinite(this.wallMs) ? this.wallMs : null)};
	}

	/** True where what is around a mark without an end time does not speak for an end. */
	private isRefuted(marked: number, above: WriterAbove | null, wentOnBeside: () => boolean): boolean {
		const part = this.markedPart;
		if (part === null || part.wentOn || this.declared?.has(placeholder)) return true;
		if (this.newestEverMs > marked + afterwardsMs) return true;
		if (wentOnBeside()) return true;
		if (above !== null && (above.wentOn || above.newestMs > marked + afterwardsMs)) return true;
		if (part.wasUsed) return false;
		const isBeside = above !== null || [...this.parts.values()].some(other => other !== part && other.hasPoints);
		return !(part.gaveMetrics && isBeside);
	}

	private mark(wallMs: number): void {
		this.wallMs = wallMs;
		this.newestMs = Number.isFinite(wallMs) ? wallMs : Number.NEGATIVE_INFINITY;
		this.markedPart = this.part;
		this.markedFile = this.file;
		this.part.mark(this.declared);
	}

	private partOf(file: number): FilePoints {
		const part = this.parts.get(file) ?? new FilePoints();
		this.parts.set(file, part);
		return part;
	}
}
