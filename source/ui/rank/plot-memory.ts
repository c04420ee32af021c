import {type Parameter, readParameter, spansDecades} from '../../core/importance/parameter.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatParameter} from '../../core/text/numbers.ts';
import {categoryAxis, levelAxis, numberAxis, type ValueAxis} from '../../draw/plots/value-axis.ts';
import type {Ranking} from './ranking.ts';

/** Numbers of a grid search have places of their own. */
const mostLevels = 6;
/** Times the range of the inner four fifths of the results. */
const farOut = 20;

export interface PlottedSetting {
	parameter: Parameter;
	axis: ValueAxis;
}

/** What plots of one ranking are drawn from, made when it is first asked for: there may be thousands of runs. */
export class PlotMemory {
	private readonly settings = new Map<string, PlottedSetting>();
	private result: (ValueAxis & {isCut: boolean}) | null = null;
	private best: ReadonlySet<number> | null = null;

	constructor(private readonly ranking: Ranking) {}

	/** A setting of all runs, and its axis. */
	settingOf(key: string): PlottedSetting {
		const known = this.settings.get(key);
		if (known !== undefined) return known;
		const parameter = readParameter(this.ranking.rows, key);
		// Where no point is drawn, as of runs that broke, the axis need not reach.
		const drawn = parameter.values.filter((_, at) => Number.isFinite(this.ranking.results[at]!));
		const made = {parameter, axis: axisOf(parameter, drawn)};
		this.settings.set(key, made);
		return made;
	}

	/** The axis of the result; a logarithmic one for results over decades, without those so far out that the others would be one. */
	get resultAxis(): ValueAxis & {isCut: boolean} {
		this.result ??= resultAxisOf(this.ranking);
		return this.result;
	}

	/** Keys of the best fifth. */
	get bestRuns(): ReadonlySet<number> {
		const {ranked} = this.ranking.standings;
		this.best ??= new Set(
			ranked.slice(0, Math.max(1, Math.ceil(ranked.length / 5))).flatMap(({rows}) => rows.map(({key}) => key)),
		);
		return this.best;
	}
}

function resultAxisOf({results, yardstick}: Ranking): ValueAxis & {isCut: boolean} {
	const title = cleanText(yardstick.metric);
	const sorted = results.filter(Number.isFinite).sort();
	if (spansDecades({kind: 'number', values: sorted})) return {...numberAxis(title, sorted, true), isCut: false};
	const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
	const inner = at(0.9) - at(0.1);
	const isCut = inner > 0 && at(1) - at(0) > farOut * inner;
	if (!isCut) return {...numberAxis(title, sorted, false), isCut};
	const ends = {low: Math.max(at(0), at(0.1) - inner / 2), high: Math.min(at(1), at(0.9) + inner / 2)};
	return {...numberAxis(title, sorted, false, ends), isCut};
}

function axisOf({key, kind, labels}: Parameter, values: Float64Array): ValueAxis {
	const title = cleanText(key);
	if (kind === 'category')
		return categoryAxis(
			title,
			labels.map(label => cleanText(label)),
		);
	const levels = [...new Set(values)].filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
	if (levels.length > mostLevels) return numberAxis(title, values, spansDecades({kind, values}));
	// The few values of a grid stand apart, however far their numbers are.
	return levelAxis(
		title,
		levels,
		levels.map(level => formatParameter(level)),
	);
}
