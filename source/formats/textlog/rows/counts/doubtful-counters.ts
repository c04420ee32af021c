import {type Counter, counterAt, type Pair} from '../../line/statement/said.ts';
import type {OutputState} from '../../output-state.ts';

/** Knows which counters that may count something else are no steps: ranks, "[0] loss: 2.5", and times, "step 0.5 loss 2.5". */
export class DoubtfulCounters {
	/** The highest number before rows of each name. */
	private readonly highest = new Map<string, number>();
	private rises = 0;
	/** The number before the last such row. */
	private last: number | null = null;
	private hasDecimals = false;

	constructor(private readonly output: OutputState) {}

	/**
	 * What of the counters of a row does count.
	 * @param leading a number before a row without counters, which is its step where it was that of the row above: "[50] l2_params = 1801.5"
	 */
	of(counters: readonly Counter[], pairs: readonly Pair[], leading?: number): readonly Counter[] {
		const [first] = counters;
		if (first === undefined) {
			const goesOn = leading !== undefined && this.rises > 0 && leading === this.last;
			return goesOn ? [counterAt('step', leading)] : counters;
		}
		// "Steps: 50/1000" below "[50] loss = 1.0" counts the same.
		if (first.doubt !== 'leads' && this.rises > 0 && !(first.kind === 'step' && first.value === this.last))
			this.output.show('leading numbers are no steps');
		if (first.doubt === undefined && first.isWhole) return counters;
		if (first.doubt === 'leads') return this.isStep(first.value, pairs[0]?.name ?? '') ? counters : counters.slice(1);
		if (first.kind !== 'step') return counters;
		if (this.output.habits.has('decimals are no steps')) return [{...first, isWhole: false}, ...counters.slice(1)];
		if (first.isWhole) this.hasDecimals = true;
		else if (this.hasDecimals) this.output.show('decimals are no steps');
		return counters;
	}

	/** Steps without a name rise all the time, and nothing else counts beside them: what falls is a rank, a class, a fold or a batch. */
	private isStep(value: number, name: string): boolean {
		const {habits, epochs, axis} = this.output;
		if (habits.has('leading numbers are no steps')) return false;
		if (this.rises === 0 && (axis !== 'row' || epochs.current !== null)) return false;
		const before = this.last ?? Number.NEGATIVE_INFINITY;
		this.last = value;
		const highest = this.highest.get(name) ?? Number.NEGATIVE_INFINITY;
		if (value > highest) {
			this.highest.set(name, value);
			this.rises++;
			return true;
		}
		// A numbered list of metrics that is printed again and again has each at its number.
		const isNone = value < highest || value < before || this.rises === 1;
		if (isNone) this.output.show('leading numbers are no steps');
		return !isNone;
	}
}
