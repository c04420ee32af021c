import {attributeNames, findAlias, findAttribute} from './attributes.ts';
import {type Catalogue, holdsNumbers, matchNames} from './catalogue.ts';
import {attributeField, configField, type Field, metricField, metricStepField, unknownField, type ValueAt} from './field.ts';
import {scopePrefixes} from './field-name.ts';
import {findNearest} from './nearest.ts';
import {readNumber} from './numbers.ts';
import {printField} from './print.ts';
import {Fault, type FieldName, type QueryFault} from './syntax.ts';

/**
 * Finds which field a name means. A bare name looks among attributes, then metrics (full name, else the end of one), then config
 * (likewise). Where metrics and config both have it, nobody guesses: two candidates are a fault that lists them. Config that
 * never holds a number does not stand against a metric.
 */

export interface ResolveContext {
	catalogue: Catalogue;
	valueAt?: ValueAt;
	warnings: QueryFault[];
}

interface Candidate {
	label: string;
	runs: number;
	make(label: string): Field;
	config?: string;
}

const named = (scope: FieldName['scope'], name: string, field?: FieldName): string =>
	printField({scope, name, suffix: field?.suffix ?? null, step: field?.step ?? null});

function findMetrics(name: FieldName, context: ResolveContext): {whole: boolean; list: Candidate[]} {
	const {metrics} = context.catalogue;
	const written = name.suffix ? `${name.name}.${name.suffix}` : name.step === null ? name.name : `${name.name}@${name.step}`;
	const full = matchNames(metrics.keys(), written);
	const plain = (metric: string): Candidate => ({
		label: named('metric', metric),
		runs: metrics.get(metric)!,
		make: label => metricField(metric, 'last', label),
	});
	if (full.whole || written === name.name) return {whole: full.whole, list: full.names.map(plain)};
	const base = matchNames(metrics.keys(), name.name);
	if (!base.whole && full.names.length > 0) return {whole: false, list: full.names.map(plain)};
	const list = base.names.map(
		(metric): Candidate => ({
			label: named('metric', metric, name),
			runs: metrics.get(metric)!,
			make: label =>
				name.suffix
					? metricField(metric, name.suffix, label)
					: metricStepField(metric, readNumber(name.step ?? '') ?? Number.NaN, context.valueAt, label),
		}),
	);
	return {whole: base.whole, list};
}

function findConfig(name: FieldName, {catalogue}: ResolveContext): {whole: boolean; list: Candidate[]} {
	const written = `${name.name}${name.suffix ? `.${name.suffix}` : ''}${name.step === null ? '' : `@${name.step}`}`;
	const found = matchNames(catalogue.config.keys(), written);
	const list = found.names.map(
		(key): Candidate => ({
			label: named('config', key),
			runs: catalogue.config.get(key)!,
			make: label => configField(key, label),
			config: key,
		}),
	);
	return {whole: found.whole, list};
}

function choose(name: FieldName, candidates: Candidate[]): Field | null {
	const [first] = candidates;
	if (!first) return null;
	if (candidates.length === 1) return first.make(printField(name));
	const listed = candidates.slice(0, 6).map(({label, runs}) => `${label} (${runs} ${runs === 1 ? 'run' : 'runs'})`);
	const rest = candidates.length > listed.length ? ` and ${candidates.length - listed.length} more` : '';
	throw new Fault(
		name,
		`${printField(name)} can mean ${listed.join(', ')}${rest}`,
		`Write ${candidates
			.slice(0, 2)
			.map(candidate => candidate.label)
			.join(' or ')}`,
	);
}

function findAny(name: FieldName, context: ResolveContext): Field | null {
	const metrics = findMetrics(name, context);
	const config = findConfig(name, context);
	if (metrics.list.length === 0) return choose(name, config.list);
	const rivals = config.whole ? config.list.filter(candidate => holdsNumbers(context.catalogue, candidate.config!)) : [];
	return choose(name, [...metrics.list, ...rivals]);
}

function findScoped(name: FieldName, context: ResolveContext): Field | null {
	const find = name.scope === 'metric' ? findMetrics : findConfig;
	const inside = choose(name, find(name, context).list);
	if (inside) return inside;
	// A key may really begin with what looks like a prefix: config.lr where a file has a section "config".
	for (const prefix of scopePrefixes[name.scope as 'metric' | 'config']) {
		const field = choose(
			name,
			[findMetrics, findConfig].flatMap(other => {
				const found = other({...name, scope: 'any', name: prefix + name.name}, context);
				return found.whole ? found.list : [];
			}),
		);
		if (field) return field;
	}
	return null;
}

function findUnscoped(name: FieldName, context: ResolveContext): Field | null {
	const plain = name.suffix === null && name.step === null;
	if (name.scope === 'run') {
		const whole = {...name, scope: 'any' as const, name: `run.${name.name}`};
		if (findMetrics(whole, context).whole || findConfig(whole, context).whole) return findAny(whole, context);
	}
	const attribute = plain ? findAttribute(name.name) : null;
	if (attribute) return attributeField(attribute, printField(name));
	const found = findAny(name, context);
	const alias = found || !plain ? null : findAlias(name.name);
	return alias ? attributeField(alias, printField(name)) : found;
}

/** The field that a name means. Throws a fault where two could be meant; one that no run has is a warning. */
export function resolveField(name: FieldName, context: ResolveContext): Field {
	const scoped = name.scope === 'metric' || name.scope === 'config';
	const field = scoped ? findScoped(name, context) : findUnscoped(name, context);
	if (field) {
		if (field.source.from === 'metric step' && !context.valueAt) {
			context.warnings.push({
				from: name.from,
				to: name.to,
				message: 'Values at a step are not known here',
				hint: 'Ask for .last, .min, .max or .mean',
			});
		}
		return field;
	}
	const {metrics, config, rows} = context.catalogue;
	if (rows.length === 0) return unknownField(name.name, name.suffix, printField(name));
	const known =
		name.scope === 'metric'
			? [...metrics.keys()]
			: name.scope === 'config'
				? [...config.keys()]
				: [...attributeNames, ...metrics.keys(), ...config.keys()];
	const near = findNearest(name.name, known).map(text => named('any', text));
	const hint = near.length > 0 ? `Nearest: ${near.join(', ')}` : null;
	context.warnings.push({from: name.from, to: name.to, message: `No run has ${printField(name)}`, hint});
	return unknownField(name.name, name.suffix, printField(name));
}
