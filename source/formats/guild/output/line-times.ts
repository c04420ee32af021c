import {Column} from '../../../core/series/column.ts';
import type {LineIndex} from './line-index.ts';
import type {OutputPoint} from './output-point.ts';

/** Steps that may be recorded before their lines are read. */
const mostAhead = 16;

/**
 * When the steps of an output were printed, by the lines that say a value of them first. Released versions of Guild record their points without
 * a time (guild/summary.py, `add_scalar` with a wall time of 0), and the time of each line beside the output.
 */
export class LineTimes {
	private readonly steps = new Column();
	private readonly lines = new Column();
	/** Steps asked for beyond the last line since there was a new one. */
	private ahead = 0;

	/** @param index its own one, as it is asked for other lines than those that are read */
	constructor(private readonly index: LineIndex) {}

	note({step, line, isImplied}: OutputPoint): void {
		if (isImplied) return;
		const {steps, lines} = this;
		if (steps.length > 0 && step === steps.at(steps.length - 1)) return;
		// The output begins anew: what is recorded from here on is of these lines.
		const length = steps.lowerBound(step);
		steps.truncate(length);
		lines.truncate(length);
		steps.push(step);
		lines.push(line);
		this.ahead = 0;
	}

	/** When a step was printed, milliseconds; NaN where that is not known. */
	of(step: number): number {
		const {steps, lines} = this;
		const at = steps.lowerBound(step);
		if (at < steps.length && steps.at(at) === step) return this.timeOf(lines.at(at));
		// Recorded a moment after the output was read: not before its last line.
		const isNext = at > 0 && at === steps.length && ++this.ahead <= mostAhead;
		return isNext ? this.timeOf(lines.at(at - 1)) : Number.NaN;
	}

	private timeOf(line: number): number {
		return this.index.at(line)?.atMs ?? Number.NaN;
	}
}
