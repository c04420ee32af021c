import {type Importance, judgeImportance} from '../../core/importance/importance.ts';
import type {RunRow} from '../../core/row.ts';

/** Runs a function soon, when the keys that have come are dealt with. */
export type Soon = (run: () => void) => void;

const sliceMs = 6;

/**
 * Finds out what decides, in slices between frames, since a forest of hundreds of runs takes longer than a key may wait. A new question
 * drops the old one; the last answer stays until the new one is there.
 */
export class ImportanceJob {
	private question: string | null = null;
	private steps: Generator<void, Importance | null> | null = null;
	private found: Importance | null = null;

	constructor(
		private readonly soon: Soon,
		private readonly onDone: () => void,
	) {}

	/** True until there is an answer to the last question. */
	get isWorking(): boolean {
		return this.steps !== null;
	}

	/** The answer, or the one before it while it is worked on; null where too few runs tell, and before the first answer. */
	ask(question: string, input: () => {rows: readonly RunRow[]; results: Float64Array}): Importance | null {
		if (question !== this.question) {
			this.question = question;
			const isRunning = this.steps !== null;
			this.steps = judgeImportance(input());
			if (!isRunning) this.soon(() => this.work());
		}
		return this.found;
	}

	private work(): void {
		const {steps} = this;
		if (steps === null) return;
		const untilMs = performance.now() + sliceMs;
		do {
			const {done, value} = steps.next();
			if (!done) continue;
			this.steps = null;
			this.found = value ?? null;
			this.onDone();
			return;
		} while (performance.now() < untilMs);
		this.soon(() => this.work());
	}
}
