import type {LogHabit, LogHabits} from '../log-habits.ts';
import {largestPart} from './bar-headings.ts';
import {pairsOf} from './bar-values.ts';
import type {Bar} from './bars.ts';

const evaluates = (total: number): LogHabit => `unnamed bars of ${total} are evaluations`;

/** How often they take turns before that is no chance. */
const fewestTurns = 2;

/**
 * Tells bars of evaluations that have no name from those of training, which have none either, where they say the same metrics and take turns, each
 * to its end: a longer one, then a shorter one, and none of other lengths. Nothing else tells the two curves apart. Lines before are read anew then.
 */
export class BarTurns {
	private last: Bar | null = null;
	/** Length of training's bars, which come first, and what they say. */
	private length: number | null = null;
	private names = '';
	/** Length of the others. */
	private other: number | null = null;
	private turns = 0;
	private isOff = false;

	/** The bar with a label where it is of an evaluation; else as it is. @param note takes what a bar shows of the log */
	nameOf(bar: Bar, habits: LogHabits, note: (habit: LogHabit) => void): Bar {
		const {kind, label, total} = bar;
		if (kind !== 'tqdm' || label !== '' || total === null) return bar;
		if (!this.isOff && this.turns < fewestTurns) {
			this.isOff = !this.takeTurn(bar, total);
			if (!this.isOff && this.turns === fewestTurns) note(evaluates(total));
			this.last = bar;
		}
		const isFound = this.turns === fewestTurns && total === this.other;
		return isFound || habits.has(evaluates(total)) ? {...bar, label: 'eval'} : bar;
	}

	/** False where they do not take turns. */
	private takeTurn(bar: Bar, total: number): boolean {
		const {last} = this;
		this.length ??= total;
		const isTraining = total === this.length;
		if (!isTraining) this.other ??= total;
		if (!isTraining && (total !== this.other || total >= largestPart * this.length)) return false;
		if (last !== null && last.total !== total && last.step !== last.total) return false;
		const goesOn = last !== null && last.total === total;
		// One evaluation behind the other is of several clients, or data.
		if (goesOn && !isTraining && bar.step < last.step) return false;
		if (bar.step !== total || (goesOn && last.step === total)) return true;
		const names = pairsOf(bar)
			.map(({name}) => name)
			.sort()
			.join('\n');
		if (isTraining) this.names = names;
		else this.turns++;
		return names !== '' && names === this.names;
	}
}
