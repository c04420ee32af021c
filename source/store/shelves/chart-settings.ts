import {axisKey, type CurveAxis, type XAxis} from '../../core/series/axis.ts';
import type {Smoothing} from '../../core/series/smoothing.ts';

/** How a person wants charts to look, and the part of x in view. */

/** Ends of a y axis given by hand, null to let the values choose. */
export interface YLimits {
	low: number | null;
	high: number | null;
}

export const yScales = ['linear', 'log', 'symlog'] as const;
export type YScale = (typeof yScales)[number];

export interface ChartSettings {
	/** A logarithm turns into the symmetric one where values reach zero. */
	yScale: YScale;
	x: XAxis;
	smoothing: Smoothing | null;
	/** Draws the unsmoothed curve behind the smoothed one. */
	raw: boolean;
	/** Leaves the outermost twentieths of the values outside the y axis. */
	cutOutliers: boolean;
	/** Draws a metric of validation with its like of training, where a chart has one run. */
	pairs: boolean;
	/** The same where a chart has several runs, each with two lines then. */
	pairsOfRuns: boolean;
	/** Draws a run's group as one curve: mean with its deviation, or median with all there is. */
	band: 'none' | 'deviation' | 'range';
	/** By metric. */
	limits: Readonly<Record<string, YLimits>>;
}

export const plainChart: ChartSettings = {
	yScale: 'linear',
	x: 'step',
	smoothing: null,
	raw: true,
	cutOutliers: false,
	pairs: true,
	pairsOfRuns: false,
	band: 'none',
	limits: {},
};

/** Whether training and validation share a chart of so many runs. */
export const showsPairs = ({pairs, pairsOfRuns}: ChartSettings, runs: number): boolean => (runs === 1 ? pairs : pairsOfRuns);

/** A part of x, of the charts that have this axis; the others stay whole. */
export interface XRange {
	axis: string;
	from: number;
	to: number;
}

/** Where the reading line stands, in all charts that have this axis. */
export interface XCursor {
	axis: string;
	x: number;
}

/** The part of x that a chart shows, null for all of it. */
export const rangeOn = (range: XRange | null, axis: CurveAxis | null): XRange | null =>
	range !== null && axis !== null && range.axis === axisKey(axis) ? range : null;

/** Where a chart has the reading line, null for nowhere. */
export const cursorOn = (cursor: XCursor | null, axis: CurveAxis | null): number | null =>
	cursor !== null && axis !== null && cursor.axis === axisKey(axis) ? cursor.x : null;

/** What an axis is called where it is chosen or named. */
export function axisTitle(x: XAxis): string {
	if (x.startsWith('metric:')) return x.slice('metric:'.length);
	return {step: 'step', logged: 'logged step', relative: 'time since the start', time: 'clock', epoch: 'epoch'}[x as 'step'];
}

/** Reads y limits as typed: `0 2.5`, `0 -`, `- 1e3`, `0..2.5`, `..1`; empty takes them back. Null where it is no pair of numbers. */
export function parseLimits(text: string): YLimits | null {
	const trimmed = text.trim();
	if (trimmed === '') return {low: null, high: null};
	const [first, second = '', ...rest] = trimmed.includes('..')
		? trimmed.split('..').map(part => part.trim())
		: trimmed.split(/[\s,;]+/);
	const low = readEnd(first ?? '');
	const high = readEnd(second);
	if (rest.length > 0 || low === undefined || high === undefined) return null;
	return low !== null && high !== null && low >= high ? null : {low, high};
}

/** Undefined where it is no number. */
function readEnd(text: string): number | null | undefined {
	if (text === '' || text === '-' || text === '*') return null;
	const value = Number(text);
	return Number.isFinite(value) ? value : undefined;
}

/** The limits as `parseLimits` reads them. */
export function limitsText({low, high}: YLimits): string {
	if (low === null && high === null) return '';
	return `${low ?? '-'} ${high ?? '-'}`;
}
