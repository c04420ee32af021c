import {numbersByPath} from '../../core/flatten.ts';
import type {JsonObject} from '../../core/run.ts';
import type {RunSink, SeriesSink} from '../format.ts';

/** Where the row stands, no metrics. */
const axes = new Set(['step', 'epoch']);

/** Takes what is new of `log_history`, which every saved state repeats from its start. */
export class HistoryFeed {
	private count = 0;
	private last = '';
	private readonly sinks = new Map<string, SeriesSink>();

	/**
	 * False where the rows do not go on from those that were taken (training went back to an older checkpoint): then the run has to be reset
	 * and fed anew after `forget`. `wallOf` gives the moment of a step in milliseconds, NaN where it is not known.
	 */
	take(rows: readonly JsonObject[], run: RunSink, wallOf: (step: number) => number): boolean {
		if (rows.length < this.count) return false;
		if (this.count > 0 && textOf(rows[this.count - 1]!) !== this.last) return false;
		for (let i = this.count; i < rows.length; i++) this.push(rows[i]!, run, wallOf);
		this.count = rows.length;
		this.last = rows.length === 0 ? '' : textOf(rows.at(-1)!);
		return true;
	}

	forget(): void {
		this.count = 0;
		this.last = '';
		this.sinks.clear();
	}

	private push(row: JsonObject, run: RunSink, wallOf: (step: number) => number): void {
		const {step} = row;
		if (typeof step !== 'number' || !Number.isFinite(step)) return;
		const wallMs = wallOf(step);
		// Also those of a report that an evaluation gave as one value (scikit-learn's classification_report with output_dict).
		for (const [name, value] of numbersByPath(row)) {
			if (axes.has(name)) continue;
			let sink = this.sinks.get(name);
			if (sink === undefined) {
				// A state is one training from its start, so that a repeated step is two evaluations and no restart.
				sink = run.series(name, 'sort');
				this.sinks.set(name, sink);
			}
			sink.push(step, wallMs, value);
		}
	}
}

const textOf = (row: JsonObject) => JSON.stringify(row, (_key, value) => (typeof value === 'number' ? String(value) : value));
