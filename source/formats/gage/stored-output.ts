import type {RunSink, SeriesSink} from '../format.ts';
import type {Turn} from '../guild/events/event-reader.ts';
import {BarPlaces} from '../guild/output/bar-places.ts';
import {HeadedNames} from '../guild/output/headed-names.ts';
import type {LineIndex} from '../guild/output/line-index.ts';
import type {OutputPoint} from '../guild/output/output-point.ts';
import {type Aside, OutputScanner} from '../guild/output/output-scanner.ts';

/** The output of a run that is over, as its archive holds it: read once, whole. */
export class StoredOutput {
	readonly scanner: OutputScanner;
	private readonly sinks = new Map<string, SeriesSink>();
	readonly bytesLeft = 0;
	private waiting: OutputPoint[] = [];
	private isRead = false;

	constructor(
		private readonly run: RunSink,
		private readonly content: Uint8Array,
		private readonly index: LineIndex,
		aside: Aside,
	) {
		this.scanner = new OutputScanner(index, 'the output', point => this.waiting.push(point), null, aside, new BarPlaces());
	}

	/** Names whose points came from here. */
	get names(): Iterable<string> {
		return this.sinks.keys();
	}

	get bytes(): number {
		return this.content.length;
	}

	read(): Turn {
		if (this.isRead) return {bytesRead: 0, outcome: 'done'};
		this.isRead = true;
		const used = this.scanner.consume(this.content);
		this.scanner.finish(this.content.subarray(used));
		return {bytesRead: this.content.length, outcome: 'done'};
	}

	/** Gives on the points whose names are not among those of the events. */
	flush(recorded: ReadonlySet<string>): void {
		this.scanner.settle();
		const headed = new HeadedNames();
		for (const point of this.waiting) headed.note(point);
		for (const {name, headed: ofHeading, step, value, line, wallMs} of this.waiting) {
			if (recorded.has(name)) continue;
			const sink = this.sinks.get(name) ?? this.run.series(name, 'written');
			this.sinks.set(name, sink);
			sink.push(
				headed.fit ? (ofHeading ?? step) : step,
				Number.isNaN(wallMs) ? (this.index.at(line)?.atMs ?? Number.NaN) : wallMs,
				value,
			);
		}
		this.waiting = [];
	}
}
