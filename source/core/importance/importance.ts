import {groupRepetitions} from '../rank/repetitions.ts';
import {countedValue, isInfeasible, type RunRow} from '../row.ts';
import {describeSpread} from '../table/groups/statistics.ts';
import {type Association, associate, correctChances} from './association.ts';
import {describeEffect, type Effect} from './effect.ts';
import {estimateByForest} from './estimate.ts';
import type {Influence, Interaction} from './influence.ts';
import type {Parameter} from './parameter.ts';
import {type LeftOut, readParameters} from './parameters.ts';
import {makeRandom} from './random.ts';
import {rank} from './ranks.ts';

/** What of the settings decides over the results. */
export interface Importance {
	/** Runs it was made from: those with a finite value and settings. */
	runs: number;
	/** What they are, repetitions with other seeds taken together by their mean: only these are independent of each other. */
	experiments: number;
	/** Runs that were left away for want of either, or since they break a constraint. */
	without: number;
	/** How many of these break a constraint. */
	infeasible: number;
	/** How many experiments were looked at, chosen at random, where they were too many. */
	sampled: number;
	method: 'association' | 'forest';
	/** Of a forest: how much of the ranking it foretells for runs it has not seen; null for few runs. */
	explained: number | null;
	/** The most telling first. */
	influences: Influence[];
	interactions: Interaction[];
	/** Settings that were not looked at, and why. */
	left: LeftOut[];
}

export interface ImportanceInput {
	rows: readonly RunRow[];
	/** The value of each row; NaN for none. */
	results: Float64Array;
}

/** From so many experiments on a forest is grown; with fewer, each setting is looked at by itself. */
const forestFrom = 24;
export const leastExperiments = 5;
const mostExperiments = 600;
const seed = 20_010;

/** Whether a run has settings and a result that counts. */
export const tellsOfSettings = (row: RunRow, result: number): boolean =>
	Number.isFinite(countedValue(row, result)) && Object.keys(row.config).length > 0;

/**
 * Judges the settings of runs by what they do to the ranking, which no outlier bends. Yields often, so that whoever asks can do
 * other things between; the same runs give the same answer. Null for fewer than five experiments.
 */
export function* judgeImportance({rows, results}: ImportanceInput): Generator<void, Importance | null> {
	const random = makeRandom(seed);
	const resultOf = new Map(rows.map((row, at) => [row, results[at]!]));
	const usable = rows.filter(row => tellsOfSettings(row, resultOf.get(row)!));
	const units = groupRepetitions(usable);
	if (units.length < leastExperiments) return null;
	const places = Int32Array.from(units.keys());
	const chosen = units.length > mostExperiments ? random.shuffle(places).slice(0, mostExperiments).sort() : places;
	const kept = Array.from(chosen, at => units[at]![0]!);
	const values = Float64Array.from(chosen, at => describeSpread(units[at]!.map(row => resultOf.get(row)!)).mean);
	const {parameters, left} = readParameters(kept);
	const counts = {runs: usable.length, experiments: units.length, sampled: kept.length};
	const infeasible = rows.filter(isInfeasible).length;
	const about = {...counts, without: rows.length - usable.length, infeasible, left};
	const ranks = rank(values);
	const effectOf = (parameter: Parameter): Effect => describeEffect(parameter, values);
	if (kept.length >= forestFrom && parameters.length > 0) {
		const {measures, interactions, explained} = yield* estimateByForest(parameters, ranks, random);
		const influences = parameters.map(
			(parameter, at): Influence => ({...measures[at]!, parameter, chance: null, effect: effectOf(parameter)}),
		);
		return {...about, method: 'forest', explained, influences: sortInfluences(influences), interactions};
	}
	const found: Association[] = [];
	for (const parameter of parameters) {
		found.push(associate(parameter, values, random));
		yield;
	}
	const chances = correctChances(found.map(({chance}) => chance));
	const influences = parameters.map((parameter, at): Influence => {
		const chance = chances[at]!;
		const certainty = chance < 0.05 ? 'clear' : chance < 0.2 ? 'perhaps' : 'none';
		return {parameter, share: found[at]!.share, interval: null, chance, certainty, effect: effectOf(parameter)};
	});
	return {...about, method: 'association', explained: null, influences: sortInfluences(influences), interactions: []};
}

function sortInfluences(influences: Influence[]): Influence[] {
	return influences.sort((a, b) => b.share - a.share || (a.parameter.key < b.parameter.key ? -1 : 1));
}

/** The whole answer at once. */
export function findImportance(input: ImportanceInput): Importance | null {
	const steps = judgeImportance(input);
	for (;;) {
		const {done, value} = steps.next();
		if (done) return value;
	}
}
