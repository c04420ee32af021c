import type {BarRows} from '../bars/bar-rows.ts';
import {FitReader} from '../ending/fits.ts';
import type {OutputState} from '../output-state.ts';
import {LoaderTable} from '../tables/loader-table.ts';
import {ResultTable} from '../tables/result-table.ts';
import {StepNameRows} from '../tables/step-name-rows.ts';
import type {StatementRows} from './statement-rows.ts';

/** Rows of kinds of their own, which words and numbers alone do not show. */
export class OddRows {
	private readonly fits = new FitReader();
	private readonly loaders = new LoaderTable();
	private readonly results = new ResultTable();
	private readonly stepNames = new StepNameRows();

	constructor(
		private readonly output: OutputState,
		private readonly bars: BarRows,
		private readonly statements: StatementRows,
	) {}

	/** Takes a line that may be the head of a table. */
	takeLine(text: string): void {
		this.results.takeLine(text);
	}

	/** True where the line is such a row; its values are put into the output then. */
	take(text: string): boolean {
		return this.takeFit(text) || this.takeTable(text) || this.takeNamed(text);
	}

	private takeFit(text: string): boolean {
		const fit = this.fits.take(text);
		if (fit === null) return false;
		const {count, total, metrics} = fit;
		if (metrics.length > 0) this.output.push(count - 1, metrics);
		if (total !== null) this.output.result.progress = {step: count, total, unit: 'fit', from: 'counter', isOfPart: false};
		return true;
	}

	private takeTable(text: string): boolean {
		const {output} = this;
		const ofLoaders = this.loaders.take(text);
		if (ofLoaders !== null) {
			if (ofLoaders.length > 0) output.push(this.bars.mainStep() ?? output.lastStep ?? output.rows.next(), ofLoaders);
			return true;
		}
		const results = this.results.take(text);
		if (results === null) return false;
		const {pairs, counter} = results;
		if (counter === null) this.statements.takeValues(pairs);
		else this.statements.take({pairs, counters: [counter], startsWithCounter: true, looseWords: 0, phase: null, recalls: false});
		return true;
	}

	private takeNamed(text: string): boolean {
		const {output} = this;
		const row = this.stepNames.take(text);
		if (row === null) return false;
		output.noteAxis('step');
		output.push(row.step, [row]);
		return true;
	}
}
