import type {LogHabit, LogHabits} from '../log-habits.ts';
import type {Bar} from './bars.ts';

const evaluates = (total: number): LogHabit => `unnamed bars of ${total} are evaluations`;

/**
 * Tells bars of evaluations that have no name from those of training, which have none either, by their turns: behind a full one of training, in each
 * epoch anew, comes a shorter one. That shows where the next epoch begins; lines before are read anew then.
 */
export class BarTurns {
	/** The bar that was drawn last, and the first one of all. */
	private last: Bar | null = null;
	private first: number | null = null;
	/** Lengths of others since the first one was drawn, each of which came to its end. */
	private readonly others = new Set<number>();
	private readonly found = new Set<number>();
	/** True where they do not take turns: one is drawn within another, or the first one is shorter. */
	private isOff = false;

	/** The bar with a label where it is of an evaluation; else as it is. @param note takes what a bar shows of the log */
	nameOf(bar: Bar, habits: LogHabits, note: (habit: LogHabit) => void): Bar {
		if (bar.kind !== 'tqdm' || bar.label !== '' || bar.total === null) return bar;
		const {total} = bar;
		if (!this.isOff) this.takeTurn(total, note);
		this.last = bar;
		return this.found.has(total) || habits.has(evaluates(total)) ? {...bar, label: 'eval'} : bar;
	}

	private takeTurn(total: number, note: (habit: LogHabit) => void): void {
		const {last, others} = this;
		this.first ??= total;
		if (last === null || last.total === total) return;
		this.isOff = last.step !== last.total || total > this.first;
		if (this.isOff) return;
		if (total !== this.first) {
			others.add(total);
			return;
		}
		for (const other of others) {
			if (this.found.has(other)) continue;
			this.found.add(other);
			note(evaluates(other));
		}
		others.clear();
	}
}
