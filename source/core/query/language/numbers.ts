/** Numbers and spans of time as people type them. */

const number = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([kKMGT%]?)$/i;
const units: Record<string, number> = {'': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12, '%': 0.01};
const infinity = /^([+-]?)(?:inf|infinity)$/i;
const span = /^\+?(?:\d+(?:\.\d+)?(?:ms|sec|min|hr|[smhdw]))+$/;
const spanPart = /(\d+(?:\.\d+)?)(ms|sec|min|hr|[smhdw])/g;
const seconds: Record<string, number> = {ms: 1e-3, s: 1, sec: 1, m: 60, min: 60, h: 3600, hr: 3600, d: 86_400, w: 604_800};

/** `3`, `-1e-4`, `1k`, `2.5M`, `1G`, `40%` (0.4), `inf`; null for anything else (also `nan`, which equals nothing). */
export function readNumber(text: string): number | null {
	const match = number.exec(text);
	if (match) {
		const unit = units[match[2]!];
		// Per cent is divided, since 41 * 0.01 is not 0.41.
		if (match[2] === '%') return Number(match[1]) / 100;
		return unit === undefined ? null : Number(match[1]) * unit;
	}
	const endless = infinity.exec(text);
	if (endless) return endless[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	return null;
}

/** `30s`, `10m`, `2h`, `1d12h`, `1.5h` in seconds; null for anything else. */
export function readSpan(text: string): number | null {
	if (!span.test(text)) return null;
	let total = 0;
	for (const [, count, unit] of text.matchAll(spanPart)) total += Number(count) * seconds[unit!]!;
	return total;
}

export const isNan = (text: string): boolean => /^[+-]?nan$/i.test(text);

/** A recorded text as a number where it is one (MLflow keeps parameters as text), else null. Plain numbers only: "32", " 1e-3 ". */
export function numberOfText(text: string): number | null {
	const code = text.charCodeAt(0);
	// Most texts are words: look at the first letter before asking for a conversion.
	if (!(code <= 57 || code === 73) || text.length > 40) return null;
	const trimmed = text.trim();
	if (trimmed === '' || /^[+-]?0[xob]/i.test(trimmed)) return null;
	const value = Number(trimmed);
	return Number.isNaN(value) ? null : value;
}
