import {cleanText} from '../../core/text/clean-text.ts';
import {formatCount} from '../../core/text/units.ts';
import {pointOf} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawPicture} from '../../draw/media/half-blocks.ts';
import {drawRidges} from '../../draw/media/ridges.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawSpans} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import type {MediaAnswer, MediaView} from '../../engine/protocol.ts';
import type {State} from '../../store/state.ts';
import {wrapText} from '../parts/wrap-text.ts';
import type {Brush} from '../scene.ts';
import {drawMediaTable} from './media-table.ts';
import type {MediaPlan, MediaTile} from './plan-media.ts';

const dim = roleStyle('dim');

/** All tiles of a page, with lines between them. */
export function drawMediaPage(grid: Grid, state: State, {tiles}: MediaPlan, brush: Brush): void {
	for (const tile of tiles) {
		const answer = state.media.get(tile.request);
		drawTitle(grid, state, tile, answer, brush);
		if (answer === null) grid.put(tile.chart.rect.x + 3, tile.chart.rect.y + 2, brush.glyphs.unicode ? '…' : '...', dim);
		else drawContent(grid, tile, answer, brush);
		const {x, y, cols, rows} = tile.chart.rect;
		if (x + cols < grid.cols - 1) grid.fill(x + cols, y, 1, rows, roleStyle('border'), pointOf(brush.glyphs.unicode ? '│' : '|'));
	}
}

/** The name; at the right the step, which one of how many, and a picture's size. */
function drawTitle(grid: Grid, state: State, {chart}: MediaTile, answer: MediaAnswer | null, {glyphs}: Brush): void {
	const {rect, metric, focused} = chart;
	const size = answer?.view.kind === 'image' ? `  ${answer.view.width}×${answer.view.height}` : '';
	const which = answer === null ? '' : `step ${formatCount(answer.step)}  ${answer.index + 1} of ${answer.count}`;
	const attempts = [which + size, which, which.split('  ')[0]!];
	const room = rect.cols - 2;
	const right = attempts.find(text => textWidth(text) + 10 <= room) ?? '';
	const shown = glyphs.unicode ? right : right.replace('×', 'x');
	const style = roleStyle(focused && state.view.focus === 'charts' ? 'accent' : 'default', bold);
	const name = truncateMiddle(cleanText(metric), room - (shown === '' ? 0 : textWidth(shown) + 2), glyphs);
	grid.put(rect.x + 1, rect.y, name, style);
	grid.put(rect.x + rect.cols - 1 - textWidth(shown), rect.y, shown, dim);
}

function drawContent(grid: Grid, {chart, request}: MediaTile, {view}: MediaAnswer, brush: Brush): void {
	const x = chart.rect.x + 1;
	const y = chart.rect.y + 1;
	const {cols, rows} = request;
	if (view.kind === 'image') drawPicture(grid, x, y, view.picture, brush.glyphs, brush.color);
	else if (view.kind === 'ridges') drawRidges(grid, x, y, cols, rows, view.ridges, brush.glyphs);
	else if (view.kind === 'table') drawMediaTable(grid, x, y, cols, rows, view, brush);
	else if (view.kind === 'file') drawFile(grid, x, y, cols, rows, view);
	else if (view.kind === 'missing') drawSpans(grid, x, y, [{text: view.why, style: roleStyle('warn')}], cols, brush.glyphs);
	else
		view.text
			.split('\n')
			.slice(0, rows)
			.flatMap(line => wrapText(cleanText(line), cols))
			.slice(0, rows)
			.forEach((line, at) => {
				grid.put(x, y + at, line, roleStyle('default'), cols);
			});
}

/** What is only named: sound, films, pages. */
function drawFile(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	rows: number,
	{what, facts}: Extract<MediaView, {kind: 'file'}>,
): void {
	const lines = [what, ...facts.flatMap(fact => wrapText(cleanText(fact), cols))];
	lines.slice(0, rows).forEach((line, at) => {
		grid.put(x, y + at, line, roleStyle(at === 0 ? 'default' : 'dim', at === 0 ? bold : 0), cols);
	});
}
