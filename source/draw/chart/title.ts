import {formatNumber} from '../../core/numbers.ts';
import {type Glyphs, glyphFor} from '../glyphs.ts';
import type {Titles} from '../pane.ts';
import type {Span} from '../spans.ts';
import {bold, roleStyle, type Style} from '../style.ts';

/** The line over a chart: `chartTitles`, for `drawRule` or `drawPane`: `─ loss · run ─── last 0.2130 min 0.2098`. */

export interface ChartFacts {
	metric: string;
	/** Name of the run where there is one, with its style. */
	run?: string;
	runStyle?: Style;
	last?: number;
	/** The better extreme, with the word for it. */
	best?: {word: 'min' | 'max'; value: number};
	/** Points that are NaN or infinite. */
	nonfinite?: number;
	/** Shown instead of last and best while the cursor is on the chart: `step 412  0.2310`. */
	readOut?: readonly Span[] | null;
}

export function chartTitles(facts: ChartFacts, glyphs: Pick<Glyphs, 'unicode'>): Titles {
	const dim = roleStyle('dim');
	const left: Span[] = [{text: facts.metric, style: roleStyle('default', bold)}];
	if (facts.run)
		left.push(
			{text: ` ${glyphFor('separator', glyphs)} `, style: dim},
			{text: facts.run, style: facts.runStyle ?? roleStyle('default')},
		);
	if (facts.readOut) return {left, right: facts.readOut};
	const right: Span[] = [];
	const add = (word: string, value: number, style: Style): void => {
		right.push({text: `${right.length > 0 ? ' ' : ''}${word} `, style: dim}, {text: formatNumber(value, 4, glyphs), style});
	};
	if (facts.nonfinite) right.push({text: `${glyphFor('times', glyphs)} ${facts.nonfinite} not finite `, style: roleStyle('bad')});
	if (facts.last !== undefined) add('last', facts.last, Number.isFinite(facts.last) ? roleStyle('default') : roleStyle('bad'));
	if (facts.best && Number.isFinite(facts.best.value)) add(facts.best.word, facts.best.value, roleStyle('default'));
	return {left, right};
}
