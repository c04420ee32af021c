import {type PackedReadings, ReadingShelf} from '../../engine/asleep/shelf.ts';
import type {Engine} from '../../engine/engine.ts';
import {nodeFiles} from '../../io/files.ts';
import {keepReadings, readReadings} from '../../io/kept/readings.ts';
import {localZone} from '../../io/local-zone.ts';
import {settingsInForce} from '../settings/in-force.ts';

/** All that the same files may be read differently by: the program, the person's names of columns, and the zone of times without one. */
function readBy(): string {
	const {steps, times, lines} = settingsInForce().settings;
	// Asking for the zone's name would take longer than anything else here; its offsets in winter and summer tell it well enough.
	const zone = [0, 6].map(month => localZone(Date.UTC(2026, month)));
	return JSON.stringify([process.env.XTUI_BUILD, process.version, process.env.TZ, zone, steps, times, lines]);
}

/** What earlier commands read under these roots. */
export function openShelf(roots: readonly string[]): ReadingShelf {
	return new ReadingShelf(nodeFiles, readBy(), readReadings(roots) as PackedReadings | null);
}

/** Keeps what this one has read beyond that; false where there is nothing. */
export function renewShelf(shelf: ReadingShelf, {registry}: Engine, roots: readonly string[], startedAtMs: number): boolean {
	const renewed = shelf.renew(registry.handles.values(), startedAtMs);
	if (renewed !== null) keepReadings(roots, renewed);
	return renewed !== null;
}
