import type {State} from '../../store/state.ts';
import {
	type ColumnFacts,
	type Features,
	leastPercent,
	listMetrics,
	shortBar,
	sparkCells,
	wantedFeatures,
} from './wanted-features.ts';

export interface FeatureWidths extends ColumnFacts {
	name: number;
	left: number;
	/** Cells for what surrounds a group's numbers in a column, 0 for none. */
	around: (column: string) => number;
	/** Cells of a column's texts: `m:loss`, `c:lr`, `dir`. */
	of: (column: string) => number;
}

/** Cells between columns: one less where every cell counts. */
export const gapOf = (cells: number) => (cells < 56 ? 1 : 2);
const leastSpark = 5;
/** Cells that a choice of columns takes at least. */
function neededCells(features: Features, widths: FeatureWidths, gap: number): number {
	const metric = (column: string) =>
		(features.spark > 0 && widths.hasCurve(column) ? features.spark + 1 : 0) +
		widths.of(column) +
		(features.around ? widths.around(column) : 0);
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

/**
 * How the choice shrinks by one step; null where nothing more can go. Age first, what was asked for by hand late, the sign, the name and the
 * first value, or that of the metric that the list is sorted by, never.
 */
function shrink(features: Features, widths: FeatureWidths): Features | null {
	const {config, asked, metrics, sorted, spark, bar} = features;
	if (config.length > Math.max(3, asked)) return {...features, config: config.slice(0, -1)};
	if (features.percent > leastPercent && bar === 0) return {...features, percent: leastPercent};
	if (bar > shortBar) return {...features, bar: shortBar};
	if (spark > sparkCells) return {...features, spark: sparkCells};
	if (features.age) return {...features, age: false};
	if (config.length > asked) return {...features, config: config.slice(0, -1)};
	// A short deviation can lie over the place of the curve instead; a range would be lost.
	const isShort = metrics.every(column => widths.around(column) <= spark + 1);
	if (features.around && spark > 0 && (isShort || metrics.length < 2)) return {...features, around: false};
	if (metrics.length > 1 && !features.byHand) return {...features, metrics: widths.use.withoutLast(metrics, sorted)};
	if (spark > leastSpark) return {...features, spark: leastSpark};
	if (spark > 0) return {...features, spark: 0};
	if (metrics.length > 1)
		return {
			...features,
			metrics: metrics.toSpliced(
				metrics.findLastIndex(column => column !== sorted),
				1,
			),
		};
	if (bar > 0) return {...features, bar: 0};
	if (features.word) return {...features, word: false};
	if (features.extra.length > 0) return {...features, extra: features.extra.slice(0, -1)};
	if (config.length > 0) return {...features, config: config.slice(0, -1), asked: config.length - 1};
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
	if (wanted.spark > 0 && features.spark === 0) attempt({spark: leastSpark});
	if (!features.around) attempt({around: true});
	for (let count = features.config.length + 1; count <= Math.min(3, wanted.config.length); count++)
		attempt({config: wanted.config.slice(0, count)});
	if (wanted.age && !filled.age) attempt({age: true});
	for (let count = filled.config.length + 1; count <= wanted.config.length; count++)
		attempt({config: wanted.config.slice(0, count)});
	if (filled.bar > 0) attempt({bar: wanted.bar});
	const dropped = metrics.filter(each => !features.metrics.includes(each));
	for (let count = 1; count <= dropped.length; count++)
		attempt({metrics: metrics.filter(each => features.metrics.includes(each) || dropped.indexOf(each) < count)});
	return filled;
}

/** The columns that fit into `cells`, dropped in the order of look.md; all of them, whether they fit or not, for a list scrolled sideways. */
export function chooseFeatures(state: State, cells: number, widths: FeatureWidths): Features & {cut: boolean} {
	const wanted = wantedFeatures(state, cells, widths);
	const fits = (features: Features) => neededCells(features, widths, gapOf(cells)) <= cells;
	if (state.view.scrollColumns > 0) return {...wanted, cut: true};
	let features = wanted;
	while (!fits(features)) {
		const less = shrink(features, widths);
		if (less === null) break;
		features = less;
	}
	const chosen = refill(features, wanted, listMetrics(state, widths.use), fits);
	return {...chosen, cut: !fits(wanted)};
}
