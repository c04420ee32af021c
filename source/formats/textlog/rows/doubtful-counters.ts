import type {Counter, Pair} from '../line/said.ts';
import type {OutputState} from '../output-state.ts';

/** Rows that fall back where numbers before rows are no steps: how many at least, and how many for each that rises. */
const fewestBacks = 3;
const mostBacks = 4;

/** Knows which counters that may count something else are no steps: ranks, "[0] loss: 2.5", and times, "step 0.5 loss 2.5". */
export class DoubtfulCounters {
	private readonly highest = new Map<string, number>();
	private epoch: number | null = null;
	private rises = 0;
	private backs = 0;
	private hasDecimals = false;

	constructor(private readonly output: OutputState) {}

	/** What of the counters of a row does count. */
	of(counters: readonly Counter[], pairs: readonly Pair[]): readonly Counter[] {
		const [first] = counters;
		if (first === undefined || (first.doubt === undefined && first.isWhole)) return counters;
		if (first.doubt === 'leads') return this.isStep(first.value, pairs[0]?.name ?? '') ? counters : counters.slice(1);
		if (first.kind !== 'step') return counters;
		const {habits, result} = this.output;
		if (habits.has('decimals are no steps')) return [{...first, isWhole: false}, ...counters.slice(1)];
		if (first.isWhole) this.hasDecimals = true;
		else if (this.hasDecimals) result.shows = 'decimals are no steps';
		return counters;
	}

	/** Steps rise, but for new beginnings: the first one does not come twice in a row, and what falls all the time is none. */
	private isStep(value: number, name: string): boolean {
		const {habits, result, epochs} = this.output;
		if (habits.has('leading numbers are no steps')) return false;
		// They may begin anew in each epoch.
		if (epochs.current !== this.epoch) this.highest.clear();
		this.epoch = epochs.current;
		const highest = this.highest.get(name) ?? Number.NEGATIVE_INFINITY;
		if (value > highest) {
			this.highest.set(name, value);
			this.rises++;
			return true;
		}
		this.backs++;
		const isNone = (value === highest && this.rises === 1) || (this.backs >= fewestBacks && this.backs > mostBacks * this.rises);
		if (isNone) result.shows = 'leading numbers are no steps';
		return !isNone;
	}
}
