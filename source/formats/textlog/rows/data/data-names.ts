import type {Pair} from '../../line/statement/said.ts';
import type {LogHabit} from '../../log-habits.ts';
import type {OutputState} from '../../output-state.ts';

interface Said {
	dataBefore: string | undefined;
	step: number;
	value: number;
}

const goesByData = (name: string): LogHabit => `${name} goes by the data before it`;

/**
 * Knows which values of a log go by the data that their line has named before them: "Epoch 1 train loss 0.5 acc 0.8", "Epoch 1 val loss 0.6 acc 0.7"
 * has two accuracies, and one name for both. That shows where one would go over the other; lines before are read anew then.
 */
export class DataNames {
	private readonly said = new Map<string, Said>();
	/** Names that this reading has found to go by their data. */
	private readonly found = new Set<string>();

	constructor(private readonly output: OutputState) {}

	/** Names those that are known to go by their data, also on a line that says only one of them. */
	apply(pairs: readonly Pair[]): void {
		const {habits} = this.output;
		for (const pair of pairs) {
			if (pair.dataBefore === undefined) continue;
			const name = pair.bareName ?? pair.name;
			const isKnown = this.found.has(name) || habits.has(goesByData(name));
			if (isKnown) pair.name = pair.dataBefore + name;
			else if (pair.bareName !== undefined) this.find(name);
		}
	}

	/** Takes the values of a step. */
	take(pairs: readonly Pair[], step: number): void {
		for (const {name, value, dataBefore} of pairs) {
			const last = this.said.get(name);
			if (last === undefined) {
				this.said.set(name, {dataBefore, step, value});
				continue;
			}
			const isLost = last.step === step && last.value !== value && last.dataBefore !== dataBefore;
			if (isLost) this.find(name);
			last.dataBefore = dataBefore;
			last.step = step;
			last.value = value;
		}
	}

	private find(name: string): void {
		this.found.add(name);
		this.output.show(goesByData(name));
	}
}
