import type {RunRow} from '../../core/row.ts';
import {shortenApart} from '../../draw/names-apart.ts';
import {lookSign, lookStyle, type RunLook} from '../../draw/palette.ts';
import type {Span} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {toldName} from '../../store/texts/shown-name.ts';
import type {Brush} from '../scene.ts';
import type {ChartMemory} from './chart-memory.ts';
import type {ChartsPlan} from './plan-charts.ts';

/**
 * The brush by which runs of these looks are told apart. In pairs the patterns of lines tell training from validation, so that colours alone
 * tell the runs: where two runs share one, each line has its letter, as where there is no colour.
 */
export function tellRuns(brush: Brush, isPaired: boolean, looks: readonly RunLook[]): Brush {
	const hues = new Set(looks.map(({role}) => role));
	return isPaired && hues.size < looks.length ? {...brush, color: false} : brush;
}

/**
 * How each run's lines look in all charts of a pane, those that only one of the runs has among them; null where they are of the run in
 * question alone, or of several as one.
 */
export function looksOf(
	{runs}: ChartsPlan,
	run: RunRow | null,
	memory: ChartMemory,
	state: State,
): ReadonlyMap<string, RunLook> | null {
	return runs.every(key => key === run?.key) ? null : memory.looksOf(runs, state);
}

/** The brush by which the runs of a pane of charts are told apart. */
export function tellRunsOf({charts, runs}: ChartsPlan, memory: ChartMemory, state: State, brush: Brush): Brush {
	if (!charts.some(({pair}) => pair)) return brush;
	const looks = memory.looksOf(runs, state);
	return tellRuns(
		brush,
		true,
		runs.flatMap(run => looks.get(String(run)) ?? []),
	);
}

/** Cells of a run in a legend at the least: its line, a blank, a name that is cut, and two blanks before the next one. */
const fewestCells = 9;
/** " +12" */
const cellsOfRest = 5;

/**
 * `━ resnet-lr3e-4  ╍ vit-b16`: line and name, in its colour, of each run that has a curve in the charts of the page, and how many have no room;
 * null where there is only one to tell.
 */
export function legendOfRuns(
	plan: ChartsPlan,
	run: RunRow | null,
	cells: number,
	memory: ChartMemory,
	state: State,
	given: Brush,
): Span[] | null {
	const looks = looksOf(plan, run, memory, state);
	if (looks === null) return null;
	const brush = tellRunsOf(plan, memory, state, given);
	const drawn = new Set(plan.charts.flatMap(({requests}) => requests.map(request => request.run)));
	const told = plan.runs.filter(key => drawn.has(key));
	const fits = told.length * fewestCells <= cells;
	const shown = fits ? told : told.slice(0, Math.max(1, Math.floor((cells - cellsOfRest) / fewestCells)));
	const names = shortenApart(
		shown.map(key => toldName(state.rows.get(key) ?? {key, name: ''}, state)),
		Math.max(5, Math.floor((fits ? cells : cells - cellsOfRest) / shown.length) - 4),
		brush.glyphs,
	);
	const spans = shown.flatMap((key, at) => {
		const look = looks.get(String(key));
		return look === undefined
			? []
			: [{text: `${at > 0 ? '  ' : ''}${lookSign(look, brush)} ${names[at]}`, style: lookStyle(look)}];
	});
	return fits ? spans : [...spans, {text: `  +${told.length - shown.length}`, style: roleStyle('dim')}];
}
