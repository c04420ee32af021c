import type {FieldValue} from '../fields/attributes.ts';

/** A value as text that two equal values share; null where it is missing. */
export function textOfFieldValue(value: FieldValue): string | null {
	if (value === null || typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : value.join(', ');
}

/** Whether two values are one and the same, however they were recorded. */
export function isAlike(one: FieldValue, other: FieldValue): boolean {
	return Object.is(one, other) || textOfFieldValue(one) === textOfFieldValue(other);
}
