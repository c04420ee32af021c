import {printField} from '../language/print.ts';
import {findAttribute} from './attributes.ts';
import type {Catalogue} from './catalogue.ts';

/** How metrics and settings are written at the prompt: the shortest way that means nothing else, by the full name. */
export interface Labels {
	metrics: ReadonlyMap<string, string>;
	config: ReadonlyMap<string, string>;
}

const print = (scope: 'any' | 'metric' | 'config', name: string): string => printField({scope, name, suffix: null, step: null});

/** The ends of a name that stand for it: `a/b.c` in `b.c` and in `c`. */
function endsOf(name: string): string[] {
	return [...name.matchAll(/[/.#]/g)].map(({index}) => name.slice(index + 1)).filter(end => end !== '');
}

const lower = (name: string): string => name.toLowerCase();

function makeLabels(metrics: readonly string[], config: readonly string[]): Labels {
	const measured = new Set(metrics);
	const allEnds = metrics.flatMap(endsOf);
	/** How many metrics end so. */
	const ends = new Map<string, number>();
	for (const end of allEnds) ends.set(end, (ends.get(end) ?? 0) + 1);
	// Names that differ in case alone are taken for each other where there is none that is written alike.
	const [set, measuredSomehow] = [new Set(config.map(lower)), new Set([...metrics, ...allEnds].map(lower))];
	const isFree = (word: string): boolean => !set.has(lower(word)) && findAttribute(word) === null;
	const labelOfMetric = (name: string): string => {
		const last = endsOf(name).at(-1);
		if (last !== undefined && isFree(last) && !measured.has(last) && ends.get(last) === 1) return print('any', last);
		return print(isFree(name) ? 'any' : 'metric', name);
	};
	const labelOfConfig = (name: string): string => {
		const isTaken = measuredSomehow.has(lower(name)) || findAttribute(name) !== null;
		return print(isTaken ? 'config' : 'any', name);
	};
	return {
		metrics: new Map(metrics.map(name => [name, labelOfMetric(name)])),
		config: new Map(config.map(name => [name, labelOfConfig(name)])),
	};
}

/** Runs come and go more often than names do. */
let last: {key: string; labels: Labels} | null = null;

/** The labels of all names that the known runs have. */
export function labelsOf({metrics, config}: Pick<Catalogue, 'metrics' | 'config'>): Labels {
	const key = [...metrics.keys(), '\0', ...config.keys()].join('\0');
	if (last?.key !== key) last = {key, labels: makeLabels([...metrics.keys()], [...config.keys()])};
	return last.labels;
}
