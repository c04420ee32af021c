import type {Shown} from '../columns/table.ts';
import {type AttributeName, attributeNames} from '../fields/attributes.ts';
import {catalogueOf, readCatalogue} from '../fields/catalogue.ts';
import {attributeField, configField, type Field, metricField} from '../fields/field.ts';
import {labelsOf} from '../fields/labels.ts';
import {suffixes} from '../language/syntax.ts';
import {type Candidate, rateMatch} from './candidate.ts';

/** Attributes offered before anything is typed, since they tell runs apart most often. */
const usual: ReadonlySet<AttributeName> = new Set(['status', 'name', 'tag', 'age', 'eta', 'group', 'host', 'format']);

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
	const labels = labelsOf(readCatalogue(table));
	const {metrics, config} = catalogueOf(table, places);
	const sources: Source[] = attributeNames.map(name => ({
		field: attributeField(name, name),
		runs: 0,
		words: [name],
		rank: usual.has(name) ? 1 : 3,
		detail: 'attribute',
	}));
	for (const [name, runs] of config) {
		const field = configField(name, labels.config.get(name)!);
		sources.push({field, runs, words: [name, `cfg.${name}`], rank: 0, detail: 'config'});
	}
	for (const [name, runs] of metrics) {
		const label = labels.metrics.get(name)!;
		const detail = label === name ? 'metric' : name;
		sources.push({field: metricField(name, 'last', label), runs, words: [label, name, `m.${name}`], rank: 2, detail});
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
		const count = attribute ? shown.table.count(field, shown.places, nowMs) : runs;
		if (attribute && count === 0 && typed === '') continue;
		const differs = shown.table.differs(field, shown.places, nowMs);
		rated.push({
			candidate: {insert: field.label, label: field.label, runs: count, detail},
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
