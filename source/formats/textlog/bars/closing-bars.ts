import {nameOfBar} from './bar-labels.ts';
import {readBar} from './bars.ts';

const mostBars = 64;

/**
 * Bars that are drawn once more while the program ends: tqdm then shows the steps that it had held back, so that the bar has moved although
 * nothing went on. What goes on draws again, and what begins anew draws a bar at 0 first.
 */
export class ClosingBars {
	private readonly steps = new Map<string, number>();

	/** From here on each bar may be drawn once. */
	begin(): void {
		this.steps.clear();
	}

	/** True for a line that is a bar drawn for the first time since the end was said, and nothing else. The same bar again is no other one. */
	take(line: string): boolean {
		const bar = readBar(line.trim());
		// Keras draws none of its own accord.
		if (bar === null || bar.kind === 'keras' || bar.step === 0 || bar.rest.trim() !== '') return false;
		const key = nameOfBar(bar);
		const before = this.steps.get(key);
		if (before !== undefined) return before === bar.step;
		if (this.steps.size >= mostBars) return false;
		this.steps.set(key, bar.step);
		return true;
	}
}
