/** Moments as log lines and tables spell them, to milliseconds since 1970. */

const iso =
	/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;

/** Milliseconds of a number that counts seconds, ms, µs or ns since 1970, told apart by size; NaN for a span or anything else. */
export function momentOfNumber(value: number): number {
	if (!(value >= 3e8)) return Number.NaN;
	if (value < 1e11) return value * 1000;
	if (value < 1e14) return value;
	if (value < 1e17) return value / 1000;
	return value < 1e20 ? value / 1e6 : Number.NaN;
}

/** Milliseconds of an ISO 8601 date and time or Python's spelling of one; without zone it is local time. NaN where it is none. */
export function momentOfText(text: string): number {
	const match = iso.exec(text.trim());
	if (!match) return Number.NaN;
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = match;
	const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
	const ms = Math.floor(Number(`0.${fraction}`) * 1000);
	if (zone === undefined) return new Date(...parts, ms).getTime();
	return Date.UTC(...parts, ms) - zoneMs(zone);
}

function zoneMs(zone: string): number {
	if (/^[zu]/i.test(zone)) return 0;
	const digits = zone.replace(':', '');
	const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
	return (digits[0] === '-' ? -minutes : minutes) * 60_000;
}
