import {isLongInteger} from '../../text/long-integer.ts';
import {matchGlob} from '../language/glob.ts';
import {numberOfText} from '../language/numbers.ts';
import type {Comparison} from '../language/syntax.ts';
import type {Operand} from './operand.ts';

/** Tests of one value against one operand. NaN is equal to `nan` only, and neither below nor above anything. */

export type Relation = Exclude<Comparison, '~'>;
export type TestValue = (value: number | string) => boolean;

function compareNumbers<Value extends number | bigint>(
	relation: Relation,
	{low, high}: {low: Value; high: Value},
): (value: Value) => boolean {
	switch (relation) {
		case '<':
			return value => value < low;
		case '<=':
			return value => value <= high;
		case '>':
			return value => value > high;
		case '>=':
			return value => value >= low;
		default:
			return value => value >= low && value <= high;
	}
}

/** An integer beyond 2^53, of which a number would lose the last digits; null for any other text. */
function longInteger(text: string): bigint | null {
	const trimmed = text.trim();
	return isLongInteger(trimmed) ? BigInt(trimmed.replace('+', '')) : null;
}

function compareTexts(relation: Relation, {text, glob}: Pick<Operand, 'text' | 'glob'>): (value: string) => boolean {
	switch (relation) {
		case '<':
			return value => value.toLowerCase() < text;
		case '<=':
			return value => value.toLowerCase() <= text;
		case '>':
			return value => value.toLowerCase() > text;
		case '>=':
			return value => value.toLowerCase() >= text;
		case '=':
			return glob
				? value => matchGlob(text, value.toLowerCase())
				: // Lower case is as long, or longer: that of İ is two letters.
					value => value.length <= text.length && value.toLowerCase() === text;
		default:
			return glob ? value => matchGlob(text, value.toLowerCase()) : value => value.toLowerCase().includes(text);
	}
}

/**
 * Numbers where both sides are, integers beyond 2^53 by all their digits, else text. With `textual` a text is equal to itself alone and a part of it counts, even where both look like
 * numbers: 1.2 and 1.20 are two ids, and `name:50` asks for a part. Above and below are those of numbers there too.
 */
export function compareValues(relation: Relation, operand: Operand, textual: boolean): TestValue {
	const isEqual = relation === '=' || relation === ':';
	if (operand.nan) {
		const byText = compareTexts(relation, operand);
		return value => (typeof value === 'number' ? isEqual && Number.isNaN(value) : byText(value));
	}
	if (operand.days !== null) {
		const {low, high} = operand.days;
		return value => typeof value === 'string' && value >= low && (value <= high || value.startsWith(high));
	}
	const byText = compareTexts(relation, operand);
	const ofNumber = (value: number): boolean => !Number.isNaN(value) && byText(String(value));
	if (Number.isNaN(operand.low) || (textual && isEqual))
		return value => (typeof value === 'number' ? ofNumber(value) : byText(value));
	const byNumber = compareNumbers(relation, operand);
	const digits = longInteger(operand.text);
	const byDigits = digits === null ? null : compareNumbers(relation, {low: digits, high: digits});
	return value => {
		if (typeof value === 'number')
			return byDigits !== null && Number.isInteger(value) ? byDigits(BigInt(value)) : byNumber(value);
		const held = byDigits === null ? null : longInteger(value);
		if (byDigits !== null && held !== null) return byDigits(held);
		const number = numberOfText(value);
		return number === null ? byText(value) : byNumber(number);
	};
}
