const pattern = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\d*\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Milliseconds since the epoch of a time as Python writes it ("2026-11-21 01:18:03.021000", "…T01:18:03+00:00"); null for anything else. One
 * without a zone is taken as local time, or as UTC where `zoneless` says so.
 */
export function parseTime(text: string | null, zoneless: 'local' | 'utc'): number | null {
	const parts = text === null ? null : pattern.exec(text.trim());
	if (parts === null) return null;
	const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number,
	];
	const ms = Number(`0.${parts[7] ?? '0'}`) * 1000;
	const zone = parts[8];
	if (zone === undefined && zoneless === 'local') {
		const local = new Date(year, month - 1, day, hour, minute, second).getTime();
		return Number.isNaN(local) ? null : local + ms;
	}
	const utc = Date.UTC(year, month - 1, day, hour, minute, second) + ms;
	if (zone === undefined || zone === 'Z') return utc;
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
	return utc - (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
