import {type Importance, leastExperiments} from '../../core/importance/importance.ts';
import {leftLines} from '../../core/importance/importance-lines.ts';
import type {Influence} from '../../core/importance/influence.ts';
import {
	describeCertainty,
	describeInfluence,
	describeInteraction,
	describeMethod,
	formatShare,
} from '../../core/importance/words.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {Grid} from '../../draw/grid.ts';
import {progressBar} from '../../draw/progress.ts';
import {drawScrollbar, scrollTop} from '../../draw/scroll.ts';
import type {Span} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {drawCell, drawSelection} from '../../draw/table.ts';
import {textWidth} from '../../draw/width.ts';
import type {State} from '../../store/state.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {largest} from '../parts/largest.ts';
import {paneTitle} from '../parts/pane-title.ts';
import {wrapText} from '../parts/wrap-text.ts';
import {shortenKey} from '../runs/titles.ts';
import type {Brush} from '../scene.ts';
import type {Ranking} from './ranking.ts';

export interface SettingsPane {
	state: State;
	ranking: Ranking;
	importance: Importance | null;
	isWorking: boolean;
	settings: readonly string[];
	setting: string | null;
	brush: Brush;
	number: number;
}

const dim = roleStyle('dim');
const plain = roleStyle('default');
const longBar = 10;
const shortBar = 6;
const shortestBar = 4;
const sureCells = 13;
/** Panes of fewer cells need those of a long bar for what a setting does: "best from 3.61e-4 to 1.23e-3". */
const longBarFrom = 64;
/** And of fewer yet those of a short one, for that nothing is shown of a setting. */
const shortBarFrom = 44;

/** What decides: a line a setting with its share as a bar, how sure that is, and what it does; below, how that was found. */
export function drawSettings(grid: Grid, pane: SettingsPane): void {
	const {state, importance, isWorking, settings, setting, brush, number} = pane;
	const focused = state.view.focus === 'settings';
	const right: Span[] = isWorking ? [{text: brush.glyphs.unicode ? 'working…' : 'working', style: dim}] : [];
	drawPaneRule(grid, paneTitle(number, 'What decides', focused), right, focused, brush);
	const said = notesOf(pane, grid.cols - 3);
	const lines = importance?.influences.length ? importance.influences : settings;
	const room = grid.rows - 1;
	const notes = said.slice(0, Math.max(0, Math.min(said.length, room - Math.min(lines.length, 4) - 1)));
	const rows = Math.max(1, room - (notes.length > 0 ? notes.length + 1 : 0));
	const cursor = Math.max(0, settings.indexOf(setting ?? ''));
	const top = scrollTop(lines.length, rows, cursor, 0, 1);
	const label = Math.min(
		24,
		Math.floor(grid.cols * 0.32),
		largest(
			settings.map(key => textWidth(cleanText(key))),
			7,
		),
	);
	lines.slice(top, top + rows).forEach((line, at) => {
		const y = at + 1;
		if (top + at === cursor) drawSelection(grid, y, focused, brush.glyphs);
		const key = typeof line === 'string' ? line : line.parameter.key;
		grid.put(2, y, shortenKey(key, label, brush), plain, label);
		if (typeof line !== 'string') drawInfluence(grid, label + 4, y, line, pane);
		if (top + at === cursor) drawSelection(grid, y, focused, brush.glyphs);
	});
	drawScrollbar(grid, grid.cols - 1, 1, rows, lines.length, top, dim, brush.glyphs);
	notes.forEach((text, at) => {
		grid.put(2, Math.min(lines.length, rows) + 2 + at, text, dim);
	});
}

function drawInfluence(grid: Grid, x: number, y: number, influence: Influence, {ranking, brush}: SettingsPane): void {
	const {share, certainty} = influence;
	const isShown = certainty !== 'none';
	const style = isShown ? plain : dim;
	const barCells = grid.cols < shortBarFrom ? shortestBar : grid.cols < longBarFrom ? shortBar : longBar;
	grid.put(x, y, progressBar(share, barCells, brush.glyphs, ' '), roleStyle(certainty === 'clear' ? 'accent' : 'dim'), barCells);
	drawCell(grid, x + barCells + 1, y, 5, {text: formatShare(share), style, align: 'right'}, brush.glyphs);
	const after = x + barCells + 8;
	const {metric, direction} = ranking.yardstick;
	const how = describeInfluence(influence, metric, direction, brush.glyphs);
	const sure = describeCertainty(influence, brush.glyphs);
	const room = grid.cols - 1 - after;
	const text = how !== '' ? how : isShown ? '' : 'not shown';
	const hasSure = room >= sureCells + (text === '' ? 0 : textWidth(text) + 1);
	if (hasSure) drawCell(grid, after, y, Math.min(room, sureCells), {text: sure, style: dim}, brush.glyphs);
	const start = after + (hasSure ? sureCells + 1 : 0);
	drawCell(grid, start, y, Math.max(0, grid.cols - 1 - start), {text, style, cut: 'end'}, brush.glyphs);
}

/** How it was found, what goes together, what was not looked at. */
function notesOf({importance, isWorking, ranking}: SettingsPane, cells: number): string[] {
	if (importance === null) {
		const {ranked, runs} = ranking.standings;
		const told = ranked.flatMap(({rows}) => rows).filter(({config}) => Object.keys(config).length > 0).length;
		const there = told < runs ? `${told} of the ${runs} ranked have settings` : `${runs} are ranked`;
		return isWorking
			? []
			: wrapText(`It takes ${leastExperiments} runs that differ in more than their seed to tell; ${there}`, cells);
	}
	if (importance.influences.length === 0) return wrapText('No setting differs that could decide', cells);
	const together = importance.interactions.map(interaction => `Together: ${describeInteraction(interaction)}`);
	const method = describeMethod(importance);
	const texts = [...together, `By ${method}`, ...leftLines(importance).map(line => `Not looked at: ${line}`)];
	return texts.flatMap(text => wrapText(text, cells));
}
