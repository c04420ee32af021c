import {type Importance, judgeImportance} from '../../core/importance/importance.ts';
import type {RunRow} from '../../core/row.ts';

/** Runs a function soon, when the keys that have come are dealt with. */
export type Soon = (run: () => void) => void;

const sliceMs = 6;

/**
 * Finds out what decides, in slices between frames, since a forest of hundreds of runs takes longer than a key may wait. A new question
 * drops the one that is worked on.
 */
export class ImportanceJob {
	private steps: Generator<void, Importance | null> | null = null;
	private answer: Importance | null = null;

	constructor(
		private readonly soon: Soon,
		private readonly onDone: () => void,
	) {}

	/** The last answer; null where too few runs tell, and before there is one. */
	get found(): Importance | null {
		return this.answer;
	}

	/** True until the last question is answered. */
	get isWorking(): boolean {
		return this.steps !== null;
	}

	/** @param isRenewed the same is asked of newer values: the answer before stays until this one is there */
	ask(input: () => {rows: readonly RunRow[]; results: Float64Array}, isRenewed: boolean): void {
		const isRunning = this.steps !== null;
		this.steps = judgeImportance(input());
		if (!isRenewed) this.answer = null;
		if (!isRunning) this.soon(() => this.work());
	}

	private work(): void {
		const {steps} = this;
		if (steps === null) return;
		const untilMs = performance.now() + sliceMs;
		do {
			const {done, value} = steps.next();
			if (!done) continue;
			this.steps = null;
			this.answer = value ?? null;
			this.onDone();
			return;
		} while (performance.now() < untilMs);
		this.soon(() => this.work());
	}
}
