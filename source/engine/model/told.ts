import {flattenConfig} from '../../core/flatten.ts';
import {describeDefinition, type Told} from '../../core/told.ts';
import {definitionsOf} from './goals.ts';
import type {Layer} from './layer.ts';
import {resultsOf, textResultsOf} from './results.ts';
import type {TrackedRun} from './tracked-run.ts';

function toldBy({format, below, factsNow, metrics, problems}: Layer): Told {
	let points = 0;
	let lastStep: number | null = null;
	for (const series of metrics.values()) {
		points += series.length;
		if (series.length > 0) lastStep = Math.max(lastStep ?? Number.NEGATIVE_INFINITY, series.steps.at(series.length - 1));
	}
	const configKeys = Object.keys(flattenConfig(factsNow.config)).length;
	return {format, place: below, configKeys, metrics: metrics.size, points, lastStep, problems: problems.length};
}

/** What each source told of a run, the strongest first. */
export const tellersOf = ({layers}: TrackedRun): Told[] => layers.map(toldBy);

/** What trackers were told of a run's metrics, in words, by the name that the run has for each. */
export function metricWords(run: TrackedRun): [string, string][] {
	const declared = [...definitionsOf(run)]
		.map(([name, about]): [string, string] => [name, describeDefinition(about)])
		.filter(([, words]) => words !== '');
	const texts = textResultsOf(run);
	const results = texts.length === 0 ? null : resultsOf(run, flattenConfig(run.facts.config));
	const guessed = texts.filter(([name]) => results?.has(name));
	return [
		...declared,
		...guessed.map(([name, text]): [string, string] => [name, `taken for a number: the run returned the text "${text}"`]),
	];
}
