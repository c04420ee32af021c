import type {Statement} from '../../line/statement/said.ts';

/** Finds the steps of rows whose count is rounded for people: "step:1K" of LeRobot is that of step 1000, and of step 1200 as well. */
export class RoundedSteps {
	private last = Number.NaN;
	/** How far steps were from each other before they were rounded. */
	private gap = Number.NaN;

	/** Takes a row, and puts one whose step is rounded where those before it lead to, as far as that may be written so. */
	apply({counters, pairs}: Statement): void {
		const step = counters.find(({kind, recall}) => kind === 'step' && recall === 'no');
		if (step === undefined || pairs.length === 0) return;
		const next = this.last + this.gap;
		if (step.roundedTo === undefined) this.gap = step.value - this.last;
		else if (this.gap > 0 && Math.abs(next - step.value) <= step.roundedTo / 2) step.value = next;
		this.last = step.value;
	}
}
