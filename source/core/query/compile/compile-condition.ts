import {verdicts} from '../../run.ts';
import {statuses} from '../../status.ts';
import {isScoped, meansScoped, placedGroup} from '../../table/groups/group-scopes.ts';
import type {ZoneOffset} from '../../text/clock.ts';
import type {FieldValue} from '../fields/attributes.ts';
import type {Field} from '../fields/field.ts';
import {findNearest} from '../fields/nearest.ts';
import {standings} from '../fields/standing.ts';
import {statusOfWord} from '../fields/status-words.ts';
import {type Comparison, Fault, type Item, type Operator, type QueryFault} from '../language/syntax.ts';
import {compareValues, type Relation, type TestValue} from './compare.ts';
import {compileTimeItem} from './compile-time.ts';
import {readOperand} from './operand.ts';
import {compilePattern} from './pattern.ts';
import {anyOf, askField, not, type Predicate} from './predicate.ts';

export interface ConditionContext {
	zone: ZoneOffset;
	warnings: QueryFault[];
}

/** Which values a field can have at all, and what they are called; null where any text may be one. */
function wordsOf({source}: Field): {title: string; words: readonly string[]} | null {
	if (source.from !== 'attribute') return null;
	if (source.name === 'status') return {title: 'status', words: statuses};
	if (source.name === 'verdict') return {title: 'verdict', words: verdicts};
	return source.name === 'is' ? {title: 'standing', words: standings} : null;
}

function hintFor(text: string, words: readonly string[]): string {
	// As in other tools whose `is:` asks for a state.
	if (words === standings && statuses.some(status => status === text))
		return `status:${text} asks for that; is: takes ${standings.join(', ')}`;
	const meant = words === statuses ? statusOfWord(text) : null;
	if (meant !== null) return `status:${meant} asks for that`;
	const nearest = findNearest(text, words);
	return nearest.length > 0 ? `Nearest: ${nearest.join(', ')}` : `There are ${words.join(', ')}`;
}

function checkItem(field: Field, relation: Comparison, item: Item, context: ConditionContext): void {
	const warn = (message: string, hint: string | null): void => {
		context.warnings.push({from: item.from, to: item.to, message, hint});
	};
	const known = wordsOf(field);
	if (known !== null && (relation === '=' || relation === ':')) {
		const {text, glob} = readOperand(item, 'text');
		if (!glob && !known.words.some(word => (relation === '=' ? word === text : word.includes(text))))
			warn(`No ${known.title} is called ${item.text}`, hintFor(text, known.words));
	}
	if (field.kind === 'number' && relation !== '~') {
		const operand = readOperand(item, 'number');
		if (Number.isNaN(operand.low) && !operand.nan && !operand.glob)
			warn(`${field.label} is a number and ${item.text} is not`, null);
	}
}

function compileItem(field: Field, relation: Relation, item: Item): TestValue {
	const operand = readOperand(item, field.kind);
	if (operand.isRange && relation !== '=' && relation !== ':')
		throw new Fault(item, `A range does not go with ${relation}`, `${field.label}:${item.text}`);
	if (field.kind === 'span' && Number.isNaN(operand.low) && !operand.nan) {
		throw new Fault(item, `${field.label} needs a duration, not ${item.text}`, 'Such as 30s, 10m, 2h, 1d12h, or 1h..3h');
	}
	if (field.kind === 'fraction' && Number.isNaN(operand.low) && !operand.nan) {
		throw new Fault(item, `${field.label} needs a fraction, not ${item.text}`, 'Such as 0.5 or 50%');
	}
	const test = compareValues(relation, operand, field.kind === 'text' || field.kind === 'list');
	if (field.kind !== 'mixed' || relation === '=' || relation === ':') return test;
	// A parameter without a value is above and below nothing; as a text it would be above every digit.
	const isNumber = !Number.isNaN(operand.low);
	return value => value !== 'null' && !(isNumber && value === 'None') && test(value);
}

function textOfValue(field: Field, value: number | string): string | null {
	if (typeof value === 'string') return value;
	if (Number.isNaN(value)) return null;
	return field.kind === 'time' && Math.abs(value) < 8.6e15 ? new Date(value).toISOString() : String(value);
}

/** True where one of the values fits; never for a missing field. */
function fitsAny(value: FieldValue, test: TestValue): boolean {
	if (typeof value === 'number' || typeof value === 'string') return test(value);
	return value?.some(test) ?? false;
}

function compilePositive(field: Field, relation: Comparison, items: Item[], context: ConditionContext): Predicate {
	for (const item of items) checkItem(field, relation, item, context);
	if (relation !== '~' && field.kind === 'time') {
		const tests = items.map(item => compileTimeItem(field.label, relation, item, context.zone));
		return askField(field, (value, nowMs) => typeof value === 'number' && tests.some(test => test(value, nowMs)));
	}
	const tests = items.map((item): TestValue => {
		if (relation !== '~') return compileItem(field, relation, item);
		const test = compilePattern(item.text, item);
		return value => {
			const text = textOfValue(field, value);
			return text !== null && test(text);
		};
	});
	const [first] = tests;
	const test: TestValue = tests.length === 1 ? first! : value => tests.some(one => one(value));
	const byValue = askField(
		field,
		value => fitsAny(value, test),
		JSON.stringify([field.kind, relation, items.map(({text, quoted}) => [text, quoted])]),
	);
	const byPlace = isScoped(field) && (relation === '=' || relation === ':') ? compileScoped(items) : null;
	return byPlace === null ? byValue : anyOf([byValue, byPlace]);
}

/** Groups as their headings name them, where two have one name: `baseline (A)`. Null where no item is of that form. */
function compileScoped(items: readonly Item[]): Predicate | null {
	const tests = items.map(({text}) => meansScoped(text)).filter(test => test !== null);
	if (tests.length === 0) return null;
	const question = JSON.stringify(['scoped', items.map(({text}) => text)]);
	return askField(placedGroup, value => typeof value === 'string' && tests.some(test => test(value)), question);
}

/** A condition as closures. Throws a fault for a value that the field cannot be compared with. */
export function compileCondition(field: Field, op: Operator, items: Item[], context: ConditionContext): Predicate {
	if (!op.startsWith('!')) return compilePositive(field, op as Comparison, items, context);
	return not(compilePositive(field, op.slice(1) as Comparison, items, context));
}
