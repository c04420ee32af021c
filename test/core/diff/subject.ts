import type {Subject} from '../../../source/core/diff/compare-runs.ts';
import type {Moment} from '../../../source/core/diff/moment.ts';
import {emptyFacts, type RunFacts} from '../../../source/core/run.ts';
import {Series} from '../../../source/core/series/series.ts';
import type {Direction} from '../../../source/core/table/metrics/direction.ts';
import {makeRow} from '../query/rows.ts';

/** A series with the given values at steps 0, 1, … and a point every ten seconds. */
export function seriesOf(values: readonly number[], startMs = 0): Series {
	const series = new Series();
	for (const [step, value] of values.entries()) series.push(step, startMs + step * 10_000, value);
	return series;
}

/** A run for comparing, from a few facts and the values of its metrics. */
export function subjectOf(
	facts: Partial<RunFacts>,
	metrics: Record<string, readonly number[]> = {},
	{at = null, declared = {}}: {at?: Moment | null; declared?: Record<string, Direction>} = {},
): Subject {
	return {
		row: makeRow({startedAtMs: 0}),
		facts: {...emptyFacts(), ...facts},
		metrics: new Map(Object.entries(metrics).map(([name, values]) => [name, seriesOf(values)])),
		declared: new Map(Object.entries(declared)),
		hidden: new Set(),
		at,
		packages: {},
		source: {digest: facts.sourceDigest ?? null, copies: 0, patched: false},
	};
}
