import type {FileAccess} from '../../core/files/files.ts';
import type {Claim} from '../../formats/format.ts';
import {areAsStamped, Looker, lengthen, type Stamps} from '../asleep/stamps.ts';

/** How a source sleeps of which only what the list shows is held, and by what it is woken. */
export class Sleep {
	/** What it watches while it has let go of the points of its run, and the state of that when it did. */
	private dozingOver: {watched: string[]; beside: readonly string[]; state: string} | null = null;
	/** The same of a run of which an earlier start has kept what is shown. */
	private restingOver: Stamps | null = null;

	constructor(private readonly files: FileAccess) {}

	get isAsleep(): boolean {
		return this.dozingOver !== null || this.restingOver !== null;
	}

	/** True where it was not read since the start. */
	get isResting(): boolean {
		return this.restingOver !== null;
	}

	/** Paths whose changes wake it; null where it is awake. */
	watched(claim: Claim): string[] | null {
		return this.restingOver?.paths.map(path => lengthen(path, {claim})) ?? this.dozingOver?.watched ?? null;
	}

	/** Files that are no sign of life and wake it as well; null where it does not doze. */
	get beside(): readonly string[] | null {
		return this.dozingOver?.beside ?? null;
	}

	rest(stamps: Stamps): void {
		this.restingOver = stamps;
	}

	/**
	 * @param beside files that are no sign of life
	 * @param state of all these paths as they were read; empty where they may have changed unseen, so that the next look wakes it
	 */
	doze(watched: string[], beside: readonly string[], state: string): void {
		this.dozingOver = {watched, beside, state};
	}

	/** Takes note that what it watches does not tell all any more: the next look wakes it, where it dozes. */
	distrust(): void {
		if (this.dozingOver !== null) this.dozingOver.state = '';
	}

	/** True where it dozes and its paths are in this state still. */
	dozesOver(state: string): boolean {
		return state === this.dozingOver?.state;
	}

	/** True where it rests and all is as it was kept. */
	restsOver(claim: Claim): boolean {
		return this.restingOver !== null && areAsStamped({claim}, this.restingOver, new Looker(this.files));
	}

	end(): void {
		this.dozingOver = this.restingOver = null;
	}
}
