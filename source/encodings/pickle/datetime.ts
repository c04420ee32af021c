import {PickleNode, type PickleValue} from './values.ts';

/** Texts of Python's date and time classes from the bytes that they pickle themselves as (datetime.__reduce_ex__). */

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** "2023-06-01", from four bytes. Undefined where it is no date. */
export function dateText(bytes: Uint8Array): string | undefined {
	if (bytes.length < 4) return undefined;
	const [high = 0, low = 0, month = 0, day = 0] = bytes;
	// The highest bit of the month says that it is the second of two equal times of day.
	return `${pad(high * 256 + low, 4)}-${pad(month & 0x7f)}-${pad(day)}`;
}

/** "12:34:56.000123", from six bytes. */
export function timeText(bytes: Uint8Array): string | undefined {
	if (bytes.length < 6) return undefined;
	const [hour = 0, minute = 0, second = 0, high = 0, middle = 0, low = 0] = bytes;
	const microseconds = high * 65_536 + middle * 256 + low;
	return `${pad(hour & 0x7f)}:${pad(minute)}:${pad(second)}${microseconds === 0 ? '' : `.${pad(microseconds, 6)}`}`;
}

/** ISO text with the offset, where the zone is a fixed one. */
export function datetimeText(bytes: Uint8Array, zone: PickleValue | undefined): string | undefined {
	const time = timeText(bytes.subarray(4));
	return time === undefined ? undefined : `${dateText(bytes)}T${time}${zoneText(zone)}`;
}

/** Seconds of a timedelta(days, seconds, microseconds). */
export function timedeltaSeconds(args: PickleValue[]): number | undefined {
	const [days = 0, seconds = 0, microseconds = 0] = args;
	if (typeof days !== 'number' || typeof seconds !== 'number' || typeof microseconds !== 'number') return undefined;
	return days * 86_400 + seconds + microseconds / 1e6;
}

function zoneText(zone: PickleValue | undefined): string {
	if (!(zone instanceof PickleNode)) return '';
	if (zone.className === 'pytz._UTC' || zone.className.endsWith('.tzutc')) return '+00:00';
	const offset = zone.args[0];
	const seconds =
		offset instanceof PickleNode && offset.className === 'datetime.timedelta' ? timedeltaSeconds(offset.args) : undefined;
	if (seconds === undefined) return '';
	const minutes = Math.round(Math.abs(seconds) / 60);
	return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
