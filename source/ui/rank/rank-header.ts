import {joinedText} from '../../core/rank/joined-metric.ts';
import {describeDirection, describePart} from '../../core/rank/yardstick.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {placeSpans} from '../parts/place-spans.ts';
import type {Brush} from '../scene.ts';
import type {Ranking} from './ranking.ts';

const strong = roleStyle('default', bold);

/** The first line: `xtui ~/exp ▸ Rank 12 runs by loss ↓ best value   lower is better, guessed from its name   status:finished`. */
export function drawRankHeader(grid: Grid, state: State, ranking: Ranking | null, brush: Brush): void {
	const placeBefore = (spans: readonly Span[]) => placeSpans(state.roots, grid.cols, spansWidth(spans), brush);
	if (ranking === null) {
		const title = {text: 'Rank', style: strong};
		drawSpans(grid, 0, 0, [...placeBefore([title]), title], grid.cols, brush.glyphs);
		return;
	}
	const {yardstick, standings} = ranking;
	const {direction, from} = yardstick;
	const arrow = glyphFor(direction === 'down' ? 'worse' : 'better', brush.glyphs);
	const count = standings.runs === 1 ? '1 run' : `${standings.runs} runs`;
	const titleBy = (metric: string): Span => ({
		text: `Rank ${count} by ${describePart(yardstick)} ${metric} ${arrow}`,
		style: strong,
	});
	const filter: Span[] = state.view.filter === '' ? [] : [{text: `   ${cleanText(state.view.filter)}`, style: roleStyle('info')}];
	const isAssumed = from === 'nobody' || from === 'contradiction';
	const said: Span = {text: `   ${describeDirection(yardstick)}`, style: roleStyle(isAssumed ? 'warn' : 'dim')};
	const joined = titleBy(joinedText(yardstick));
	const place = placeBefore([joined, ...filter]);
	const isWide = spansWidth([...place, joined, ...filter]) <= grid.cols;
	const title = isWide ? joined : titleBy(cleanText(yardstick.metric));
	const spans = [...place, title, said, ...filter];
	// On a narrow screen the arrow alone says which way is better.
	const fits = spansWidth(spans) <= grid.cols || isAssumed;
	drawSpans(grid, 0, 0, fits ? spans : [...place, title, ...filter], grid.cols, brush.glyphs);
}
