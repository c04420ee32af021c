import {byForm} from '../../line/by-form.ts';
import type {Counter} from '../../line/statement/said.ts';
import {isPhase} from '../../line/words.ts';

const beginning = byForm(
	/^\W*(?:(?:begin|start|run|do)(?:ning|ting|ing)?\s+)?(?:the\s+)?(eval\w*|valid\w*|test\w*)(?:\s+(?:begins?|began|start(?:s|ed)?))?\s*(\.{2,}|…)?\s*$/i,
);
const longestBeginning = 40;

/**
 * Knows the rows of an evaluation that a line of its own has begun and that counts its own batches: "Eval begin...", "step 157/157 - loss: 0.1".
 * What was counted before goes on behind it.
 */
export class SidePass {
	private phase: string | null = null;
	/** The batch that the evaluation has come to, null before its first one. */
	private batch: Counter | null = null;
	/** The last counter of training that had a total. */
	private last: Counter | null = null;

	/** Takes a line that may begin an evaluation. */
	takeLine(text: string): void {
		if (text.length > longestBeginning) return;
		const found = beginning.exec(text);
		if (found === null) return;
		// A word alone is a heading, or anything.
		const isAlone = found[2] === undefined && /^\W*\w+\W*$/.test(text);
		if (isAlone) return;
		this.phase = phaseIn(found[1]!);
		this.batch = null;
	}

	/** Takes values that say no place: an evaluation that has counted nothing before its values is over. */
	takeResult(): void {
		if (this.batch === null) this.phase = null;
	}

	/**
	 * The data that a row with these counters is about, null for one of training.
	 * @param saysEpochs true where training says each epoch before its first batch
	 */
	phaseOf(epoch: Counter | null, inner: Counter | null, saysEpochs: boolean): string | null {
		const {phase} = this;
		if (epoch === null && inner === null) return null;
		if (phase !== null && epoch === null && this.isOwn(inner!, saysEpochs)) {
			this.batch = inner;
			return phase;
		}
		this.phase = null;
		if (inner !== null && inner.total !== null) this.last = inner;
		return null;
	}

	/**
	 * A count with the total of training goes on up to that total. One that begins anew where training was at its end is taken for that of
	 * training, unless epochs are said.
	 */
	private isOwn({value, total}: Counter, saysEpochs: boolean): boolean {
		const {last, batch} = this;
		if (total === null || last === null) return false;
		if (total !== last.total) return true;
		if (batch?.total === total && batch.value < total && value > batch.value) return true;
		return value <= last.value && (saysEpochs || last.value < total);
	}
}

const phaseIn = (word: string): string => (isPhase(word) ? word : (/^(?:eval|val|test)/i.exec(word)?.[0] ?? word).toLowerCase());
