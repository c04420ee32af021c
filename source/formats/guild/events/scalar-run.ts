import type {MediaDecoder, MediaKind} from '../../../core/media/media.ts';
import type {MediaSink, RunSink, SeriesSink} from '../../format.ts';

/** Who keeps what Guild itself wrote. */
export interface OwnPoints {
	note(name: string, step: number, value: number): void;
	/** True for a name whose points are taken from elsewhere. */
	isElsewhere(name: string): boolean;
}

/** A run's sink as the reader of one directory of event files sees it: names tell the directory, and nothing but points and media passes. */
export class ScalarRun implements RunSink {
	constructor(
		private readonly run: RunSink,
		/** What a tag is called, as a series of the run. */
		private readonly nameOf: (tag: string) => string,
		/** True where its points are those of other runs. */
		private readonly isHidden: boolean,
		/** Told of each name that has points here. */
		private readonly note: (name: string) => void,
		/** Told of each point that Guild itself wrote; null where it wrote none of these. */
		private readonly own: OwnPoints | null,
		/** When a step was printed that is recorded without a time, milliseconds; NaN where that is not known. */
		private readonly timeOf: (step: number) => number,
	) {}

	/** Guild keeps the points of all attempts, and a pipeline those of all its steps; what was written last is what is so now. */
	series(tag: string): SeriesSink {
		const name = this.nameOf(tag);
		if (this.isHidden) this.run.defineMetric(name, {hidden: true, isUncounted: true});
		else if (tag.startsWith('sys/')) this.run.defineMetric(name, {hidden: true});
		this.note(name);
		const sink = this.run.series(name, 'written');
		const {own, timeOf} = this;
		if (own === null || tag.startsWith('sys/')) return sink;
		const isElsewhere = own.isElsewhere(name);
		return {
			push(step, wallMs, value, exact) {
				own.note(name, step, value);
				if (!isElsewhere) sink.push(step, Number.isNaN(wallMs) ? timeOf(step) : wallMs, value, exact);
			},
		};
	}

	systemSeries(name: string): SeriesSink {
		return this.run.systemSeries(this.nameOf(name));
	}

	media(tag: string, kind: MediaKind, decode: MediaDecoder): MediaSink {
		return this.isHidden ? {push() {}} : this.run.media(this.nameOf(tag), kind, decode);
	}

	facts(): void {}
	defineMetric(): void {}
	event(): void {}
	output(): void {}
	problem(): void {}
	faults(): void {}
	reset(): void {}
	remove(): void {}
}
