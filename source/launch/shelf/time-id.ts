import {randomBytes} from 'node:crypto';

/** The moment of such an id, in milliseconds; NaN for a text that is none. */
function timeOfId(id: string): number {
	const found = /^([0-9a-f]{8})-([0-9a-f]{4})-/.exec(id);
	return found === null ? Number.NaN : Number.parseInt(found[1]! + found[2]!, 16);
}

/**
 * An id that sorts by its time, as Gage names what it appends (gage/_internal/attr_log.py: a ULID written as a UUID of version 4).
 * @param after ids that it must sort behind
 */
export function timeId(nowMs: number, after: readonly string[]): string {
	const newest = Math.max(0, ...after.map(timeOfId).filter(Number.isFinite));
	const time = Math.max(nowMs, newest + 1)
		.toString(16)
		.padStart(12, '0');
	const random = randomBytes(10).toString('hex');
	const variant = ((Number.parseInt(random[3]!, 16) & 3) | 8).toString(16);
	return `${time.slice(0, 8)}-${time.slice(8)}-4${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
