import {type Parameter, readParameter, spansDecades} from '../../core/importance/parameter.ts';
import {formatParameter} from '../../core/numbers.ts';
import {cleanText} from '../../core/text.ts';
import {categoryAxis, levelAxis, numberAxis, type ValueAxis} from '../../draw/plots/value-axis.ts';
import type {Ranking} from './ranking.ts';

/** Numbers of a grid search have places of their own. */
const mostLevels = 6;

export interface PlottedSetting {
	parameter: Parameter;
	axis: ValueAxis;
}

/** What plots of one ranking are drawn from, made when it is first asked for: there may be thousands of runs. */
export class PlotMemory {
	private readonly settings = new Map<string, PlottedSetting>();
	private result: ValueAxis | null = null;
	private best: ReadonlySet<number> | null = null;

	constructor(private readonly ranking: Ranking) {}

	/** A setting of all ranked runs, and its axis. */
	settingOf(key: string): PlottedSetting {
		const known = this.settings.get(key);
		if (known !== undefined) return known;
		const parameter = readParameter(this.ranking.rows, key);
		const made = {parameter, axis: axisOf(parameter)};
		this.settings.set(key, made);
		return made;
	}

	/** The axis of the result; a logarithmic one for results over decades. */
	get resultAxis(): ValueAxis {
		const {results, yardstick} = this.ranking;
		const finite = results.filter(Number.isFinite);
		this.result ??= numberAxis(cleanText(yardstick.metric), finite, spansDecades({kind: 'number', values: finite}));
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

function axisOf(parameter: Parameter): ValueAxis {
	const {kind, values, labels, distinct} = parameter;
	const title = cleanText(parameter.key);
	if (kind === 'category')
		return categoryAxis(
			title,
			labels.map(label => cleanText(label)),
		);
	if (distinct > mostLevels) return numberAxis(title, values, spansDecades(parameter));
	// The few values of a grid stand apart, however far their numbers are.
	const levels = [...new Set(values)].filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
	return levelAxis(
		title,
		levels,
		levels.map(level => formatParameter(level)),
	);
}
