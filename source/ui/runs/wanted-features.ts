import {usualMetrics} from '../../core/table/metrics/choose-metrics.ts';
import {selectChosen} from '../../store/columns/chosen-columns.ts';
import {columnTitles, usualColumns} from '../../store/columns/column-titles.ts';
import {isMetricColumn} from '../../store/columns/metric-column.ts';
import {columnsOfMetric} from '../../store/menus/goals.ts';
import {sortInForce} from '../../store/order/sort-in-force.ts';
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
	/** Columns of metrics, several of one metric where the person wants several aggregates. */
	metrics: string[];
	/** The one of them that the list is sorted by, which goes last; null for none. */
	sorted: string | null;
	config: string[];
	/** So many of these, at their head, were asked for by hand. */
	asked: number;
	/** Some columns were asked for by hand: the first curves go before they do. */
	byHand: boolean;
	/** Further columns asked for by hand. */
	extra: string[];
	age: boolean;
}

/** What is known of columns from the runs that have been in view. */
export interface ColumnFacts {
	/** What there is something for. */
	use: ColumnUse;
	/** Whether a column of a metric shows a curve beside its value. */
	hasCurve: (column: string) => boolean;
}

export const sparkCells = 8;
export const shortBar = 4;
export const leastPercent = 5;
const stepsWithUnit = 10;
/** Metrics shown without being asked for, where there is room for everything else. */
const mostUsual = 5;
/** Columns of metrics, and of settings, at all. */
const mostMetrics = 16;
const mostConfig = 12;

/** The column of a metric that the list is sorted by before all else; null where it is sorted by something else. */
export function sortedMetric(state: Pick<State, 'view' | 'order'>): string | null {
	const column = sortInForce(state)[0]?.column ?? '';
	return isMetricColumn(column) ? column : null;
}

/** Metrics for columns: the person's choice, else the most telling ones of the runs in view; others only where these are all there is. */
export function listMetrics(state: State, use: ColumnUse, count = mostUsual): string[] {
	const chosen = selectChosen(state);
	if (chosen.metrics !== null) return chosen.metrics.slice(0, mostMetrics);
	const columnsOf = (metrics: readonly string[]) =>
		metrics.flatMap(metric => columnsOfMetric(state, metric)).filter(column => chosen.says(column) !== false);
	if (state.view.metrics !== null) return columnsOf(state.view.metrics).slice(0, mostMetrics);
	const used = selectMetrics(state).filter(metric => use.metrics.has(metric.name));
	const usual = columnsOf(use.inPlace(usualMetrics(used), metric => columnsOfMetric(state, metric)[0]!).slice(0, count));
	const sorted = sortedMetric(state);
	return sorted === null || usual.includes(sorted) || chosen.says(sorted) === false ? usual : [...usual, sorted];
}

/** Keys for columns: those asked for, then those that tell the runs in view apart and stand in no heading. */
function listConfig(state: State, use: ColumnUse): {config: string[]; asked: number} {
	const {says} = selectChosen(state);
	const {differing, constant} = selectConfig(state);
	const grouped = new Set(state.order.levels.fields.flat().map(({source}) => (source.from === 'config' ? source.name : null)));
	const keys = [...differing, ...constant].map(({key}) => key);
	const asked = keys.filter(key => says(`c:${key}`) === true);
	const unsaid = (key: string) => says(`c:${key}`) === null;
	const usual = [
		...use.inPlace(
			differing.filter(({key, noise}) => unsaid(key) && !noise && use.config.has(key) && !grouped.has(key)),
			({key}) => `c:${key}`,
		),
		...(state.view.hideConstant ? [] : constant.filter(({key}) => unsaid(key))),
	];
	return {config: [...asked, ...usual.map(({key}) => key)].slice(0, Math.max(mostConfig, asked.length)), asked: asked.length};
}

/** Everything that is wanted, without regard to the room. */
export function wantedFeatures(state: State, cells: number, {use, hasCurve}: ColumnFacts): Features {
	const {says, shown: named} = selectChosen(state);
	const shown = (id: string, isOfUse: boolean) => says(id) ?? (usualColumns.has(id) && isOfUse);
	const {config, asked} = listConfig(state, use);
	const metrics = listMetrics(state, use, cells >= 166 ? 3 : 2);
	const others = named.filter(id => id.startsWith('f:') || (id in columnTitles && !usualColumns.has(id)));
	return {
		word: cells >= 68,
		bar: shown('progress', use.progress) && use.bars ? (cells >= 90 ? 10 : shortBar) : 0,
		percent: !shown('progress', use.progress) ? 0 : (use.totals && !use.counts) || cells < 68 ? leastPercent : stepsWithUnit,
		left: shown('left', use.left),
		spark: !metrics.some(hasCurve) ? 0 : cells >= 130 ? 12 : sparkCells,
		around: true,
		metrics,
		sorted: sortedMetric(state),
		config,
		asked,
		byHand: asked + others.length > 0 || state.view.metrics !== null || Object.keys(state.view.aggregates).length > 0,
		extra: others,
		age: shown('age', use.ages),
	};
}
