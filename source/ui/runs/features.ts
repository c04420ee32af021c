import {columnTitles, usualColumns} from '../../store/menus.ts';
import {selectConfig, selectMetrics} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import type {ColumnUse} from './column-use.ts';

/** Which columns the list has, from the left, and in what shape. */
export interface Features {
	/** The word beside the glyph of the status. */
	word: boolean;
	/** Cells of the progress bar, 0 for none. */
	bar: number;
	/** Cells of the per cent or the count of steps, without a bar; 0 for none. */
	percent: number;
	left: boolean;
	/** Cells of a sparkline, 0 for none. */
	spark: number;
	/** Room of its own for what surrounds a group's numbers. */
	around: boolean;
	metrics: string[];
	config: string[];
	/** Further columns asked for by hand. */
	extra: string[];
	age: boolean;
}

export interface FeatureWidths {
	name: number;
	left: number;
	/** What there is something for. */
	use: ColumnUse;
	/** Cells for what surrounds a group's numbers in a column, 0 for none. */
	around: (column: string) => number;
	/** Cells of a column's texts: `m:loss`, `c:lr`, `dir`. */
	of: (column: string) => number;
}

/** Cells between columns: one less where every cell counts. */
export const gapOf = (cells: number) => (cells < 56 ? 1 : 2);
const sparkCells = 8;
const leastSpark = 6;
const shortBar = 5;
const leastPercent = 5;
const stepsWithUnit = 10;
/** Metrics shown without being asked for, where there is room for everything else. */
const mostUsual = 5;

/** Metrics that may get a column: the person's choice, else the most telling ones of the runs in view; others only where these are all there is. */
export function listMetrics(state: State, use: ColumnUse, count = mostUsual): string[] {
	if (state.view.metrics !== null) return state.view.metrics.slice(0, 12);
	const used = selectMetrics(state).filter(metric => use.metrics.has(metric.name));
	const telling = used.filter(metric => metric.telling);
	return (telling.length > 0 ? telling : used).slice(0, count).map(metric => metric.name);
}

/** Everything that is wanted, without regard to the room. */
function wantedFeatures(state: State, cells: number, {use}: FeatureWidths): Features {
	const {columns, hideConstant} = state.view;
	// A heading says them.
	const grouped = new Set(state.order.levels.fields.flat().map(({source}) => (source.from === 'config' ? source.name : null)));
	const shown = (id: string) => columns[id] ?? usualColumns.has(id);
	const {differing, constant} = selectConfig(state);
	const byHand = constant.filter(({key}) => columns[`c:${key}`] ?? !hideConstant);
	return {
		word: cells >= 68,
		bar: shown('progress') && use.totals ? (cells >= 90 ? 10 : shortBar) : 0,
		percent: !shown('progress') ? 0 : use.totals || cells < 68 ? leastPercent : stepsWithUnit,
		left: shown('left'),
		spark: cells >= 130 ? 12 : sparkCells,
		around: true,
		metrics: listMetrics(state, use, cells >= 166 ? 3 : 2),
		config: [
			...differing.filter(({key, noise}) => columns[`c:${key}`] ?? (!noise && use.config.has(key) && !grouped.has(key))),
			...byHand,
		]
			.map(({key}) => key)
			.slice(0, 12),
		extra: Object.keys(columnTitles).filter(id => !usualColumns.has(id) && columns[id] === true),
		age: shown('age') && use.ages,
	};
}

/** Cells that a choice of columns takes at least. */
function neededCells(features: Features, widths: FeatureWidths, gap: number): number {
	const metric = (name: string) =>
		(features.spark > 0 ? features.spark + 1 : 0) + widths.of(`m:${name}`) + (features.around ? widths.around(`m:${name}`) : 0);
	const parts = [
		features.word ? 10 : 1,
		widths.name,
		features.bar > 0 ? features.bar + 6 : features.percent,
		features.left ? widths.left : 0,
		...features.metrics.map(metric),
		...features.config.map(key => widths.of(`c:${key}`)),
		...features.extra.map(widths.of),
		features.age ? 6 : 0,
	].filter(cells => cells > 0);
	return parts.reduce((sum, cells) => sum + cells, 0) + gap * (parts.length - 1);
}

/** How the choice shrinks by one step; null where nothing more can go. Age first, the sign, the name and the first value never. */
function shrink(features: Features): Features | null {
	if (features.config.length > 3) return {...features, config: features.config.slice(0, -1)};
	if (features.percent > leastPercent && features.bar === 0) return {...features, percent: leastPercent};
	if (features.bar > shortBar) return {...features, bar: shortBar};
	if (features.spark > sparkCells) return {...features, spark: sparkCells};
	if (features.age) return {...features, age: false};
	if (features.extra.length > 0) return {...features, extra: features.extra.slice(0, -1)};
	if (features.config.length > 0) return {...features, config: features.config.slice(0, -1)};
	if (features.around && features.spark > 0) return {...features, around: false};
	if (features.metrics.length > 1) return {...features, metrics: features.metrics.slice(0, -1)};
	if (features.spark > leastSpark) return {...features, spark: leastSpark};
	if (features.spark > 0) return {...features, spark: 0};
	if (features.bar > 0) return {...features, bar: 0};
	if (features.word) return {...features, word: false};
	if (features.percent > 0) return {...features, percent: 0};
	return null;
}

/** What was dropped on the way may fit after something larger went: it comes back, in the order of its worth. */
function refill(
	features: Features,
	wanted: Features,
	metrics: readonly string[],
	fits: (features: Features) => boolean,
): Features {
	let filled = features;
	const attempt = (change: Partial<Features>) => {
		const more = {...filled, ...change};
		if (fits(more)) filled = more;
	};
	if (features.spark === 0) attempt({spark: leastSpark});
	if (!features.around) attempt({around: true});
	for (let count = features.config.length + 1; count <= Math.min(3, wanted.config.length); count++)
		attempt({config: wanted.config.slice(0, count)});
	if (wanted.age && !filled.age) attempt({age: true});
	for (let count = filled.config.length + 1; count <= wanted.config.length; count++)
		attempt({config: wanted.config.slice(0, count)});
	if (filled.bar > 0) attempt({bar: wanted.bar});
	for (let count = filled.metrics.length + 1; count <= metrics.length; count++) attempt({metrics: metrics.slice(0, count)});
	return filled;
}

/** The columns that fit into `cells`, dropped in the order of look.md; all of them, whether they fit or not, for a list scrolled sideways. */
export function chooseFeatures(state: State, cells: number, widths: FeatureWidths): Features & {cut: boolean} {
	const wanted = wantedFeatures(state, cells, widths);
	const fits = (features: Features) => neededCells(features, widths, gapOf(cells)) <= cells;
	if (state.view.scrollColumns > 0) return {...wanted, cut: true};
	let features = wanted;
	while (!fits(features)) {
		const less = shrink(features);
		if (less === null) break;
		features = less;
	}
	const chosen = refill(features, wanted, listMetrics(state, widths.use), fits);
	return {...chosen, cut: !fits(wanted)};
}
