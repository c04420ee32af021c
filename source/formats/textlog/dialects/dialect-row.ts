import {numberOfOutput} from '../line/output-number.ts';
import type {NamedValue, SeenProgress} from '../line-result.ts';

/** What a line says that only one program prints so. */
export interface DialectRow {
	/** Step of the values; null where the program counts nothing. */
	step: number | null;
	/** Epoch that the line names, null where it names none. */
	epoch: number | null;
	metrics: readonly NamedValue[];
	progress: SeenProgress | null;
}

/** A number as these programs print it. */
export const digits = String.raw`[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan(?:\(ind\))?|inf)`;

/** That value with its name; none where it is no number. */
export function namedValue(name: string, text: string): NamedValue[] {
	const value = numberOfOutput(text);
	return value === null ? [] : [{name, value}];
}

/** A row of a program that says neither epochs nor how far it is. */
export const rowAt = (step: number | null, metrics: readonly NamedValue[]): DialectRow => ({
	step,
	epoch: null,
	metrics,
	progress: null,
});
