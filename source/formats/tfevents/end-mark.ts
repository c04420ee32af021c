import type {Judgement} from '../../core/run.ts';
import type {HparamsRecord} from './hparams.ts';
import type {SessionRecord} from './session-log.ts';

/** Events this much younger than the end mark show that it was no end: `add_hparams` writes one whenever it is called. */
const afterwardsMs = 10_000;

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
	private pointsBefore = 0;

	/** Notes an event of any kind. */
	event(wallMs: number): void {
		if (wallMs > this.newestMs) this.newestMs = wallMs;
	}

	hparams({end}: HparamsRecord, wallMs: number, points: number): void {
		if (end === undefined || end.status === 'UNKNOWN') return;
		const word = `session end record says ${end.status}`;
		this.recorded = end.status;
		this.outcome = null;
		if (end.status === 'SUCCESS') this.outcome = {status: 'finished', why: word};
		if (end.status === 'FAILURE') this.outcome = {status: 'failed', why: word};
		this.isDoubtful = end.status === 'SUCCESS' && end.endedAtMs === null;
		this.endedAtMs = end.endedAtMs;
		this.mark(wallMs, points);
	}

	session({status, wallMs}: SessionRecord, points: number): void {
		if (status === 'start') {
			this.outcome = null;
			this.recorded = null;
		}
		if (status !== 'stop') return;
		this.recorded = 'STOP';
		this.outcome = {status: 'finished', why: 'session log ends with STOP'};
		this.isDoubtful = false;
		this.endedAtMs = Number.isFinite(wallMs) ? wallMs : null;
		this.mark(wallMs, points);
	}

	/**
	 * How the run ended, as far as it is proven. A doubtful mark counts where the run's points came before it, or where it lies in a folder of
	 * its own below a writer that wrote nothing afterwards: `parentMs` is the newest time in the event files above, null where there are none.
	 */
	judge(parentMs: number | null): {outcome: Judgement | null; endedAtMs: number | null} {
		const marked = Number.isFinite(this.wallMs) ? this.wallMs : Number.POSITIVE_INFINITY;
		const wentOn = this.newestMs > marked + afterwardsMs;
		const parentWentOn = parentMs !== null && parentMs > marked + afterwardsMs;
		const isIdle = this.pointsBefore === 0 && parentMs === null;
		if (this.outcome === null || wentOn || (this.isDoubtful && (parentWentOn || isIdle))) return {outcome: null, endedAtMs: null};
		return {outcome: this.outcome, endedAtMs: this.endedAtMs ?? (Number.isFinite(this.wallMs) ? this.wallMs : null)};
	}

	private mark(wallMs: number, points: number): void {
		this.wallMs = wallMs;
		this.pointsBefore = points;
		this.newestMs = Number.isFinite(wallMs) ? wallMs : Number.NEGATIVE_INFINITY;
	}
}
