import {countWords} from '../../core/text/count-words.ts';
import {formatDuration} from '../../core/text/durations.ts';
import {formatCount, formatNumber} from '../../core/text/numbers.ts';
import type {Glyphs} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {truncateMiddle} from '../names.ts';
import {runSign} from '../palette.ts';
import {bold, roleStyle, withAttributes} from '../style.ts';
import {textWidth} from '../width.ts';
import type {XKind} from './axes/x-axis.ts';
import type {ChartOptions, ChartSeries} from './options.ts';
import {lastOf} from './read-out.ts';

/** What a chart says without a curve: `drawState`. */

interface Single {
	series: ChartSeries;
	x: number;
	value: number;
}

/** The only finite point of a curve; null where it has none or more. */
function singleOf(series: ChartSeries): Single | null {
	const {exact} = series.sample;
	let single: Single | null = null;
	for (let i = 0; i + 1 < exact.length; i += 2) {
		if (!Number.isFinite(exact[i + 1]!)) continue;
		if (single) return null;
		single = {series, x: exact[i]!, value: exact[i + 1]!};
	}
	return single;
}

const hasValues = ({sample}: ChartSeries): boolean => !Number.isNaN(lastOf(sample));

/** Says what there is where no curve can be drawn: nothing, nothing finite, or one value a run. False where there is a curve. */
export function drawState(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	rows: number,
	series: readonly ChartSeries[],
	{xKind, xName = '', hasLegend = false}: Pick<ChartOptions, 'xKind' | 'xName' | 'hasLegend'>,
	glyphs: Glyphs,
): boolean {
	const line = (row: number, text: string, style: number): void => {
		const shown = truncateMiddle(text, cols, glyphs);
		grid.put(x + Math.max(0, (cols - textWidth(shown)) >> 1), y + row, shown, style, cols);
	};
	const middle = Math.max(0, (rows - 1) >> 1);
	const filled = series.filter(hasValues);
	if (filled.length === 0) {
		const points = series.reduce((sum, {sample}) => sum + sample.points, 0);
		line(
			middle,
			points === 0 ? 'No points yet' : `${countWords(points, 'point')}, none finite`,
			roleStyle(points === 0 ? 'dim' : 'bad'),
		);
		return true;
	}
	const singles = filled.map(singleOf);
	if (!singles.every(single => single !== null)) return false;
	if (singles.length === 1) {
		const {series: only, x: at, value} = singles[0]!;
		line(middle, formatNumber(value, 4, glyphs), withAttributes(only.style, bold));
		if (middle + 1 < rows) line(middle + 1, `one point, ${describeX(at, xKind, xName)}`, roleStyle('dim'));
		return true;
	}
	if (hasLegend) {
		line(middle, 'one point each', roleStyle('dim'));
		return true;
	}
	const top = Math.max(0, (rows - singles.length) >> 1);
	const width = Math.max(...singles.map(({series: {label = ''}}) => textWidth(label)));
	// The first of the legend is drawn last, over the others.
	singles
		.toReversed()
		.slice(0, rows - top)
		.forEach(({series: {label = '', pattern = 'solid', style, letter = runSign(pattern, glyphs)}, value}, i) => {
			const pad = ' '.repeat(width - textWidth(label));
			line(top + i, `${letter} ${label}${pad} ${formatNumber(value, 4, glyphs).padStart(8)}`, style);
		});
	return true;
}

function describeX(x: number, kind: XKind, name: string): string {
	if (kind === 'step') return `at step ${formatCount(x)}`;
	if (kind === 'value') return `at ${name} ${formatNumber(x)}`;
	return kind === 'relative' ? `${formatDuration(x)} after the start` : 'so far';
}
