import type {Shown} from '../columns/table.ts';
import {type AttributeName, attributeNames, attributes} from '../fields/attributes.ts';
import {catalogueOf} from '../fields/catalogue.ts';
import {attributeField, configField, type Field, metricField} from '../fields/field.ts';
import {matchNames} from '../fields/match-names.ts';
import {printField} from '../language/print.ts';
import {suffixes} from '../language/syntax.ts';
import {type Candidate, rateMatch} from './candidate.ts';

/** Attributes offered before anything is typed, since they tell runs apart most often. */
const usual: ReadonlySet<AttributeName> = new Set(['status', 'name', 'tag', 'age', 'eta', 'group', 'host', 'format']);

function printName(scope: 'any' | 'metric' | 'config', name: string): string {
	return printField({scope, name, suffix: null, step: null});
}

/** The shortest way to write a metric that means nothing else: its last segment, its name, or its name with `m.`. */
function shortestMetric(name: string, metrics: readonly string[], config: ReadonlySet<string>): string {
	const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);
	const isFree = (word: string): boolean => word !== '' && !config.has(word) && !Object.hasOwn(attributes, word.toLowerCase());
	if (isFree(last) && matchNames(metrics, last).names.length === 1) return printName('any', last);
	return printName(isFree(name) ? 'any' : 'metric', name);
}

/** `loss.m` becomes `loss.min`, `loss.max`, `loss.mean`. */
function suggestSuffixes(typed: string, sources: readonly Source[]): Candidate[] {
	const dot = typed.lastIndexOf('.');
	if (dot <= 0) return [];
	const base = typed.slice(0, dot).toLowerCase();
	const metric = sources.find(
		({field, words}) => field.source.from === 'metric' && words.some(word => word.toLowerCase() === base),
	);
	if (!metric) return [];
	return suffixes
		.filter(suffix => suffix.startsWith(typed.slice(dot + 1)))
		.map(suffix => ({
			insert: `${metric.field.label}.${suffix}`,
			label: `${metric.field.label}.${suffix}`,
			runs: metric.runs,
			detail: 'metric',
			differs: true,
		}));
}

interface Source {
	field: Field;
	runs: number;
	/** Texts that what is typed is looked for in. */
	words: string[];
	rank: number;
	detail: string;
}

function listSources({table, places}: Shown): Source[] {
	const catalogue = catalogueOf(table, places);
	const metricNames = [...catalogue.metrics.keys()];
	const configNames = new Set(catalogue.config.keys());
	const sources: Source[] = attributeNames.map(name => ({
		field: attributeField(name, name),
		runs: 0,
		words: [name],
		rank: usual.has(name) ? 1 : 3,
		detail: 'attribute',
	}));
	for (const [name, runs] of catalogue.config) {
		const clash = catalogue.metrics.has(name) || Object.hasOwn(attributes, name.toLowerCase());
		const label = printName(clash ? 'config' : 'any', name);
		sources.push({field: configField(name, label), runs, words: [name, `cfg.${name}`], rank: 0, detail: 'config'});
	}
	for (const [name, runs] of catalogue.metrics) {
		const label = shortestMetric(name, metricNames, configNames);
		sources.push({
			field: metricField(name, 'last', label),
			runs,
			words: [label, name, `m.${name}`],
			rank: 2,
			detail: label === name ? 'metric' : name,
		});
	}
	return sources;
}

/** Fields that what is typed may become: those that differ among the rows first, then the better matches, then the more frequent. */
export function suggestFields(typed: string, shown: Shown, nowMs: number): Candidate[] {
	const rated: {candidate: Candidate; differs: number; match: number; rank: number}[] = [];
	const sources = listSources(shown);
	for (const {field, runs, words, rank, detail} of sources) {
		const match = Math.min(...words.map(word => rateMatch(word, typed)));
		if (!Number.isFinite(match)) continue;
		const attribute = field.source.from === 'attribute';
		const count = attribute ? shown.table.column(field, nowMs).count(shown.places) : runs;
		if (attribute && count === 0 && typed === '') continue;
		const differs = shown.table.differs(field, shown.places, nowMs);
		rated.push({
			candidate: {insert: field.label, label: field.label, runs: count, detail, differs},
			differs: differs ? 0 : 1,
			match: typed === '' ? 0 : match,
			rank,
		});
	}
	const fields = rated.sort(
		(a, b) => a.differs - b.differs || a.match - b.match || a.rank - b.rank || b.candidate.runs - a.candidate.runs,
	);
	return [...fields.map(({candidate}) => candidate), ...suggestSuffixes(typed, sources)];
}
