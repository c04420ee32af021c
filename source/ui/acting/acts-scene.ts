import type {Action} from '../../actions/action.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatClock} from '../../core/text/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {lookGlyph, statusLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {breakText} from '../parts/break-text.ts';
import {drawFooter} from '../parts/footer.ts';
import {rootsText} from '../parts/roots-text.ts';
import {wrapText} from '../parts/wrap-text.ts';
import {columnShowing, drawTextPage, plainLine, type TextPage, topOf} from '../run/text-pane.ts';
import {type Brush, nothingShown, type Scene, type Size} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** The log of what this program did: when, to what, with which words, and what came of it; the newest at the end, where it opens. */
export function actsScene(state: State, size: Size, actions: readonly Action[], brush: Brush): Scene {
	const body = {x: 0, y: 1, cols: size.cols, rows: Math.max(1, size.rows - 2)};
	const page = actsPage(state, size.cols - 2, brush);
	return {
		parts: [
			{
				id: 'header',
				rect: {x: 0, y: 0, cols: size.cols, rows: 1},
				draw: grid => {
					const title = [
						{text: ' What xtui did', style: roleStyle('default', bold)},
						{text: '   here and in other terminals', style: dim},
					];
					drawSpans(grid, 0, 0, title, grid.cols, brush.glyphs);
				},
			},
			{id: 'acts', rect: body, draw: grid => drawTextPage(grid, 0, page, state.view, true, brush)},
			{
				id: 'footer',
				rect: {x: 0, y: size.rows - 1, cols: size.cols, rows: 1},
				draw: grid => drawFooter(grid, state, actions, brush),
			},
		],
		zones: [{rect: body, pane: 'text', target: {kind: 'pane', pane: 'text'}}],
		shown: nothingShown,
		measured: {
			panes: ['text'],
			textRows: body.rows,
			textLines: page.lines.length,
			textTop: topOf(page, state.view, body.rows, true),
			text: () => page.lines.map(plainLine),
			columnOf: (line, wanted) => columnShowing(plainLine(page.lines[line] ?? []), wanted, state.view.textColumn, body.cols - 2),
		},
	};
}

function actsPage({actLog, nowMs}: State, cells: number, brush: Brush): TextPage {
	const quiet = (text: string): TextPage => ({lines: [[{text, style: dim}]], follows: false});
	if (actLog === null) return quiet('…');
	if (actLog.length === 0) return quiet('Nothing was done yet');
	return {lines: actLog.flatMap(entry => entryLines(entry, nowMs, cells, brush)), follows: true};
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? cleanText(value, 10_000) : '');

/** `✓ 14:02  restart  exp/a   started as …`, and below it the exact words of what was started. */
function entryLines(entry: JsonObject, nowMs: number, cells: number, brush: Brush): Span[][] {
	const {at, act, runs, result, message, argv, cwd} = entry;
	const look = statusLooks[result === 'done' ? 'finished' : 'failed'];
	const names = (Array.isArray(runs) ? runs : []).map(run =>
		run !== null && typeof run === 'object' && !Array.isArray(run) ? textOf(run.path) : '',
	);
	const when = typeof at === 'number' ? formatClock(at * 1000, nowMs, brush.zone) : '';
	const head: Span[] = [
		{text: `${lookGlyph(look, brush.glyphs)} `, style: roleStyle(result === 'done' ? 'good' : 'bad')},
		{text: `${when}  `, style: dim},
		{text: `${textOf(act)}  `, style: roleStyle('default', bold)},
		{text: rootsText(names, brush.home), style: plain},
	];
	const said = wrapText(textOf(message), cells - 4).map((text): Span[] => [
		{text: `    ${text}`, style: result === 'done' ? plain : roleStyle('bad')},
	]);
	const words = Array.isArray(argv) ? JSON.stringify(argv) : '';
	const ran =
		words === '' ? [] : breakText(`${glyphFor('right', brush.glyphs)} ${cleanText(words, 10_000)} in ${textOf(cwd)}`, cells - 4);
	return [head, ...said, ...ran.map((text): Span[] => [{text: `    ${text}`, style: dim}])];
}
