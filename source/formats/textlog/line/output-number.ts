const thousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;

/** A number as programs print it, NaN, infinities and commas between thousands among them; null for anything else. */
export function numberOfOutput(text: string): number | null {
	const trimmed = text.trim();
	if (/^[+-]?nan$/i.test(trimmed)) return Number.NaN;
	const infinite = /^([+-]?)inf(?:inity)?$/i.exec(trimmed);
	if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	const value = Number(thousands.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed);
	return trimmed === '' || Number.isNaN(value) ? null : value;
}
