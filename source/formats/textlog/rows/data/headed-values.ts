import type {Pair} from '../../line/statement/said.ts';
import type {OutputState} from '../../output-state.ts';

/** Of more heads each is of something that was evaluated one by one, a sample or a file: no name has so many series. */
const mostHeads = 24;

/** Knows values of one step by the words that head each line: "clean: F1=0.5", "noisy: F1=0.25" behind the last row. */
export class HeadedValues {
	private readonly heads = new Set<string>();

	constructor(private readonly output: OutputState) {}

	/** Notes of the values of a line that counts nothing which words head it. */
	apply(pairs: readonly Pair[]): void {
		const {habits} = this.output;
		for (const pair of pairs) {
			if (pair.head === undefined || habits.has('heads are of samples')) continue;
			this.heads.add(pair.head);
			if (this.heads.size <= mostHeads) pair.dataBefore ??= `${pair.head} `;
			else this.output.show('heads are of samples');
		}
	}
}
