import {oncePerState} from '../../../../core/series/once-per-state.ts';

/** More points need not be compared. */
export const mostPoints = 1000;

/** How far what was printed of a metric may be from its values: programs print as many decimals of each, or as many digits. */
export interface Rounding {
	decimals: number;
	digits: number;
}

/** As many as any of a metric's printed values has. */
export const roundingOf = oncePerState(({values, length}) => findRounding(values.slice(0, Math.min(length, mostPoints))));

function findRounding(values: Float64Array): Rounding {
	let [decimals, digits] = [0, 0];
	for (const value of values.filter(Number.isFinite)) {
		const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e');
		decimals = Math.max(decimals, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
		digits = Math.max(digits, mantissa.replace('.', '').replace(/^0+/, '').length);
	}
	return {decimals, digits};
}

/** What the last printed digit of a value counts. */
export const unitOf = (value: number, {decimals, digits}: Rounding): number =>
	10 ** Math.max(-decimals, Math.floor(Math.log10(Math.abs(value) || 1)) + 1 - digits);

/** How far a value may be from what was printed of it: a little more than half of the last digit. */
export const toleranceOf = (value: number, rounding: Rounding): number => 0.51 * unitOf(value, rounding) + Math.abs(value) * 1e-7;
