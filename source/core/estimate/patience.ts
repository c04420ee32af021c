import type {StoppingRule} from '../progress/stopping-rule.ts';
import type {Series} from '../series/series.ts';
import {guessDirection} from '../table/metrics/direction.ts';
import type {Patience} from './total.ts';

const heldOut = /(^|[/._ -])(val|valid|validation|eval|dev|test)/i;

/** The series that a rule watches: the one it names, also as HF names it (`loss` is `eval_loss`), else the held-out loss, where there is one. */
export function watchedMetric(rule: StoppingRule, metrics: ReadonlyMap<string, Series>): string | null {
	const {metric} = rule;
	if (metric !== null)
		return (
			[metric, `eval_${metric}`, `eval/${metric}`, `eval/${metric.replace(/^eval_/, '')}`].find(name => metrics.has(name)) ?? null
		);
	const names = [...metrics.keys()].filter(name => heldOut.test(name));
	return names.find(name => /loss$/i.test(name)) ?? names.find(name => guessDirection(name) !== null) ?? null;
}

/** Follows a watched metric: where it was best, and how far apart its values are. Costs only what is new. */
export class PatienceWatch {
	private seen = 0;
	private best = Number.NaN;
	private bestAt = 0;

	constructor(
		private readonly rule: StoppingRule,
		private readonly metric: string,
	) {}

	/** The patience in the steps that the run counts; null while there are fewer than two values, or none that is a number. */
	follow({steps, values, length}: Series): Patience | null {
		// Points that were replaced after a restart: all is looked at again.
		if (length < this.seen) this.seen = 0;
		if (this.seen === 0) this.best = Number.NaN;
		const sign = (this.rule.mode ?? (guessDirection(this.metric) === 'up' ? 'max' : 'min')) === 'max' ? -1 : 1;
		for (; this.seen < length; this.seen++) {
			const value = sign * values.at(this.seen);
			if (Number.isNaN(value) || value >= this.best - this.rule.minDelta) continue;
			this.best = value;
			this.bestAt = this.seen;
		}
		if (Number.isNaN(this.best)) return null;
		const from = Math.max(0, length - 9);
		const gap = (steps.at(length - 1) - steps.at(from)) / (length - 1 - from);
		if (!(gap > 0)) return null;
		return {
			steps: Math.round(this.rule.patience * gap),
			bestStep: steps.at(this.bestAt),
			metric: this.metric,
			from: this.rule.from,
		};
	}
}
