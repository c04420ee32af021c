import type {RunRow} from '../../core/row.ts';
import {writeSpread} from '../../core/table/groups/group-summary.ts';
import type {ListLine} from '../../core/table/lines/list-line.ts';
import {plainText, spellInfinity} from '../../core/text/numbers.ts';
import {textWidth} from '../../draw/width.ts';
import {selectChosen} from '../../store/columns/chosen-columns.ts';
import {columnTitles} from '../../store/columns/column-titles.ts';
import {columnsOfMetric} from '../../store/menus/goals.ts';
import {isLive} from '../../store/order/sort-values.ts';
import {selectConfig, selectMetricNames} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {leftRoom, leftText, shortEstimate} from '../../store/texts/left-text.ts';
import {signCells} from './draw-name.ts';
import {lineLabel, lineNote} from './line-label.ts';
import type {ListMemory} from './list-memory.ts';
import {listMetrics} from './wanted-features.ts';

/** Config keys and metrics that come into question for columns. */
const mostKeys = 24;
/** So many runs below a heading say what its columns need. */
const mostBelow = 32;

/** Runs below closed headings in view, some of each: they say, beside those in view, which columns there is something for. */
function belowClosed(shown: readonly ListLine[], state: State): RunRow[] {
	const below = shown.flatMap(line => (line.run === null && line.open === false ? line.below.slice(0, mostBelow) : []));
	return below.flatMap(({key}) => state.rows.get(key) ?? []);
}

/** Takes note of what the lines in view need: which columns, and how wide. */
export function measureList(
	state: State,
	shown: readonly ListLine[],
	rows: readonly RunRow[],
	mayGrow: boolean,
	memory: ListMemory,
): void {
	const {differing, constant} = selectConfig(state);
	const below = belowClosed(shown, state);
	const speakers = [...rows, ...below];
	memory.use.see(rows.length > 0 ? rows : below);
	memory.use.note(
		speakers,
		selectMetricNames(state),
		differing.slice(0, mostKeys).map(({key}) => key),
		state.nowMs,
		memory.isTerse,
	);
	if (shown.some(({group}) => group !== null)) memory.use.noteGroups();
	if (!mayGrow) return;
	const metrics = state.view.metrics ?? [...memory.use.metrics].slice(0, mostKeys);
	const keys = [...differing.slice(0, mostKeys), ...constant.slice(0, mostKeys)];
	const {shown: chosen, metrics: named} = selectChosen(state);
	const extra = chosen.filter(id => id.startsWith('f:') || id in columnTitles);
	const metricColumns = [...(named ?? metrics.flatMap(metric => columnsOfMetric(state, metric)))];
	memory.measure(speakers, [...metricColumns, ...keys.map(({key}) => `c:${key}`), ...extra], state);
	const groups = shown.filter(({group}) => group !== null);
	for (const column of listMetrics(state, memory.use)) {
		const spreads = groups.map(line => memory.groups.factsOf(line, state).spread(column));
		memory.measureSpreads(
			column,
			spreads.map(spread => writeSpread(spread, state.view.spread)),
		);
	}
}

/** Cells that a line's name takes with everything before and after it. */
export function nameCells(line: ListLine, signs: number, state: State): number {
	const row = line.run === null ? undefined : state.rows.get(line.run);
	const note = lineNote(line, row);
	const before = line.depth * 2 + (line.run === null ? 2 : signs);
	return before + textWidth(lineLabel(line, state)) + (note === '' ? 0 : textWidth(note) + 1) + 2 + signCells(row);
}

/**
 * Cells that the longest time left takes, of runs and of groups. Where it will change as time goes by, every text that it may come to has
 * its room from the start, so that columns hold still.
 */
export function leftCells(
	state: State,
	shown: readonly ListLine[],
	rows: readonly RunRow[],
	screenCols: number,
	terse: boolean,
	memory: ListMemory,
): number {
	const room = leftRoom(screenCols);
	const headings = shown.filter(({run, isSource}) => run === null && !isSource);
	const outlooks = headings.map(line => shortEstimate(memory.groups.outlookOf(line, state)?.text ?? '', terse, room));
	const texts = rows.map(row => leftText(row, state.nowMs, terse, room).text);
	const willChange = rows.some((row, at) => isLive(row) && (memory.use.totals || texts[at] !== ''));
	if (willChange || outlooks.some(text => text !== '')) return room;
	return Math.min(room, Math.max(8, ...texts.map(text => textWidth(spellInfinity(text, plainText)))));
}
