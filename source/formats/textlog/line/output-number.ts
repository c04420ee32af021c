import {parseSpecial} from '../../../encodings/numbers/odd-number.ts';

const thousands = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;

/** A number as programs print it, NaN, infinities and commas between thousands among them; null for anything else. */
export function numberOfOutput(text: string): number | null {
	const trimmed = text.trim();
	const special = parseSpecial(trimmed);
	if (special !== null) return special;
	const value = Number(thousands.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed);
	return trimmed === '' || Number.isNaN(value) ? null : value;
}
