import {Series} from '../../../core/series/series.ts';

type Metrics = ReadonlyMap<string, Series>;

/** One metric over two runs that are one course: what the earlier one logged before the first step of the later one, then the later one. */
class JoinedSeries {
	private readonly joined = new Series('replace');
	private taken = 0;

	constructor(
		private readonly earlier: Series,
		private readonly own: Series | null,
		private readonly upTo: number,
	) {
		this.earlierPushes = earlier.pushes;
		this.attempts = own?.attempts ?? 0;
		this.reorders = own?.reorders ?? 0;
		const until = own === null || own.length === 0 ? Number.POSITIVE_INFINITY : own.steps.at(0);
		this.take(earlier, 0, earlier.steps.lowerBound(Math.min(until, upTo + 1)));
	}

	private readonly earlierPushes: number;
	private readonly attempts: number;
	private readonly reorders: number;

	/** Null where points that were taken have changed, so that it has to be made anew. */
	follow(): Series | null {
		const {earlier, own, taken, joined} = this;
		if (earlier.pushes !== this.earlierPushes) return null;
		if (own === null) return joined;
		const isSame = own.attempts === this.attempts && own.reorders === this.reorders;
		// Where nothing was logged yet, the first step tells how much of the earlier one counts.
		const isBehind = taken === 0 && own.length > 0 && joined.length > 0 && own.steps.at(0) <= joined.steps.at(joined.length - 1);
		if (!isSame || isBehind) return null;
		this.take(own, taken, own.length);
		this.taken = own.length;
		return joined;
	}

	isOf(earlier: Series, own: Series | null, upTo: number): boolean {
		return this.earlier === earlier && this.own === own && this.upTo === upTo;
	}

	private take({steps, values, walls}: Series, from: number, to: number): void {
		if (from === 0 && to > 0 && this.joined.length > 0) this.joined.beginAttempt(steps.at(0));
		for (let i = from; i < to; i++) this.joined.push(steps.at(i), walls?.at(i) ?? Number.NaN, values.at(i));
	}
}

/**
 * The metrics of a run with what an earlier one logged, from which it goes on: wandb gives a resumed run a directory and a log of its own, and a
 * forked one an id of its own. Where the later one began anew, nothing of the earlier one is left.
 */
export class JoinedMetrics {
	private readonly joined = new Map<string, JoinedSeries>();

	/** @param upTo the last step of the earlier run that counts */
	follow(earlier: Metrics, own: Metrics, upTo: number): Metrics {
		const metrics = new Map<string, Series>();
		for (const [name, series] of own) metrics.set(name, this.join(name, earlier.get(name), series, upTo) ?? series);
		for (const [name, series] of earlier) {
			if (metrics.has(name)) continue;
			const joined = upTo === Number.POSITIVE_INFINITY ? series : this.join(name, series, null, upTo);
			if (joined !== null && joined.length > 0) metrics.set(name, joined);
		}
		return metrics;
	}

	private join(name: string, earlier: Series | undefined, own: Series | null, upTo: number): Series | null {
		if (earlier === undefined || earlier.rule !== 'replace' || (own ?? earlier).rule !== 'replace') return null;
		const known = this.joined.get(name);
		const followed = known?.isOf(earlier, own, upTo) ? known.follow() : null;
		if (followed !== null) return followed;
		const joined = new JoinedSeries(earlier, own, upTo);
		this.joined.set(name, joined);
		return joined.follow();
	}
}
