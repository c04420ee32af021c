import {type AggregateName, aggregateColumn, aggregateStride, placeOfMetric, pointsColumn, type RunRow} from '../../row.ts';
import type {Json} from '../../run.ts';
import type {Readable} from '../columns/table.ts';
import type {FieldName, Suffix} from '../language/syntax.ts';
import {type AttributeName, attributes, type FieldKind, type FieldValue, type ReadField, timedAttributes} from './attributes.ts';
import {matchNames} from './match-names.ts';
import {namesKey} from './names.ts';

/** Where a field's value comes from. */
export type FieldSource =
	| {from: 'attribute'; name: AttributeName}
	| {from: 'metric'; name: string; aggregate: Suffix}
	| {from: 'metric step'; name: string; step: number}
	| {from: 'config'; name: string}
	| {from: 'operation'; name: string}
	| {from: 'tag'; name: string}
	/** No known run has it. */
	| {from: 'nowhere'; name: string};

/** A field found among the runs, ready to be read. `label` is how it is typed. */
export interface Field extends Readable {
	label: string;
	kind: FieldKind;
	source: FieldSource;
	/** Of a list: taken as a whole, where runs are put below its values. */
	isWhole?: boolean;
}

/** Value of a metric at a step (the last point at or before it), NaN where it is not known. */
export type ValueAt = (row: RunRow, metric: string, step: number) => number;

/** All problems of a run as text; a row by itself knows only the first. */
export type ProblemsOf = (row: RunRow) => readonly string[];

const columns: Record<Suffix, AggregateName> = {
	last: 'last',
	first: 'first',
	min: 'min',
	max: 'max',
	mean: 'mean',
	n: 'points',
	nan: 'nan',
};

/** Finds a metric's place in a run's names. Runs of one kind list them alike, so the last place is tried first. */
function makeMetricFinder(metric: string): (names: readonly string[]) => number {
	let guess = 0;
	return names => {
		if (names[guess] === metric) return guess;
		const index = placeOfMetric(names, metric);
		if (index >= 0) guess = index;
		return index;
	};
}

export function attributeField(name: AttributeName, label: string): Field {
	const {kind, read} = attributes[name];
	return {label, kind, source: {from: 'attribute', name}, id: name, isTimed: timedAttributes.has(name), read};
}

/** What a run does: its operation where its name tells nothing of that, else its name, as Guild's runs are called by theirs. */
export function operationField(label: string): Field {
	return {
		label,
		kind: 'text',
		source: {from: 'operation', name: 'operation'},
		id: 'operation',
		read: row => row.work ?? (row.name === '' ? null : row.name),
	};
}

export function problemField(problemsOf: ProblemsOf, label: string): Field {
	const read: ReadField = row => {
		const problems = problemsOf(row);
		return problems.length > 0 ? problems : null;
	};
	return {label, kind: 'list', source: {from: 'attribute', name: 'problem'}, id: null, read};
}

/**
 * What becomes of a metric that a run only repeats of its own runs. A condition is about what a run shows, so it takes that; what is ranked, sorted and
 * averaged leaves it out, since it would count twice.
 */
export interface EchoRule {
	taken: boolean;
	/** False where none of the known runs repeats this one, so that both ways read the same. */
	matters: boolean;
}

const leftOut: EchoRule = {taken: false, matters: true};

/** An aggregate of a metric by its full name, null in runs that have no point of it. */
export function metricField(name: string, aggregate: Suffix, label: string, {taken, matters} = leftOut): Field {
	const find = makeMetricFinder(name);
	const column = aggregateColumn(columns[aggregate]);
	const read: ReadField = ({metrics, echoed}) => {
		const at = find(metrics.names) * aggregateStride;
		if (!(metrics.values[at + pointsColumn]! > 0) || (!taken && echoed?.includes(name))) return null;
		return metrics.values[at + column]!;
	};
	const id = `${taken && matters ? 'me' : 'm'}\0${aggregate}\0${name}`;
	return {label, kind: 'number', source: {from: 'metric', name, aggregate}, id, read};
}

/** A metric's value at a step, NaN where that is not known and null in runs that lack the metric. */
export function metricStepField(
	name: string,
	step: number,
	valueAt: ValueAt | undefined,
	label: string,
	{taken} = leftOut,
): Field {
	const find = makeMetricFinder(name);
	const read: ReadField = row =>
		find(row.metrics.names) < 0 || (!taken && row.echoed?.includes(name)) ? null : (valueAt?.(row, name, step) ?? Number.NaN);
	return {label, kind: 'number', source: {from: 'metric step', name, step}, id: null, read};
}

/** A recorded setting as a value: numbers stay numbers, all else is text. */
export function valueOfJson(value: Json | undefined): FieldValue {
	if (typeof value === 'number' || typeof value === 'string') return value;
	if (value === undefined) return null;
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

export function configField(name: string, label: string): Field {
	const read: ReadField = ({config}) => {
		const value = config[name];
		if (typeof value === 'number') return value;
		return value === undefined || !Object.hasOwn(config, name) ? null : valueOfJson(value);
	};
	return {label, kind: 'mixed', source: {from: 'config', name}, id: `c\0${name}`, read};
}

/** A field that no known run has. A run that appears later is looked at by itself, so that a waiting query needs no second start. */
export function unknownField({scope, name, suffix}: Pick<FieldName, 'scope' | 'name' | 'suffix'>, label: string): Field {
	const whole = suffix ? `${name}.${suffix}` : name;
	// What a list of names gives; most runs have one of a few lists.
	const finds = new Map<string, Field | null>();
	const find = (names: readonly string[]): Field | null => {
		const found = scope === 'config' ? [] : matchNames(names, name).names;
		return found.length === 1 ? metricField(found[0]!, suffix ?? 'last', label, {taken: true, matters: true}) : null;
	};
	const read: ReadField = (row, nowMs) => {
		const {names} = row.metrics;
		const key = namesKey(names);
		const metric = finds.get(key) ?? (finds.has(key) ? null : find(names));
		finds.set(key, metric);
		if (metric !== null) return metric.read(row, nowMs);
		return scope !== 'metric' && Object.hasOwn(row.config, whole) ? valueOfJson(row.config[whole]) : null;
	};
	return {label, kind: 'mixed', source: {from: 'nowhere', name: whole}, id: `?\0${scope}\0${suffix ?? ''}\0${name}`, read};
}
