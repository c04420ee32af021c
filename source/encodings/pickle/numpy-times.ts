import {bytesOf} from './bytes.ts';
import type {PickleNode} from './values.ts';

/** What one count of a datetime64 or timedelta64 means: `25s` is the unit `s` by 25. */
export interface TimeUnit {
	name: string;
	by: bigint;
}

const notATime = -(2n ** 63n);
const nanoseconds = new Map<string, bigint>([
	['W', 604_800_000_000_000n],
	['D', 86_400_000_000_000n],
	['h', 3_600_000_000_000n],
	['m', 60_000_000_000n],
	['s', 1_000_000_000n],
	['ms', 1_000_000n],
	['us', 1000n],
	['ns', 1n],
]);
/** How much of an ISO text to the nanosecond a unit has. */
const lengths = new Map([
	['Y', 4],
	['M', 7],
	['W', 10],
	['D', 10],
	['h', 13],
	['m', 16],
	['s', 19],
	['ms', 23],
	['us', 26],
	['ns', 29],
]);

/** The unit of a dtype of times: the last of its state is (metadata, (unit, count, …)). Undefined where it has none. */
export function timeUnitOf(dtype: PickleNode): TimeUnit | undefined {
	const about = Array.isArray(dtype.state) ? dtype.state[8] : undefined;
	const unit = Array.isArray(about) ? about[1] : undefined;
	if (!Array.isArray(unit)) return undefined;
	const [given, count] = unit;
	const bytes = given === undefined || typeof given === 'string' ? undefined : bytesOf(given);
	const name = typeof given === 'string' ? given : bytes === undefined ? '' : Buffer.from(bytes).toString('latin1');
	return lengths.has(name) && typeof count === 'number' && Number.isInteger(count) ? {name, by: BigInt(count)} : undefined;
}

/** A datetime64 as ISO text, as exact as its unit: "2024-01-01", "2024-01-01T12:30:00.500". Undefined beyond what a date can be. */
export function datetime64Text(value: bigint, {name, by}: TimeUnit): string | undefined {
	if (value === notATime) return 'NaT';
	const count = value * by;
	const length = lengths.get(name)!;
	if (name === 'Y' || name === 'M') {
		const months = name === 'Y' ? count * 12n : count;
		return isoText(Date.UTC(1970, Number(months)))?.slice(0, length);
	}
	const whole = count * nanoseconds.get(name)!;
	const rest = ((whole % 1_000_000n) + 1_000_000n) % 1_000_000n;
	const text = isoText(Number((whole - rest) / 1_000_000n));
	return text === undefined ? undefined : `${text}${String(rest).padStart(6, '0')}`.slice(0, length);
}

/** A timedelta64 in seconds, as a timedelta of Python is shown. Undefined for years and months, which have no one length. */
export function timedelta64Seconds(value: bigint, {name, by}: TimeUnit): number | undefined {
	if (value === notATime) return Number.NaN;
	const unit = nanoseconds.get(name);
	return unit === undefined ? undefined : Number(value * by * unit) / 1e9;
}

/** To the millisecond, without the zone; only years of four digits, as all else is written in another way. */
function isoText(ms: number): string | undefined {
	const text = Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().slice(0, -1) : '';
	return text.length === 23 ? text : undefined;
}
