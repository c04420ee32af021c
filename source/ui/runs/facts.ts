import {gitText} from '../../core/diff/source-text.ts';
import {finishText, type RunRow, shownDir} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {formatAgo, formatBytes, formatClock, formatCount, formatPercent} from '../../core/text/units.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawRule} from '../../draw/pane.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {healthLooks, lookGlyph, markLooks, statusLooks} from '../../draw/status.ts';
import {roleStyle} from '../../draw/style.ts';
import type {ProcessUse} from '../../engine/protocol.ts';
import {selectConfig} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {settingText} from '../../store/texts/config-text.ts';
import {leftText} from '../../store/texts/left-text.ts';
import {tellsProgress} from '../../store/texts/tells-progress.ts';
import {highlight} from '../parts/highlight.ts';
import {paneTitle} from '../parts/pane-title.ts';
import {wrapSpans} from '../parts/wrap-spans.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** Column where the values begin. */
export const factColumn = 12;

/** One line of facts: a dim word and what is known. */
export type Fact = [word: string, spans: Span[]];

/** What is worth knowing of a run at a glance, most important first; what is not known has no line. */
export function factsOf(row: RunRow, state: State, brush: Brush): Fact[] {
	const {nowMs} = state;
	const look = statusLooks[row.status];
	const separator = {text: ` ${glyphFor('separator', brush.glyphs)} `, style: dim};
	const facts: Fact[] = [];
	const add = (word: string, text: string | null | undefined, style = plain) => {
		if (text) facts.push([word, [{text: cleanText(text), style}]]);
	};
	const status: Span[] = [{text: `${lookGlyph(look, brush.glyphs)} ${look.word}`, style: roleStyle(look.role)}];
	facts.push(['status', row.statusWhy === '' ? status : [...status, separator, {text: cleanText(row.statusWhy), style: plain}]]);
	add('problem', row.problem === null ? null : `${lookGlyph(markLooks.problem, brush.glyphs)} ${row.problem}`, roleStyle('warn'));
	add('error', row.error?.split('\n').at(-1), roleStyle('bad'));
	for (const {kind, reason} of row.health)
		add('health', `${lookGlyph(healthLooks[kind], brush.glyphs)} ${reason}`, roleStyle(healthLooks[kind].role));
	add('progress', tellsProgress(row) ? progressFact(row) : null);
	const {estimate} = row;
	if (estimate !== null)
		add(
			'left',
			`${finishText({...estimate, text: leftText(row, nowMs, false, Number.POSITIVE_INFINITY).text}, formatClock(estimate.finishAtMs, nowMs, brush.zone))} (${estimate.from})`,
		);
	const process = state.detail?.run === row.key ? state.detail.process : null;
	if (process != null) add('uses', processFact(process));
	if (row.startedAtMs !== null)
		add('started', `${formatClock(row.startedAtMs, nowMs, brush.zone)}, ${formatAgo(nowMs - row.startedAtMs)}`);
	if (row.updatedAtMs !== null && row.endedAtMs === null) add('last sign', `${formatClock(row.updatedAtMs, nowMs, brush.zone)}`);
	const textOf = (key: string) => settingText(row.config, key);
	const differing = selectConfig(state).differing.filter(({key}) => textOf(key) !== '');
	add('config', differing.map(({key}) => `${key} ${textOf(key)}`).join(separator.text));
	add('verdict', row.verdict);
	add('tags', row.tags.join(' '));
	add('marks', row.marks.join(' '));
	add('where', [shownDir(row), row.host, row.pid === null ? null : `pid ${row.pid}`].filter(part => part).join(separator.text));
	add('git', gitFact(row));
	add('note', row.notes.at(-1)?.split('\n')[0]);
	return facts;
}

function progressFact({progress}: RunRow): string | null {
	if (progress === null || progress.step === null) return null;
	const {step, total, fraction, unit, totalFrom} = progress;
	if (total === null || fraction === null) return `${unit} ${formatCount(step)}, total not known`;
	return `${unit} ${formatCount(step)} of ${formatCount(total)}, ${formatPercent(fraction)}${totalFrom === null ? '' : ` (${totalFrom})`}`;
}

/** What its processes on this machine use: `CPU 98 %, memory 210 MB, GPU memory 4.2 GB`. */
function processFact({cpuPercent, memoryBytes, gpu}: ProcessUse): string {
	const parts = [cpuPercent === null ? '' : `CPU ${cpuPercent} %`, `memory ${formatBytes(memoryBytes)}`];
	if (gpu !== null) parts.push(`GPU memory ${formatBytes(gpu.memoryBytes)}`);
	return parts.filter(part => part !== '').join(', ');
}

/** Commit, branch and whether there were changes. */
export const gitFact = ({git}: RunRow): string | null => gitText(git);

/** Draws the facts below a rule; those that do not fit are left out. */
export function drawFacts(grid: Grid, state: State, facts: readonly Fact[], number: number, brush: Brush): void {
	const focused = state.view.focus === 'facts';
	drawRule(grid, {left: paneTitle(number, 'Facts', focused)}, roleStyle(focused ? 'focus' : 'border'), brush.glyphs);
	const top = focused ? (state.view.textScroll ?? 0) : 0;
	const lines = factLines(facts, grid.cols - factColumn - 1);
	lines.slice(top, top + grid.rows - 1).forEach(({word, spans}, at) => {
		grid.put(1, at + 1, word, dim, factColumn - 2);
		drawSpans(grid, factColumn, at + 1, spans, grid.cols - factColumn - 1, brush.glyphs);
		if (focused) highlight(grid, factColumn, at + 1, spans.map(({text}) => text).join(''), state.view.find);
	});
}

/** The same as plain text, a line each, for finding. */
export function factTexts(facts: readonly Fact[], cols: number): string[] {
	return factLines(facts, cols - factColumn - 1).map(({word, spans}) => [word, ...spans.map(({text}) => text)].join(''));
}

/** Facts as lines: what is longer than a line goes on below its word. */
export function factLines(facts: readonly Fact[], cells: number): {word: string; spans: Span[]}[] {
	return facts.flatMap(([word, spans]) =>
		wrapSpans(spans, cells, 3).map((line, at) => ({word: at === 0 ? word : '', spans: line})),
	);
}
