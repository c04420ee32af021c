import type {Counter} from './said.ts';
import {isPhase} from './words.ts';

const beginning =
	/^\W*(?:(?:begin|start|run|do)(?:ning|ting|ing)?\s+)?(?:the\s+)?(eval\w*|valid\w*|test\w*)(?:\s+(?:begins?|began|start(?:s|ed)?))?\s*(\.{2,}|…)?\s*$/i;
const longestBeginning = 40;

/**
 * Knows the rows of an evaluation that a line of its own has begun and that counts its own batches: "Eval begin...", "step 157/157 - loss: 0.1".
 * What was counted before goes on behind it.
 */
export class SidePass {
	private phase: string | null = null;
	/** The last counter of training that had a total. */
	private last: Counter | null = null;

	/** Takes a line that may begin an evaluation. */
	takeLine(text: string): void {
		if (text.length > longestBeginning) return;
		const found = beginning.exec(text);
		if (found === null) return;
		// A word alone is a heading, or anything.
		const isAlone = found[2] === undefined && /^\W*\w+\W*$/.test(text);
		if (!isAlone) this.phase = phaseIn(found[1]!);
	}

	/** The data that a row with these counters is about, null for one of training. */
	phaseOf(epoch: Counter | null, inner: Counter | null): string | null {
		const {phase, last} = this;
		if (epoch === null && inner === null) return null;
		const isOwn =
			epoch === null && inner!.total !== null && last !== null && (inner!.total !== last.total || inner!.value <= last.value);
		if (phase !== null && isOwn) return phase;
		this.phase = null;
		if (inner !== null && inner.total !== null) this.last = inner;
		return null;
	}
}

const phaseIn = (word: string): string => (isPhase(word) ? word : (/^(?:eval|val|test)/i.exec(word)?.[0] ?? word).toLowerCase());
