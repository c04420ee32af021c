import {formatBytes, formatCount} from '../../core/text/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {type Look, lookGlyph, statusLooks} from '../../draw/status.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {selectAllDone} from '../../store/all-done.ts';
import {isLoading} from '../../store/loading.ts';
import {selectCounts, selectListed, selectNextDone, selectPutAway} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {shortEstimate} from '../../store/texts/left-text.ts';
import {rootsText} from '../parts/roots-text.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const wideEnough = 60;
/** What comes next rarely needs more. */
const nextCells = 24;
/** So few are read before anybody has read that they are. */
const fewLeft = 4;
/** Statuses whose word stands beside the count, since they call for a person. */
const spelled = new Set(['running', 'stalled']);

/** `● 3 running  ✓ 112  ✗ 9`: glyph, count, and the word where there is room for it; without words, states of one sign are one. */
export function countSpans(state: State, words: 'all' | 'some' | 'none', {glyphs}: Brush): Span[] {
	const shown: {look: Look; count: number; word: string}[] = [];
	for (const {status, count} of selectCounts(state)) {
		const look = statusLooks[status];
		const word = words === 'all' || (words === 'some' && spelled.has(status)) ? ` ${look.word}` : '';
		const same = word === '' ? shown.find(other => other.word === '' && other.look.glyph === look.glyph) : undefined;
		if (same === undefined) shown.push({look, count, word});
		else same.count += count;
	}
	return shown.flatMap(({look, count, word}) => [
		{text: `  ${lookGlyph(look, glyphs)} `, style: roleStyle(look.role)},
		{text: `${count}${word}`, style: plain},
	]);
}

/** Runs that were put away and are not in the list: `2 archived, 1 deleted`; '' for none. */
export function awayText(state: State): string {
	const {archived, deleted} = selectPutAway(state);
	return [archived > 0 ? `${archived} archived` : '', deleted > 0 ? `${deleted} deleted` : ''].filter(Boolean).join(', ');
}

/** What is going on at the right end: the reading while it lasts, then when the next run is done, and all of them. */
export function activitySpans(state: State, isWide: boolean, brush: Brush): Span[] {
	const {reading, fatal} = state;
	if (fatal !== null) return [{text: 'reading has stopped', style: roleStyle('bad')}];
	const dots = glyphFor('ellipsis', brush.glyphs);
	if (reading === null) return [{text: `looking for runs ${dots}`, style: dim}];
	if (!reading.scanned) {
		const places = reading.directories === 1 ? 'directory' : 'directories';
		return [{text: `looking ${dots} ${formatCount(reading.directories)} ${places}`, style: dim}];
	}
	if (reading.bytesLeft > 1_000_000) {
		const total = reading.bytesRead + reading.bytesLeft;
		const percent = Math.floor((100 * reading.bytesRead) / total);
		return [{text: `reading ${percent} % of ${formatBytes(total)}`, style: dim}];
	}
	if (reading.runsLeft > fewLeft) return [{text: `reading ${dots} ${formatCount(reading.runsLeft)} left`, style: dim}];
	const next = selectNextDone(state);
	if (next === null) return [];
	const all = isWide ? selectAllDone(state) : null;
	const told = (word: string, text: string): Span[] => [
		{text: `${word} done `, style: dim},
		{text: shortEstimate(text, false), style: plain},
	];
	const last = all === null ? [] : [{text: '   ', style: dim}, ...told('all', all.text)];
	return [...told('next', next.estimate!.text), ...last];
}

/** Until everything was looked at there may be more of them. */
function countText(runs: number, isOpen: boolean): string {
	if (isOpen && runs > 0) return `${runs}+ runs`;
	return runs === 1 ? '1 run' : `${runs} runs`;
}

/** While it is read, and there is no room for how far that is, the second line says it, where it counts more than the order. */
export const isActivityBelow = (cols: number, {reading}: State): boolean => cols < wideEnough && isLoading(reading);

/** Those of `countSpans` that have room in so many cells, and a sign where there are more. */
export function fitCounts(counts: readonly Span[], cells: number, {glyphs}: Brush): readonly Span[] {
	if (spansWidth(counts) <= cells) return counts;
	const more: Span = {text: ` ${glyphFor('ellipsis', glyphs)}`, style: dim};
	let shown = counts.length;
	while (shown > 0 && spansWidth([...counts.slice(0, shown), more]) > cells) shown -= 2;
	return [...counts.slice(0, shown), more];
}

/** The first line: where, how many, in which state, and what comes next. Words go before counts, counts never. */
export function drawHeaderLine(grid: Grid, state: State, brush: Brush): void {
	const {cols} = grid;
	const runs = selectListed(state).length;
	const total = countText(runs, state.reading?.scanned !== true);
	const activity = isActivityBelow(cols, state) ? [] : activitySpans(state, cols >= 100, brush);
	const right = spansWidth(activity) + 1;
	const whole = rootsText(state.roots, brush.home);
	const roots: Span = {text: truncateMiddle(whole, Math.max(8, Math.floor(cols * 0.25)), brush.glyphs), style: plain};
	const name: Span[] = [{text: cols >= wideEnough ? ' xtui  ' : ' ', style: roleStyle('default', bold)}, roots];
	const away = awayText(state);
	const awaySpans: Span[] = away === '' ? [] : [{text: `  ${away}`, style: dim}];
	const attempts: Span[][] = (['all', 'some', 'none'] as const).map(words => [
		...name,
		{text: `   ${total} `, style: plain},
		...countSpans(state, words, brush),
		...awaySpans,
	]);
	if (away !== '') attempts.push([...name, ...countSpans(state, 'none', brush), ...awaySpans]);
	attempts.push([...name, ...countSpans(state, 'none', brush)], countSpans(state, 'none', brush));
	const fitting = attempts.find(spans => spansWidth(spans) + 2 + right <= cols);
	// Room for what comes next is kept where nothing stands there yet, so that a name does not come and go with it.
	const kept = Math.max(right, cols >= wideEnough ? nextCells : 0);
	const spare = cols - 2 - kept - spansWidth(fitting ?? []);
	const widened: Span = {
		...roots,
		text: spare > 0 ? truncateMiddle(whole, textWidth(roots.text) + spare, brush.glyphs) : roots.text,
	};
	// The counts alone need no blank before them.
	const spans = (fitting ?? fitCounts(attempts.at(-1)!, cols + 1, brush)).map(span => (span === roots ? widened : span));
	drawSpans(grid, fitting === undefined || fitting === attempts.at(-1) ? -1 : 0, 0, spans, cols + 1, brush.glyphs);
	if (fitting !== undefined) drawSpans(grid, cols - right, 0, activity, right, brush.glyphs);
}
