import {scopePrefixes} from '../language/field-name.ts';
import {printField} from '../language/print.ts';
import {type FieldName, suffixes} from '../language/syntax.ts';
import {attributeNames, findAlias, findAttribute, isOperation} from './attributes.ts';
import {choose, echoRule, findConfig, findMetrics, named, type ResolveContext} from './candidates.ts';
import {holdsNumbers} from './catalogue.ts';
import {attributeField, type Field, metricField, metricStepField, operationField, problemField, unknownField} from './field.ts';
import {findNearest} from './nearest.ts';
import {findStandIn} from './stand-in.ts';
import {findTagField} from './tag-field.ts';

const countRuns = (runs: number): string => (runs === 1 ? '1 run' : `${runs} runs`);

/** Names what is read from the first where that has it, else from the second. */
const joinIds = (first: Field, second: Field): string | null =>
	first.id === null || second.id === null ? null : `${first.id}\0\0${second.id}`;

/** Lets another metric stand in where runs lack the one that was found, and says so. */
function withStandIn(field: Field, name: FieldName, context: ResolveContext): Field {
	const {source} = field;
	if (source.from !== 'metric' && source.from !== 'metric step') return field;
	const other = findStandIn(source.name, context.catalogue);
	if (!other) return field;
	context.warnings.push({
		from: name.from,
		to: name.to,
		message: `${countRuns(other.runs)} with no ${source.name} but ${other.name}: it is taken there`,
		hint: `${named('metric', source.name)} asks for ${source.name} alone`,
	});
	const {read} = field;
	const rule = echoRule(context, other.name);
	const instead =
		source.from === 'metric'
			? metricField(other.name, source.aggregate, field.label, rule)
			: metricStepField(other.name, source.step, context.valueAt, field.label, rule);
	return {...field, id: joinIds(field, instead), read: (row, nowMs) => read(row, nowMs) ?? instead.read(row, nowMs)};
}

/** Both where no run has both: a tree of several trackers records the same thing here as a metric, there as a setting. */
function withRival(metric: Field, config: Field, name: FieldName, context: ResolveContext): Field | null {
	const {table} = context.catalogue;
	const [measured, set] = [table.column(metric, 0), table.column(config, 0)];
	let counts = [0, 0];
	for (const place of table.places) {
		if (measured.has(place) && set.has(place)) return null;
		counts = [counts[0]! + Number(measured.has(place)), counts[1]! + Number(set.has(place))];
	}
	const [m, c] = [named('metric', name.name, name), named('config', name.name, name)];
	context.warnings.push({
		from: name.from,
		to: name.to,
		message: `${printField(name)} is a metric in ${countRuns(counts[0]!)} and config in ${countRuns(counts[1]!)}`,
		hint: `${m} and ${c} ask for one of them`,
	});
	return {
		...metric,
		kind: 'mixed',
		id: joinIds(metric, config),
		read: (row, nowMs) => metric.read(row, nowMs) ?? config.read(row, nowMs),
	};
}

/**
 * A bare name looks among metrics (full name, else the end of one), then config (likewise). Two candidates are a fault that lists
 * them, unless no run has both. Config that never holds a number does not stand against a metric.
 */
function findAny(name: FieldName, context: ResolveContext): Field | null {
	const metrics = findMetrics(name, context);
	const config = findConfig(name, context);
	if (metrics.list.length === 0) return choose(name, config.list);
	const rivals = config.whole ? config.list.filter(candidate => holdsNumbers(context.catalogue, candidate.config!)) : [];
	const [metric, rival] = [metrics.list[0]!, rivals[0]];
	if (metrics.list.length === 1 && rivals.length === 1) {
		const label = printField(name);
		const both = withRival(metric.make(label), rival!.make(label), name, context);
		if (both) return both;
	}
	const field = choose(name, [...metrics.list, ...rivals]);
	return field && metrics.whole ? withStandIn(field, name, context) : field;
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
	if (attribute === 'problem' && context.problemsOf) return problemField(context.problemsOf, printField(name));
	if (attribute) return attributeField(attribute, printField(name));
	const found = findAny(name, context);
	if (!found && plain && isOperation(name.name)) return operationField(printField(name));
	const alias = found || !plain ? null : findAlias(name.name);
	// `tag` are its tags one by one, `tags` all of them together.
	if (alias) return {...attributeField(alias, printField(name)), isWhole: true};
	return found ?? (plain ? findTagField(name.name, printField(name), context.catalogue.table) : null);
}

/** What to write instead of a name that no run has; null where nothing is like it. */
function hintOfAbsent(name: FieldName, known: readonly string[], context: ResolveContext): string | null {
	const tag = /^tags?\.(.+)$/i.exec(name.name);
	if (tag) return `tag:${tag[1]} asks for a tag`;
	const base = name.name.slice(0, Math.max(0, name.name.lastIndexOf('.')));
	if (findMetrics({...name, name: base}, context).list.length > 0)
		return `A metric has ${suffixes.map(text => `.${text}`).join(' ')}`;
	const near = findNearest(name.name, known).map(text => named('any', text));
	return near.length > 0 ? `Nearest: ${near.join(', ')}` : null;
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
	const {metrics, config, table} = context.catalogue;
	if (table.size === 0) return unknownField(name, printField(name));
	const known =
		name.scope === 'metric'
			? [...metrics.keys()]
			: name.scope === 'config'
				? [...config.keys()]
				: [...attributeNames, ...metrics.keys(), ...config.keys()];
	const hint = hintOfAbsent(name, known, context);
	context.warnings.push({from: name.from, to: name.to, message: `No run has ${printField(name)}`, hint, isAbsence: true});
	return unknownField(name, printField(name));
}
