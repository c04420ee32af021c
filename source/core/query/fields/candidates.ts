import {readNumber} from '../language/numbers.ts';
import {printField} from '../language/print.ts';
import {Fault, type FieldName, type QueryFault} from '../language/syntax.ts';
import {type Catalogue, isEchoed} from './catalogue.ts';
import {configField, type EchoRule, type Field, metricField, metricStepField, type ProblemsOf, type ValueAt} from './field.ts';
import {matchNames} from './match-names.ts';

/** The metrics and settings that a name may mean. */

export interface ResolveContext {
	catalogue: Catalogue;
	valueAt?: ValueAt;
	problemsOf?: ProblemsOf;
	/** True where the name stands in a condition, which is about all that a run shows. */
	takesEchoes?: boolean;
	warnings: QueryFault[];
}

export interface Candidate {
	label: string;
	runs: number;
	make(label: string): Field;
	config?: string;
}

/** A field as it would be typed, with the suffix or the step of `field`. */
export const named = (scope: FieldName['scope'], name: string, field?: FieldName): string =>
	printField({scope, name, suffix: field?.suffix ?? null, step: field?.step ?? null});

/** How a metric that is named here is read where a run only repeats it. */
export const echoRule = ({takesEchoes, catalogue}: ResolveContext, metric: string): EchoRule => ({
	taken: takesEchoes === true,
	matters: takesEchoes !== true || isEchoed(catalogue, metric),
});

export function findMetrics(name: FieldName, context: ResolveContext): {whole: boolean; list: Candidate[]} {
	const {metrics} = context.catalogue;
	const written = name.suffix ? `${name.name}.${name.suffix}` : name.step === null ? name.name : `${name.name}@${name.step}`;
	const full = matchNames(metrics.keys(), written);
	const plain = (metric: string): Candidate => ({
		label: named('metric', metric),
		runs: metrics.get(metric)!,
		make: label => metricField(metric, 'last', label, echoRule(context, metric)),
	});
	if (full.whole || written === name.name) return {whole: full.whole, list: full.names.map(plain)};
	const base = matchNames(metrics.keys(), name.name);
	if (!base.whole && full.names.length > 0) return {whole: false, list: full.names.map(plain)};
	const list = base.names.map(
		(metric): Candidate => ({
			label: named('metric', metric, name),
			runs: metrics.get(metric)!,
			make: label => {
				const rule = echoRule(context, metric);
				if (name.suffix) return metricField(metric, name.suffix, label, rule);
				return metricStepField(metric, readNumber(name.step ?? '') ?? Number.NaN, context.valueAt, label, rule);
			},
		}),
	);
	return {whole: base.whole, list};
}

export function findConfig(name: FieldName, {catalogue}: ResolveContext): {whole: boolean; list: Candidate[]} {
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

/** The field of the only candidate, null for none; several are a fault. */
export function choose(name: FieldName, candidates: Candidate[]): Field | null {
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
