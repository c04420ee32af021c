import type {TotalUnit} from './planned-total.ts';
import type {TimeColumns} from './time-columns.ts';

export const roles = {metric: 0, step: 1, time: 2, ignored: 3} as const;

/** What each column of a table is. */
export interface Columns extends TimeColumns {
	names: string[];
	roles: Uint8Array;
	/** Column that counts steps, -1 where the row number does. */
	step: number;
	/** Column with the epoch beside another step, -1 for none. */
	epoch: number;
	/** Column that may count within epochs where the step is the epoch, -1 for none. */
	inner: number;
	/** Column that counts through the whole run where the step may not, -1 for none. */
	global: number;
	/** Columns of words that say which data a row is about, the best one first; `isOwn` where all of its words do. */
	data: {at: number; isOwn: boolean}[];
	/** Columns that may say which of several curves a row is of. */
	curves: number[];
	curveNames: string[];
	/** Columns that repeat a setting of the run in each row, and the setting's path. */
	settings: {at: number; path: string}[];
	/** Column that repeats the planned number of steps or epochs, null for none. */
	total: {at: number; unit: TotalUnit} | null;
	/** Columns that are left out as ids by their names. */
	ids: number[];
	/** Columns with the name and the value of a metric, where each row holds one; -1 for none. */
	metricName: number;
	metricValue: number;
	/** Columns that are empty in the first row: what is in them later rows show. */
	empty: number[];
	/** Columns that may set apart curves which stand behind each other: of words, and of settings. */
	apart: number[];
	apartNames: string[];
}

/** What was learnt of a column that is empty in the first row: it is one of words. */
export const wordsNote = (name: string): string => `${name} holds words`;

/** A cell of the first row with values. */
export type Cell = number | string | null;

/** False where rows of several kinds may each count for themselves. */
export const isOfOneKind = ({data, curves, metricValue}: Columns): boolean =>
	data.length + curves.length === 0 && metricValue < 0;
