import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {fitBar} from '../../draw/fit-bar.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawSpans, spansWidth} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import type {State} from '../../store/state.ts';
import {drawSettings, hasLoggedValues, settingsOf} from '../charts/single-values.ts';
import type {Brush} from '../scene.ts';
import {type Fact, factColumn, factLines} from './facts.ts';

/** Screens of so many columns have room for settings beside the facts. */
const besideCols = 100;
/** Cells between the facts and the settings. */
const gap = 4;
/** The part of the lines that the end of the output has at least, if it is as long. */
const outputShare = 0.4;

type Setting = ReturnType<typeof settingsOf>[number];

export interface InsteadOfCharts {
	/** Null for a heading. */
	run: RunRow | null;
	/** What is known of it; none where a pane of its own tells that. */
	facts: readonly Fact[];
}

/** Whether a run without a chart has its facts and the end of its output in their place: what it logged once stands there as numbers. */
export const tellsInstead = (run: RunRow, state: State): boolean => run.complete && !hasLoggedValues(run, state);

/**
 * What is known of a run that has no charts, most important first, the end of its output below, its settings at the right, or among the facts where the pane
 * is narrow. Why a run failed at once is looked for here.
 */
export function drawInsteadOfCharts(grid: Grid, {run, facts}: InsteadOfCharts, state: State, brush: Brush): void {
	const settings = run === null ? [] : settingsOf(run);
	const output = run === null ? [] : outputOf(run, state);
	const areBeside = settings.length > 0 && (grid.cols >= besideCols || facts.length + output.length === 0);
	const told =
		settings.length === 0 || facts.length === 0
			? facts
			: facts.flatMap(fact => (fact[0] === 'config' ? [] : [fact])).concat(areBeside ? [] : [settingsFact(settings, brush)]);
	const most = areBeside ? grid.cols - gap - Math.min(settingsCells(settings), grid.cols >> 1) : grid.cols;
	const lines = factLines(told, most - factColumn - 1);
	const rows = grid.rows - 1;
	const forOutput = Math.max(rows - lines.length, Math.min(output.length, Math.ceil(rows * outputShare)));
	const last = forOutput <= 0 ? [] : output.slice(-forOutput);
	const shown = [
		...lines.slice(0, rows - last.length),
		...last.map((text, at) => ({
			word: at === 0 ? 'output' : '',
			spans: [{text: fitBar(text, most - factColumn), style: roleStyle('default')}],
		})),
	];
	const needed = factColumn + 1 + Math.max(0, ...shown.map(({spans}) => spansWidth(spans)));
	const cols = shown.length === 0 ? 0 : Math.min(most, needed);
	shown.forEach(({word, spans}, at) => {
		grid.put(1, at + 1, word, roleStyle('dim'), factColumn - 2);
		drawSpans(grid, factColumn, at + 1, spans, cols - factColumn, brush.glyphs);
	});
	if (areBeside) drawSettings(grid, cols === 0 ? 1 : cols + gap, settings, brush);
}

/** Cells of one column of settings. */
const settingsCells = (settings: readonly Setting[]): number =>
	2 + Math.max(...settings.map(({name}) => textWidth(name))) + Math.max(8, ...settings.map(({value}) => textWidth(value)));

const settingsFact = (settings: readonly Setting[], {glyphs}: Brush): Fact => [
	'settings',
	[
		{
			text: settings.map(({name, value}) => `${name} ${value}`).join(` ${glyphFor('separator', glyphs)} `),
			style: roleStyle('default'),
		},
	],
];

/** The last lines of its output that say something; none before they have come. */
function outputOf({key}: RunRow, {log}: State): string[] {
	return log?.run === key ? log.lines.map(line => cleanText(line)).filter(line => line.trim() !== '') : [];
}
