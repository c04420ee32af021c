import type {MediaDecoder, MediaKind} from '../../../core/media/media.ts';
import type {MediaSink, RunSink, SeriesSink} from '../../format.ts';

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
		/** Takes the last step of each name; null where nobody asks. */
		private readonly lastSteps: Map<string, number> | null = null,
		/** When a step was printed that is recorded without a time, milliseconds; NaN where that is not known. */
		private readonly timeOf: (step: number) => number = () => Number.NaN,
	) {}

	/** Guild keeps the points of all attempts, and a pipeline those of all its steps; what was written last is what is so now. */
	series(tag: string): SeriesSink {
		const name = this.nameOf(tag);
		if (this.isHidden) this.run.defineMetric(name, {hidden: true, isUncounted: true});
		else if (tag.startsWith('sys/')) this.run.defineMetric(name, {hidden: true});
		this.note(name);
		const sink = this.run.series(name, 'written');
		const {lastSteps, timeOf} = this;
		if (lastSteps === null || tag.startsWith('sys/')) return sink;
		return {
			push(step, wallMs, value, exact) {
				lastSteps.set(name, step);
				sink.push(step, Number.isNaN(wallMs) ? timeOf(step) : wallMs, value, exact);
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
