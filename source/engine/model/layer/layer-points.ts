import {type MediaDecoder, type MediaKind, type MediaPlace, MediaSeries} from '../../../core/media/media.ts';
import type {RunEvent} from '../../../core/run.ts';
import {Series} from '../../../core/series/series.ts';
import type {MediaSink, SeriesRule, SeriesSink} from '../../../formats/format.ts';
import type {EarlierStarts} from '../starts/earlier-starts.ts';

const mostEvents = 1000;
const mostOutputLines = 5000;

/** Whose points they are. */
export interface PointsOwner {
	/** Raised by everything that changes what is shown. */
	version: number;
	/** Parts the points of its metrics by starts of its program; null where nothing does. */
	readonly starts: EarlierStarts | null;
	/** Called by a series that was not there before. */
	beginSeries(): void;
}

/** What was read of a run that grows with its length: it is let go of while nobody asks for it. */
export class LayerPoints {
	readonly metrics = new Map<string, Series>();
	readonly system = new Map<string, Series>();
	readonly media = new Map<string, MediaSeries>();
	events: RunEvent[] = [];
	lines: string[] = [];
	private resets = 0;
	private readRest: (() => void) | null = null;

	constructor(private readonly owner: PointsOwner) {}

	/** The series is looked up once, and again after it was let go of. */
	sinkOf(map: Map<string, Series>, name: string, rule: SeriesRule): SeriesSink {
		let series: Series | undefined;
		let resets = this.resets;
		return {
			push: (step, wallMs, value, exact) => {
				if (series === undefined || resets !== this.resets) {
					series = map.get(name) ?? this.makeSeries(rule);
					map.set(name, series);
					resets = this.resets;
				}
				if (map === this.metrics) this.owner.starts?.take(series, step, wallMs, value);
				series.push(step, wallMs, value, exact);
				this.owner.version++;
			},
			takeBack: () => {
				map.get(name)?.takeBack();
				this.owner.version++;
			},
			restart: step => {
				const known = map.get(name);
				if (known !== undefined) this.owner.starts?.takeRestart(known, step);
				known?.restart(step);
				this.owner.version++;
			},
		};
	}

	private makeSeries(rule: SeriesRule): Series {
		this.owner.beginSeries();
		return new Series(rule);
	}

	mediaSink(name: string, kind: MediaKind, decode: MediaDecoder): MediaSink {
		const push = (place: MediaPlace) => {
			const series = this.media.get(name) ?? new MediaSeries(kind, decode);
			this.media.set(name, series);
			series.push(place);
			this.owner.version++;
		};
		return {push};
	}

	addEvent(event: RunEvent): void {
		if (this.events.length < mostEvents) this.events.push(event);
		this.owner.version++;
	}

	/** Adds text of the program's output, whose last line may go on. */
	addOutput(text: string): void {
		const lines = text.split('\n');
		const open = this.lines.pop() ?? '';
		this.lines.push(open + lines[0], ...lines.slice(1));
		if (this.lines.length > mostOutputLines * 1.2) this.lines = this.lines.slice(-mostOutputLines);
		this.owner.version++;
	}

	/**
	 * Takes the points of all metrics as an earlier start has kept them.
	 * @param readRest reads all anew, once somebody asks for more than these
	 */
	take(metrics: ReadonlyMap<string, Series>, readRest: () => void): void {
		this.forget();
		this.readRest = readRest;
		for (const [name, series] of metrics) {
			this.owner.beginSeries();
			this.metrics.set(name, series);
		}
		this.owner.version++;
	}

	/** Has what is not there read, which lets go of the rest before. */
	wake(): void {
		this.readRest?.();
	}

	/** Lets go of all of it. */
	forget(): void {
		this.resets++;
		this.readRest = null;
		this.metrics.clear();
		this.system.clear();
		this.media.clear();
		this.events = [];
		this.lines = [];
	}
}
