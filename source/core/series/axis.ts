/** What a person may want as x; what the x of a curve are that came. */

/**
 * - `step`: what the tracker counts, or the metric that the run's own definition names for this one (W&B's `define_metric`).
 * - `logged`: the tracker's count, whatever was defined.
 * - `relative`, `time`: seconds since the run's first point, the wall clock.
 * - `epoch`: the run's metric of that name.
 * - `metric:NAME`: any metric of the run.
 */
export type XAxis = 'step' | 'logged' | 'relative' | 'time' | 'epoch' | `metric:${string}`;

/** The x of a curve: counted steps, seconds, milliseconds since 1970, or values of a metric. */
export interface CurveAxis {
	kind: 'step' | 'relative' | 'time' | 'value';
	/** Of the metric; else empty. */
	name: string;
}

/** Tells axes apart: only curves with the same can lie in one chart, be read by one line and zoomed as one. */
export const axisKey = ({kind, name}: CurveAxis): string => `${kind}:${name}`;

export const stepAxis: CurveAxis = {kind: 'step', name: ''};

/** Whether x are what was wished for, and no steps in place of it. */
export function isWished(wished: XAxis, {kind, name}: CurveAxis): boolean {
	if (wished === 'step' || wished === 'logged') return true;
	return kind === 'value' ? wished === 'epoch' || wished === `metric:${name}` : kind === wished;
}

/** A metric that only repeats the step count is the step axis: `global_step`, `trainer/global_step`. */
export function axisOfMetric(name: string): CurveAxis {
	return /(^|[/.])(global_?step|_?step)$/i.test(name) ? stepAxis : {kind: 'value', name};
}

/** The metric that counts a run's epochs: `epoch`, else the shortest name that ends so, such as `trainer/epoch`. Null for none. */
export function findEpochMetric(names: Iterable<string>): string | null {
	let found: string | null = null;
	for (const name of names) {
		if (!/(^|[/._-])epochs?$/i.test(name)) continue;
		if (found === null || name.length < found.length) found = name;
	}
	return found;
}
