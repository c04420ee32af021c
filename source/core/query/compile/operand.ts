import type {FieldKind} from '../fields/attributes.ts';
import {isGlob} from '../language/glob.ts';
import {isNan, readNumber, readSpan} from '../language/numbers.ts';
import type {Item} from '../language/syntax.ts';

/** A value of a condition as everything it can be taken for. */
export interface Operand {
	/** Bounds of a number or a range, both included; NaN where it is no number. */
	low: number;
	high: number;
	isRange: boolean;
	/** Days that a recorded text may lie between, as in date:2026-11-01..2026-11-07; null for no such range. */
	days: {low: string; high: string} | null;
	nan: boolean;
	/** In lower case. */
	text: string;
	glob: boolean;
}

/** A number as meant for a kind of field: seconds for spans, 0..1 for fractions (50 and 50% are both a half). */
function readAs(text: string, kind: FieldKind): number | null {
	const value = readNumber(text);
	if (kind === 'fraction' && value !== null)
		return value > 1 && Number.isFinite(value) && !text.endsWith('%') ? value / 100 : value;
	if (kind === 'text' || kind === 'list') return value;
	return value ?? readSpan(text);
}

function readBounds(text: string, kind: FieldKind): {low: number; high: number} | null {
	const dots = text.indexOf('..');
	if (dots < 0) return null;
	const [left, right] = [text.slice(0, dots), text.slice(dots + 2)];
	if (left === '' && right === '') return null;
	const low = left === '' ? Number.NEGATIVE_INFINITY : readAs(left, kind);
	const high = right === '' ? Number.POSITIVE_INFINITY : readAs(right, kind);
	return low === null || high === null ? null : {low, high};
}

const daysBetween = /^(\d{4}-\d\d(?:-\d\d)?)\.\.(\d{4}-\d\d(?:-\d\d)?)$/;

/** Days and months written this way stand in the order of their letters. */
function readDays(text: string): Operand['days'] {
	const found = daysBetween.exec(text);
	return found && {low: found[1]!, high: found[2]!};
}

export function readOperand(item: Item, kind: FieldKind): Operand {
	const textual = kind === 'text' || kind === 'list';
	const bounds = item.quoted || textual ? null : readBounds(item.text, kind);
	const value = item.quoted && textual ? null : readAs(item.text, kind);
	const days = item.quoted || kind !== 'mixed' ? null : readDays(item.text);
	return {
		low: bounds?.low ?? value ?? Number.NaN,
		high: bounds?.high ?? value ?? Number.NaN,
		isRange: bounds !== null || days !== null,
		days,
		nan: isNan(item.text),
		text: item.text.toLowerCase(),
		glob: !item.quoted && isGlob(item.text),
	};
}
