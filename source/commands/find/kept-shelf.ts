import {type PackedReadings, ReadingShelf} from '../../engine/asleep/shelf.ts';
import type {Engine} from '../../engine/engine.ts';
import {nodeFiles} from '../../io/files.ts';
import {keepReadings, readReadings} from '../../io/kept/readings.ts';
import {settingsInForce} from '../settings/in-force.ts';

/** All that the same files may be read differently by: the program, the person's names of columns, and the zone of times without one. */
function readBy(): string {
	const {steps, times, lines} = settingsInForce().settings;
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return JSON.stringify([process.env.XTUI_BUILD, process.version, zone, steps, times, lines]);
}

/** What earlier commands read under these roots. */
export function openShelf(roots: readonly string[]): ReadingShelf {
	return new ReadingShelf(readBy(), readReadings(roots) as PackedReadings | null);
}

/** Keeps what this one has read beyond that; false where there is nothing. */
export function renewShelf(shelf: ReadingShelf, {registry}: Engine, roots: readonly string[], startedAtMs: number): boolean {
	const renewed = shelf.renew(registry.handles.values(), nodeFiles, startedAtMs);
	if (renewed !== null) keepReadings(roots, renewed);
	return renewed !== null;
}
