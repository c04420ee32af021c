import type {JsonObject} from '../../core/run.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {LineSplitter} from '../../encodings/text/lines.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {SeriesSink} from '../format.ts';
import {BadLines} from '../plain/bad-lines.ts';
import type {FileContext, FileReader} from '../plain/files-source.ts';
import {isObject} from '../values.ts';

/** Counters of a row, which are no results. */
const counters = new Set(['step', 'iter']);
/** Rows of validation time themselves under the same names as those of training. */
const timings = new Set(['time', 'data_time']);

/**
 * Reads MMEngine's scalars. Rows of training have an `iter`; those of validation have only a `step`, which counts epochs unless the runner
 * was told otherwise, and is 0 for ever where training counts iterations (mmengine/hooks/logger_hook.py): they are placed where training
 * stood, so that all curves share an axis and no point takes another's place.
 */
export class ScalarFile implements FileReader {
	private readonly splitter: LineSplitter;
	private readonly sinks = new Map<string, SeriesSink | null>();
	private trainedTo = 0;

	/** `iterationsOfEpoch`: null where nobody knows. */
	constructor(
		private readonly context: FileContext,
		private readonly iterationsOfEpoch: () => number | null,
	) {
		const bad = new BadLines(context.path, context.run);
		this.splitter = new LineSplitter({
			line: (chunk, start, end, number) => {
				if (start === end) return;
				const row = parseTolerantJson(decodeText(chunk, start, end));
				if (isObject(row)) this.takeRow(row);
				else bad.add(number, 'is not a JSON object and was skipped');
			},
			...bad.ofSplitter,
		});
	}

	consume(chunk: Uint8Array): number {
		return this.splitter.split(chunk);
	}

	private takeRow(row: JsonObject): void {
		const {iter, step} = row;
		const isTraining = typeof iter === 'number';
		if (isTraining) this.trainedTo = iter;
		const at = isTraining ? iter : this.placeOf(typeof step === 'number' ? step : 0);
		for (const [key, value] of Object.entries(row)) {
			if (typeof value === 'number' && !counters.has(key))
				this.push(!isTraining && timings.has(key) ? `val/${key}` : key, at, value);
		}
	}

	/** Iterations that had been trained at a validation: what it counts itself, where it does; else the end of its epoch. */
	private placeOf(counted: number): number {
		const {trainedTo} = this;
		if (counted >= trainedTo) return counted;
		const length = this.iterationsOfEpoch();
		const end = length === null ? trainedTo : counted * length;
		return length !== null && end >= trainedTo && end < trainedTo + length ? end : trainedTo;
	}

	private push(name: string, step: number, value: number): void {
		let sink = this.sinks.get(name);
		if (sink === undefined) {
			sink = this.context.series(name);
			this.sinks.set(name, sink);
		}
		sink?.push(step, Number.NaN, value);
	}
}
