import {formatNumber} from '../../core/text/numbers.ts';
import {type Glyphs, glyphFor} from '../glyphs.ts';
import type {Titles} from '../pane.ts';
import {type Span, spansWidth} from '../spans.ts';
import {bold, roleStyle} from '../style.ts';

/** The line over a chart: `chartTitles`: the metric, and at the right its values: `loss ── last 0.2130 min 0.2098`. */

/** Cells that are left to a long name. */
const leastName = 12;

export interface ChartFacts {
	metric: string;
	last?: number;
	/** The better extreme, with the word for it: `min`, or of two lines `╍ min`. */
	best?: {word: string; value: number};
	/** Other values than these, shown in their place; the longest words first. */
	values?: readonly (readonly Span[])[];
	/** A remark before everything else at the right. */
	note?: string;
	/** Points that are NaN or infinite. */
	nonfinite?: number;
	/** Shown instead of last and best while the cursor is on the chart, the longest words first: `step 412  0.2310`. */
	readOut?: readonly (readonly Span[])[] | null;
}

/** @param cells room for everything; what fits least matters least: the best value goes before the remark, the remark before the last one */
export function chartTitles(facts: ChartFacts, cells: number, glyphs: Pick<Glyphs, 'unicode'>): Titles {
	const dim = roleStyle('dim');
	const left: Span[] = [{text: facts.metric, style: roleStyle('default', bold)}];
	const room = cells - Math.min(spansWidth(left), leastName) - 2;
	const remark: Span[] = facts.note ? [{text: `${facts.note} `, style: dim}] : [];
	const fitting = (attempts: readonly (readonly Span[])[]): readonly Span[] =>
		attempts.find(spans => spansWidth(spans) <= room) ?? [];
	if (facts.readOut) return {left, right: fitting(facts.readOut)};
	const number = (word: string, value: number): Span[] => [
		{text: ` ${word} `, style: dim},
		{text: formatNumber(value, 4, glyphs), style: roleStyle(Number.isFinite(value) ? 'default' : 'bad')},
	];
	const gone = facts.nonfinite ?? 0;
	const bad: Span[] = gone === 0 ? [] : [{text: `${glyphFor('times', glyphs)} ${gone} not finite `, style: roleStyle('bad')}];
	const values = facts.values ?? [facts.last === undefined ? [] : number('last', facts.last)];
	const best = facts.best && Number.isFinite(facts.best.value) ? number(facts.best.word, facts.best.value) : [];
	const attempts = values.flatMap(last => [
		[...remark, ...bad, ...last, ...best],
		[...remark, ...bad, ...last],
		[...bad, ...last, ...best],
		[...bad, ...last],
	]);
	// That something is not finite matters more than whole words.
	return {left, right: fitting([...attempts, ...values])};
}
