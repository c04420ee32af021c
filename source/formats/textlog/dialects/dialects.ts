import type {OutputState} from '../output-state.ts';
import {readDarknet} from './darknet.ts';
import type {DialectRow} from './dialect-row.ts';
import {readFastText} from './fast-text.ts';
import {GanTicks} from './gan-ticks.ts';
import {readMarian} from './marian.ts';
import {SlashedValues} from './slashed-values.ts';
import {VitsLosses} from './vits-losses.ts';

/** Makes rows of lines that only one program prints so, and that words and numbers alone do not show. */
export class Dialects {
	private readonly ticks = new GanTicks();
	private readonly slashed = new SlashedValues();
	private readonly vits = new VitsLosses();

	constructor(private readonly output: OutputState) {}

	/** Takes any line, which may say how much one of these programs will do, or be the head of a row. */
	takeLine(text: string): void {
		this.ticks.takePlan(text);
		this.vits.takeLine(text);
	}

	/** Takes a line; true where it is one of these programs'. */
	take(text: string): boolean {
		const vits = this.vits.take(text);
		const row =
			vits ?? this.ticks.take(text) ?? readDarknet(text) ?? readFastText(text) ?? readMarian(text) ?? this.slashed.take(text);
		if (row !== null) this.push(row);
		return row !== null;
	}

	private push({step, epoch, metrics, progress}: DialectRow): void {
		const {output} = this;
		if (epoch !== null) output.epochs.enter(epoch, null);
		output.result.progress = progress ?? output.result.progress;
		if (metrics.length === 0) return;
		if (step !== null) output.noteAxis('step');
		output.push(step ?? output.rows.next(), metrics);
	}
}
