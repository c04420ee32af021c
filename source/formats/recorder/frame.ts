import type {PickleValue} from '../../encodings/pickle/index.ts';
import {entriesOf} from './chains.ts';

/** A key of a columnar recorder with the values of its records by index. */
export type FrameColumn = [PickleValue, PickleValue[]];

/** The columns of a columnar recorder; one called None is a filler. */
export function columnsOf(frame: PickleValue | undefined): FrameColumn[] {
	return [...entriesOf(frame)].filter((entry): entry is FrameColumn => entry[0] !== null && Array.isArray(entry[1]));
}

/** What one record has of its own: a column holds None for every record that was pushed without its key. */
export function ownAt(columns: readonly FrameColumn[], index: number): Map<PickleValue, PickleValue> {
	const own = new Map<PickleValue, PickleValue>();
	for (const [key, values] of columns) {
		const value = values[index];
		if (value !== undefined && value !== null) own.set(key, value);
	}
	return own;
}
