import {aggregateColumn, aggregateStride, type RunRow, readAggregate} from '../row.ts';
import type {Series} from '../series/series.ts';
import type {Direction} from '../table/metrics/direction.ts';
import type {Moment} from './moment.ts';

export interface Point {
	/** NaN for a single number that a run returned. */
	step: number;
	value: number;
}

/** What a series says up to a moment. `best` is null where nothing tells which way is better. */
export interface Reading {
	points: number;
	last: Point | null;
	best: Point | null;
	/** Not known yet. */
	isPending?: boolean;
}

/** Points up to a moment: `startMs` is the start that times count from; without times in the series none are known. */
function countUpTo(series: Series, at: Moment, startMs: number | null): number {
	if (at.kind === 'step') {
		let end = series.steps.lowerBound(at.step);
		while (end < series.length && series.steps.at(end) === at.step) end++;
		return end;
	}
	const {walls} = series;
	if (walls === null || series.length === 0) return 0;
	const limitMs = (startMs ?? walls.at(0)) + at.seconds * 1000;
	let end = 0;
	while (end < series.length && walls.at(end) <= limitMs) end++;
	return end;
}

function readWhole(series: Series, direction: Direction | null): Reading {
	const values = new Float64Array(aggregateStride);
	series.writeAggregates(values, 0);
	const pointAt = (step: 'lastStep' | 'minStep' | 'maxStep', value: 'last' | 'min' | 'max'): Point | null =>
		Number.isNaN(values[aggregateColumn(step)]!)
			? null
			: {step: values[aggregateColumn(step)]!, value: values[aggregateColumn(value)]!};
	return {
		points: series.length,
		last: series.length === 0 ? null : pointAt('lastStep', 'last'),
		best: direction === null ? null : direction === 'down' ? pointAt('minStep', 'min') : pointAt('maxStep', 'max'),
	};
}

/** Reads a single number that a run returned. It is of the end: of a moment before it says nothing. */
export function readReturned(
	row: Pick<RunRow, 'metrics'>,
	name: string,
	direction: Direction | null,
	at: Moment | null,
): Reading {
	if (at !== null) return {points: 0, last: null, best: null};
	const value = readAggregate(row, name, 'last');
	const best = direction !== null && Number.isFinite(value) ? {step: Number.NaN, value} : null;
	return {points: 1, last: {step: Number.NaN, value}, best};
}

/** Reads the last and the best point of a series, of all of it or up to a moment. */
export function readSeries(series: Series, direction: Direction | null, at: Moment | null, startMs: number | null): Reading {
	series.settle();
	if (at === null) return readWhole(series, direction);
	const end = countUpTo(series, at, startMs);
	const point = (i: number): Point => ({step: series.steps.at(i), value: series.values.at(i)});
	let best: Point | null = null;
	for (let i = 0; direction !== null && i < end; i++) {
		const value = series.values.at(i);
		if (!Number.isFinite(value)) continue;
		if (best === null || (direction === 'down' ? value < best.value : value > best.value)) best = point(i);
	}
	return {points: end, last: end === 0 ? null : point(end - 1), best};
}
