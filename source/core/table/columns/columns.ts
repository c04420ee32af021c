import {type AttributeName, attributes, type FieldKind, type ReadField} from '../../query/fields/attributes.ts';
import {attributeField, configField, type Field, metricField} from '../../query/fields/field.ts';
import {printField} from '../../query/language/print.ts';
import type {Suffix} from '../../query/language/syntax.ts';
import type {Goal} from '../metrics/direction.ts';

/** What a column of the table shows: plain data and a reader, the same for the screen, for text and for files. */
export interface Column {
	/** The field as it is typed; says which column it is in views and sort keys. */
	id: string;
	title: string;
	kind: FieldKind;
	align: 'left' | 'right';
	field: Field;
	read: ReadField;
}

/** Which of a metric's aggregates a column shows; `best` is the minimum or the maximum, as its goal says. */
export const aggregateChoices = ['last', 'min', 'max', 'mean', 'best'] as const;
export type AggregateChoice = (typeof aggregateChoices)[number];

const leftKinds: readonly FieldKind[] = ['text', 'list', 'mixed', 'time'];

/** A column for a field that was found. */
export function makeColumn(field: Field): Column {
	const {source, kind, label} = field;
	return {
		id: label,
		title: source.from === 'attribute' ? attributes[source.name].title : label,
		kind,
		align: leftKinds.includes(kind) ? 'left' : 'right',
		field,
		read: field.read,
	};
}

export const attributeColumn = (name: AttributeName): Column => makeColumn(attributeField(name, name));

export function configColumn(key: string): Column {
	return makeColumn(configField(key, printField({scope: 'config', name: key, suffix: null, step: null})));
}

/** Which aggregate a choice means for a metric; `best` falls back to the last value where no direction is known. */
export function suffixOf(choice: AggregateChoice, goal: Goal | null): Suffix {
	if (choice !== 'best') return choice;
	if (!goal) return 'last';
	return goal.direction === 'down' ? 'min' : 'max';
}

/** A column for the last value of a metric by its full name. */
export function metricColumn(name: string): Column {
	return {...makeColumn(metricField(name, 'last', printField({scope: 'metric', name, suffix: null, step: null}))), title: name};
}
