import {levelsOf} from './association.ts';
import {type Parameter, rankKnown} from './parameter.ts';
import {type RankCorrelation, spearman} from './ranks.ts';

/** Which values of a setting go with which results. */
export interface Effect {
	/** Of a number: how the results go with it; null for categories and too few runs. */
	correlation: RankCorrelation | null;
	/** True where the correlation's interval leaves out 0: the results rise or fall with the setting. */
	hasTrend: boolean;
	/** Parts of its values with the mean rank of their results (1 is the lowest result), in order; empty where it has no parts. */
	levels: Level[];
}

export interface Level {
	/** Lowest and highest value of the part; of a category both are its place in the labels. */
	from: number;
	to: number;
	runs: number;
	/** Mean place of its results among all, 0 the lowest … 1 the highest. */
	place: number;
}

export function describeEffect(parameter: Parameter, results: Float64Array): Effect {
	const {values, ranks} = rankKnown(parameter, results);
	const correlation = parameter.kind === 'number' ? spearman(values, ranks) : null;
	const levels = levelsOf({...parameter, values});
	return {
		correlation,
		hasTrend: correlation !== null && correlation.low * correlation.high > 0,
		levels: levels === null ? [] : readLevels(levels, values, ranks),
	};
}

function readLevels(levels: Int32Array, values: Float64Array, ranks: Float64Array): Level[] {
	const found = new Map<number, Level>();
	levels.forEach((level, at) => {
		const part = found.get(level) ?? {from: values[at]!, to: values[at]!, runs: 0, place: 0};
		part.from = Math.min(part.from, values[at]!);
		part.to = Math.max(part.to, values[at]!);
		part.runs++;
		part.place += ranks[at]!;
		found.set(level, part);
	});
	const scale = Math.max(1, ranks.length - 1);
	return [...found.values()]
		.map(level => ({...level, place: (level.place / level.runs - 1) / scale}))
		.sort((a, b) => a.from - b.from);
}
