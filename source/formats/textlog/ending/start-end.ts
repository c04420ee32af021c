import type {ProgressMark, RunFacts} from '../../../core/run.ts';

type Told = Pick<RunFacts, 'outcome' | 'error'>;

const nothing: Told = {outcome: null, error: null};

/** Keeps what a log said of the end of a program, while rows may show that what follows is another start of it. */
export class StartEnd {
	private progress: ProgressMark | null = null;
	/** The end as it stands. */
	private told = nothing;
	/** The end that was taken back since the last row that went on. */
	private takenBack = nothing;

	/** Takes the end that was said last, or takes it back. */
	take(patch: Partial<Told> & {outcome: Told['outcome']}): void {
		if (patch.outcome === null && this.told.outcome !== null) this.takenBack = this.told;
		this.told = {...this.told, ...patch};
	}

	/** Takes note of where a row stands. */
	takeRow(isFurther: boolean): void {
		if (isFurther) this.takenBack = nothing;
	}

	/** Takes how far the output was at a row. */
	reach(progress: ProgressMark | null): void {
		this.progress = progress;
	}

	/** True where an end was said since the last row that went on. */
	get isSaid(): boolean {
		return this.told.outcome !== null || this.takenBack.outcome !== null;
	}

	/** What holds of the start before a row that falls behind it. */
	get facts(): Partial<RunFacts> {
		const ended = this.told.outcome === null ? this.takenBack : this.told;
		return {...ended, ...(this.progress !== null && {progress: this.progress, total: null})};
	}
}
