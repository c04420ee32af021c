import {type PackedReadings, ReadingShelf} from '../../engine/asleep/shelf.ts';
import type {Engine} from '../../engine/engine.ts';
import type {Deaths, KeptDeaths} from '../../engine/liveness/deaths.ts';
import {nodeFiles} from '../../io/files.ts';
import {keepReadings, readDeaths, readReadings} from '../../io/kept/readings.ts';
import {readBy} from './read-by.ts';

/** What earlier commands read under these roots. */
export function openShelf(roots: readonly string[]): ReadingShelf {
	return new ReadingShelf(nodeFiles).load(readBy(), readReadings(roots) as PackedReadings | null);
}

/** Keeps what this one has read beyond that; false where there is nothing. */
export function renewShelf(shelf: ReadingShelf, {registry}: Engine, roots: readonly string[]): boolean {
	const renewed = shelf.renew(registry.handles);
	if (renewed !== null) keepReadings(roots, renewed);
	return renewed !== null;
}

/** Takes over the deaths of writers that a screen has seen under these roots. */
export function recallDeaths(deaths: Deaths, roots: readonly string[]): void {
	deaths.load(readBy(), readDeaths(roots) as KeptDeaths | null);
}
