import v8 from 'node:v8';
import {orNull} from '../../core/or-null.ts';
import {readSealed, writeSealed} from './sealed-file.ts';
import {keepOnShelf, type Shelf, shelfFile} from './shelf-file.ts';

/** Plain data as it was kept; null for nothing, or nothing sound. */
function read(shelf: Shelf, roots: readonly string[]): unknown {
	const data = readSealed(shelfFile(shelf, roots));
	return data === null ? null : orNull(() => v8.deserialize(data) as unknown);
}

const keep = (shelf: Shelf, roots: readonly string[], data: object): void =>
	keepOnShelf(shelf, roots, file => writeSealed(file, v8.serialize(data)));

export const readReadings = (roots: readonly string[]): unknown => read('readings', roots);
export const keepReadings = (roots: readonly string[], readings: object): void => keep('readings', roots, readings);

export const readFirstRows = (roots: readonly string[]): unknown => read('first', roots);
export const keepFirstRows = (roots: readonly string[], rows: object): void => keep('first', roots, rows);

export const readDeaths = (roots: readonly string[]): unknown => read('deaths', roots);
export const keepDeaths = (roots: readonly string[], deaths: object): void => keep('deaths', roots, deaths);
