import type {Sample} from '../../core/series/sample.ts';
import type {ZoneOffset} from '../../core/text/clock.ts';
import type {Pattern} from '../palette.ts';
import type {Style} from '../style.ts';
import type {ScaleKind} from './axes/scale.ts';
import type {XKind} from './axes/x-axis.ts';

/** What a chart is drawn from: `ChartSeries` and `ChartOptions`. */

export interface ChartSeries {
	sample: Sample;
	/** The smoothed curve, drawn as the line in front of the raw one. */
	smooth?: Sample | null;
	style: Style;
	pattern?: Pattern;
	/** Stands on the line, and for it in legends, where runs are told apart without colour. */
	letter?: string;
	/** Stands beside a single value. */
	label?: string;
	/** True for bands and the like, over which lines are drawn. */
	behind?: boolean;
	/** Of a band what the newest values of its runs come to, whatever column each lies in; null where none has any. */
	newest?: readonly [middle: number, low: number, high: number] | null;
}

export interface ChartOptions {
	xKind: XKind;
	/** Name of the metric that x are, for `xKind: 'value'`. */
	xName?: string;
	/** Range of x; null for what the curves have. */
	from?: number | null;
	to?: number | null;
	yKind?: ScaleKind;
	/** False: the outermost values do not set the limits. */
	outliers?: boolean;
	/** Fixed y limits. */
	low?: number | null;
	high?: number | null;
	/** False: only the smoothed lines, where there are any. */
	raw?: boolean;
	/** x of the cursor's line, null for none. */
	cursor?: number | null;
	/** `layout.labelWidth` of this chart's last drawing, so that its axis stays. */
	labelWidth?: number;
	/** For `xKind: 'time'`. */
	zone?: ZoneOffset;
	/** A legend beside the chart has the values of its runs. */
	hasLegend?: boolean;
}
