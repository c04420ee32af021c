import {times, wordsOfName} from '../table/metrics/direction.ts';
import {formatNumber} from '../text/numbers.ts';
import {median} from './blocks.ts';
import type {HealthMark} from './mark.ts';
import {addRecent, createRecent} from './recent.ts';
import {findRise, type Rise} from './rise.ts';

const reach = 80;
/** What need not fall: distances that grow from nothing, losses of parts that work against each other, and times, many of which count from the start. */
const notToFall = new Set([
	...'kl kld entropy g d gen generator disc discriminator adv adversarial critic actor policy value q commit commitment reg penalty latency'.split(
		' ',
	),
	...times,
]);

/** Whether a loss of that name is one that a healthy run brings down. */
export const isToFall = (metric: string): boolean => !wordsOfName(metric).some(word => notToFall.has(word));

/** Values that are judged against those before: a share of the run, as a spike is nothing against a long one. */
const [least, most, share] = [8, 32, 0.03];
/** Share of its rise that a loss has lost again when it is no longer called diverging: it learns something new. */
const recovered = 0.5;
/** Points that there have to be, and means of them before the latest. */
const [fewestSeen, fewestBefore] = [24, 16];

/**
 * A loss that leaves its own trend upwards: the latest values are far beyond a line through the values before them, and the rise matters against what was
 * gained so far. It lasts until the values are back.
 */
export class DivergenceDetector {
	private readonly kept = createRecent(reach);
	private seen = 0;
	private pushes = 0;
	private readonly pending = {points: 0, step: 0, sum: 0};
	private start = Number.NaN;
	private best = Number.POSITIVE_INFINITY;
	private found: (Rise & {peak: number}) | null = null;
	private latest = least;
	/** Points that one mean is of. */
	private grain = 1;

	constructor(private readonly metric: string) {}

	observe(step: number, value: number): void {
		if (!Number.isFinite(value)) return;
		const {pending} = this;
		const seen = ++this.seen;
		if (seen <= 5) this.start = seen === 1 ? value : Math.max(this.start, value);
		// Long series are judged by means of more and more points, so that the window stays a fair part of the run.
		if (seen === 2048 * this.grain) this.grain *= 2;
		if (pending.points === 0) pending.step = step;
		pending.points++;
		pending.sum += value;
		if (pending.points < this.grain) return;
		const mean = pending.sum / pending.points;
		addRecent(this.kept, pending.step, mean);
		this.latest = Math.max(least, Math.min(most, Math.floor((share * seen) / this.grain)));
		this.best = Math.min(this.best, mean);
		pending.points = pending.sum = 0;
		this.pushes++;
		// What is judged over many values need not be judged at each.
		if (this.pushes % (this.latest >> 2) === 0) this.check();
	}

	mark(): HealthMark | null {
		const {found, metric} = this;
		if (found === null) return null;
		const now = formatNumber(this.newest());
		return {
			kind: 'divergence',
			metric,
			step: found.step,
			text: `diverges at ${found.step}`,
			reason: `${metric} rose from ${formatNumber(found.from)} to ${now} since step ${found.step}, far beyond its own noise`,
		};
	}

	private newest(): number {
		const {values, from, to} = this.kept;
		return median(values.subarray(Math.max(from, to - this.latest), to));
	}

	private check(): void {
		const {kept, found} = this;
		if (found !== null) {
			const recent = this.newest();
			found.peak = Math.max(found.peak, recent);
			if (recent < found.threshold || recent < found.peak - recovered * (found.peak - found.from)) this.found = null;
			return;
		}
		if (this.seen < fewestSeen || kept.to - this.latest - kept.from < fewestBefore) return;
		const rise = findRise(kept, {latest: this.latest, start: this.start, best: this.best});
		if (rise !== null) this.found = {...rise, peak: this.newest()};
	}
}
