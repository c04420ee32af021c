import {meanSpark} from '../../core/series/mean-spark.ts';
import type {Series} from '../../core/series/series.ts';
import {sampleSpark} from '../../core/series/spark.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Curve, CurveWish, Spark, ToEngine} from '../protocol.ts';
import {Lens} from './lens.ts';
import {SharedSpans} from './spans.ts';

type Visible = Extract<ToEngine, {type: 'visible'}>;
type Runs = ReadonlyMap<number, TrackedRun>;

/** Answers wishes for curves and sparklines, each again only when its run changed or the wish is new. */
export class CurveDesk {
	private wishes: CurveWish[] = [];
	private sparksAreBehind = false;
	private curvesAreBehind = false;
	/** By what they look at, whatever the width: wishes of other sizes share them. */
	private lenses = new Map<string, Lens>();
	private readonly spans = new SharedSpans();
	private curveAt = new Map<number, string>();
	private visible: Omit<Visible, 'type'> = {runs: [], metrics: [], sparkWidth: 0};
	private sparkAt = new Map<string, string>();

	/** Whether some of what is new was left for the next time. */
	get isBehind(): boolean {
		return this.sparksAreBehind || this.curvesAreBehind;
	}

	setWishes(wishes: CurveWish[]): void {
		this.wishes = wishes;
		const wanted = new Set(wishes.map(({wish}) => wish));
		for (const wish of this.curveAt.keys()) if (!wanted.has(wish)) this.curveAt.delete(wish);
		this.spans.keepOnly(wanted);
		const looks = new Set(wishes.map(lookOf));
		for (const look of this.lenses.keys()) if (!looks.has(look)) this.lenses.delete(look);
	}

	setVisible(visible: Visible): void {
		this.visible = visible;
		const {runs, metrics, groups = []} = visible;
		const keys = [...runs, ...groups.map(({key}) => key)];
		const wanted = new Set(keys.flatMap(run => metrics.map(metric => `${run}\0${metric}`)));
		for (const key of this.sparkAt.keys()) if (!wanted.has(key)) this.sparkAt.delete(key);
	}

	/** Forgets what was told of runs that are gone, or others by now. */
	forget(keys: readonly number[]): void {
		const gone = new Set(keys);
		for (const wish of this.wishes) {
			if (!gone.has(wish.run)) continue;
			this.curveAt.delete(wish.wish);
			this.lenses.delete(lookOf(wish));
		}
		for (const key of keys) for (const metric of this.visible.metrics) this.sparkAt.delete(`${key}\0${metric}`);
	}

	/** What is new; at least one curve, and no more once it is late, so that smoothing many long ones keeps nobody waiting. */
	takeCurves(runs: Runs, isLate: () => boolean): Curve[] {
		const curves: Curve[] = [];
		const awake = this.wishes.filter(({run}) => wakeInTime(runs.get(run), isLate));
		this.curvesAreBehind = awake.length < this.wishes.length;
		for (const wish of this.spans.apply(awake, runs, each => this.lensOf(each))) {
			const run = runs.get(wish.run);
			if (run === undefined) continue;
			const at = `${Lens.stateOf(run, wish)}:${wish.x}:${wish.width}:${wish.from}:${wish.to}`;
			if (this.curveAt.get(wish.wish) === at) continue;
			if (curves.length > 0 && isLate()) {
				this.curvesAreBehind = true;
				break;
			}
			this.curveAt.set(wish.wish, at);
			const curve = this.lensOf(wish).look(run, wish);
			if (curve !== null) curves.push({wish: wish.wish, ...curve});
		}
		return curves;
	}

	private lensOf(wish: CurveWish): Lens {
		const look = lookOf(wish);
		const lens = this.lenses.get(look) ?? new Lens();
		this.lenses.set(look, lens);
		return lens;
	}

	/** What is new of the sparklines, of those runs and groups whose points are there before it is late. */
	takeSparks(runs: Runs, isLate: () => boolean): Spark[] {
		const {groups = [], metrics, sparkWidth} = this.visible;
		const sparks: Spark[] = [];
		this.sparksAreBehind = false;
		const add = (key: number | string, members: readonly number[]) => {
			if (!members.every(run => wakeInTime(runs.get(run), isLate))) {
				this.sparksAreBehind = true;
				return;
			}
			for (const metric of metrics) {
				const series = members.flatMap(run => runs.get(run)?.metrics.get(metric) ?? []);
				const at = `${stateOf(series)}:${sparkWidth}`;
				const place = `${key}\0${metric}`;
				if (series.length === 0 || this.sparkAt.get(place) === at) continue;
				this.sparkAt.set(place, at);
				const values = typeof key === 'number' ? sampleSpark(series[0]!, sparkWidth) : meanSpark(series, sparkWidth);
				sparks.push({run: key, metric, values});
			}
		};
		for (const run of this.visible.runs) add(run, [run]);
		for (const group of groups) add(group.key, group.runs);
		return sparks;
	}
}

const lookOf = ({run, metric, system, x, smoothing}: CurveWish): string =>
	[run, system ? 1 : 0, metric, x, JSON.stringify(smoothing)].join('\0');

/** Reads the points of a run that sleeps, where there is still time; true where they are there then. */
function wakeInTime(run: TrackedRun | undefined, isLate: () => boolean): boolean {
	if (run === undefined || run.asleep === null) return true;
	if (isLate()) return false;
	run.wake();
	return true;
}

/** Changes whenever points were added or replaced. */
function stateOf(all: readonly Series[]): string {
	let points = 0;
	let pushes = 0;
	for (const series of all) {
		points += series.length;
		pushes += series.pushes;
	}
	return `${all.length}:${points}:${pushes}`;
}
