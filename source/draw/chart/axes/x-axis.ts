import type {CurveAxis} from '../../../core/series/axis.ts';
import type {ZoneOffset} from '../../../core/text/clock.ts';
import {textWidth} from '../../width.ts';
import {columnOf, type View} from '../curve-columns.ts';
import {formatTicks, linearTicks, niceStep} from './ticks.ts';
import {clockTicks, relativeTicks, type Tick} from './time-ticks.ts';

/** Labels of an x axis that never touch: `placeXLabels`. */

/** What x counts: steps, seconds since the start, milliseconds on the clock, or values of a metric. */
export type XKind = CurveAxis['kind'];

export interface XLabel {
	/** Cell of the tick, from the left edge of the plot. */
	column: number;
	/** First cell of the text. */
	start: number;
	text: string;
}

function ticksFor(kind: XKind, view: View, count: number, zone: ZoneOffset): Tick[] {
	const span = view.to - view.from;
	if (kind === 'time') return clockTicks(view.from, view.to, count, zone);
	if (kind === 'relative' && span >= count) return relativeTicks(view.from, view.to, count);
	// Steps are whole numbers: no ticks between them.
	const step = kind === 'step' ? Math.max(1, niceStep(span, count)) : niceStep(span, count);
	const values = linearTicks(view.from, view.to, step);
	const texts = formatTicks(values);
	return values.map((value, i) => ({value, text: kind === 'relative' && value !== 0 ? `${texts[i]} s` : texts[i]!}));
}

/** As many round labels as fit into `columns` cells with at least `gap` cells between them; texts stay inside. */
export function placeXLabels(kind: XKind, view: View, columns: number, zone: ZoneOffset = 0, gap = 2): XLabel[] {
	if (!Number.isFinite(view.to - view.from)) return [];
	if (!(view.to > view.from)) {
		const [only] = kind === 'step' || kind === 'value' ? formatTicks([view.from]) : [''];
		return only && textWidth(only) <= columns ? [centre(columns >> 1, only, columns)] : [];
	}
	for (let count = Math.max(1, Math.floor(columns / 8)); count >= 1; count--) {
		const labels = ticksFor(kind, view, count, zone).map(({value, text}) =>
			centre(columnOf(value, view, columns), text, columns),
		);
		const fits = labels.every(
			(label, i) => label.start >= 0 && (i === 0 || label.start >= labels[i - 1]!.start + textWidth(labels[i - 1]!.text) + gap),
		);
		if (fits && labels.length > 0) return labels;
	}
	return [];
}

function centre(column: number, text: string, columns: number): XLabel {
	const width = textWidth(text);
	return {column, text, start: Math.min(columns - width, Math.max(0, column - (width >> 1)))};
}
