import {areTold, isOfValues} from '../../line/settings/settings.ts';
import type {Statement} from '../../line/statement/said.ts';

const mostLines = 200;

/**
 * Knows lines before the first row that say how much there will be, and with which settings: "Warmup steps: 500, lr: 0.1", "Training plan: 5 epochs
 * x 200 steps = 1000 steps". A row may begin with "steps: 100" too; it comes again with other numbers.
 */
export class PlannedLines {
	/** The line that each row of names was last seen in. */
	private readonly lines = new Map<string, string>();
	/** The line before, where it was taken and only counts something; a value below it belongs to it. */
	private before: string | null = null;
	private back: string[] = [];

	/**
	 * Takes a line; true where it is one of a plan.
	 *
	 * @param isFirst true before the first row
	 */
	take(text: string, statement: Statement, isFirst: boolean): boolean {
		const {before} = this;
		this.before = null;
		if (!areTold(statement)) {
			if (before !== null && statement.counters.length === 0 && isOfValues(statement.pairs)) this.back.push(before);
			return false;
		}
		const key = text.replaceAll(/\d[\d.,]*/g, '0');
		const known = this.lines.get(key);
		if (known === undefined && !isFirst) return false;
		if (known !== undefined && known !== text) {
			if (isFirst) this.back.push(known);
			return false;
		}
		if (this.lines.size >= mostLines) return false;
		this.lines.set(key, text);
		if (statement.pairs.length === 0) this.before = text;
		return true;
	}

	/** Lines that were taken for a plan and that the last line has shown to be rows. */
	takenBack(): readonly string[] {
		const {back} = this;
		if (back.length > 0) this.back = [];
		return back;
	}
}
