import {localZone} from '../../io/local-zone.ts';
import {settingsInForce} from '../settings/in-force.ts';

/** All that the same files may be read differently by: the program, the person's names of columns, and the zone of times without one. */
export function readBy(): string {
	const {steps, times, lines} = settingsInForce().settings;
	// Asking for the zone's name would take longer than anything else here; its offsets in winter and summer tell it well enough.
	const zone = [0, 6].map(month => localZone(Date.UTC(2026, month)));
	return JSON.stringify([process.env.XTUI_BUILD, process.version, process.env.TZ, zone, steps, times, lines]);
}
