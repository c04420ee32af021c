import type {Pair} from '../line/said.ts';
import type {LogHabit} from '../log-habits.ts';
import type {OutputState} from '../output-state.ts';

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

	constructor(private readonly output: OutputState) {}

	/** Names those that are known to go by their data, also on a line that says only one of them. */
	apply(pairs: readonly Pair[]): void {
		const {habits, result} = this.output;
		for (const pair of pairs) {
			if (pair.dataBefore === undefined) continue;
			const habit = goesByData(pair.bareName ?? pair.name);
			if (habits.has(habit)) pair.name = pair.dataBefore + (pair.bareName ?? pair.name);
			else if (pair.bareName !== undefined) result.shows.push(habit);
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
			if (isLost) this.output.result.shows.push(goesByData(name));
			last.dataBefore = dataBefore;
			last.step = step;
			last.value = value;
		}
	}
}
