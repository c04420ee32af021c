import type {QueryFault} from '../../core/query/language/syntax.ts';
import {takeStart} from '../../draw/names.ts';
import {addText, type Span, spansWidth} from '../../draw/spans.ts';
import {bold, inverse, roleStyle, underline} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {selectCompletion, selectGhost} from '../../store/filter/completion.ts';
import {selectListed} from '../../store/selectors.ts';
import {parseLimits} from '../../store/shelves/chart-settings.ts';
import type {State} from '../../store/state.ts';
import type {Prompt} from '../../store/view.ts';
import {fitKeys} from '../parts/fit-keys.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const signs: Record<Prompt['kind'], string> = {
	filter: 'f',
	find: '/',
	help: '/',
	limits: 'y limits',
	view: 'Save this view as',
	moment: 'Compare at',
	'project-view': 'Share this view as',
	report: 'Report into',
};

/** What is left of the line for how many runs are left. */
const countCells = 22;

/** The text of a prompt with its caret, what cannot be understood underlined. */
export function promptSpans(state: State, prompt: Prompt, cells: number): Span[] {
	const {error, warnings} = state.order.matcher;
	// Only where what is in force is what stands here.
	const isWhole = prompt.kind === 'filter' && state.view.filter === prompt.text;
	const wrong = isWhole ? (error ?? warnings[0] ?? null) : null;
	const spans: Span[] = [{text: ` ${signs[prompt.kind]}  `, style: roleStyle('accent', bold)}];
	const from = Math.max(0, prompt.caret - Math.max(10, cells - 8));
	const ghost = selectGhost(state) ?? '';
	const characterAt = (at: number) => {
		const point = prompt.text.codePointAt(at);
		return point === undefined ? (ghost[0] ?? ' ') : String.fromCodePoint(point);
	};
	for (let at = from; at <= prompt.text.length; at += characterAt(at).length) {
		const inside = wrong !== null && at >= wrong.from && at < wrong.to;
		const style = inside ? roleStyle('bad', underline) : plain;
		if (at < prompt.text.length || at === prompt.caret)
			addText(spans, characterAt(at), at === prompt.caret ? style | inverse : style);
	}
	const room = cells - spansWidth(spans) - countCells;
	if (ghost.length > 1 && room > 0) spans.push({text: takeStart(ghost.slice(1), room), style: dim});
	return spans;
}

/** What stands at the prompt's right: how many are left, what is wrong, and as many of the keys as there is room for. */
export function promptNote(state: State, prompt: Prompt, brush: Brush, room: number, cells: number): Span[] {
	const {matcher, matching} = state.order;
	const {notice, history} = state.view;
	const told = notice === null ? [] : [{text: `   ${notice.text}`, style: roleStyle(notice.role)}];
	if (prompt.kind === 'limits' && parseLimits(prompt.text) === null)
		return [{text: 'Two numbers, the lower first; - leaves an end free', style: roleStyle('warn')}];
	if (prompt.kind === 'project-view')
		return withKeys([{text: `into ${state.saved.projectFile}`, style: plain}], ['Enter writes it', 'Esc does not'], brush, room);
	if (prompt.kind === 'moment' && told.length === 0)
		return withKeys([], ['500 or 1k for a step', '30m for a time', 'empty for the end', 'Esc as before'], brush, room);
	if (prompt.kind === 'report')
		return told.length > 0 ? told : withKeys([], ['Enter writes it', '.html or .md', 'Esc does not'], brush, room);
	if (prompt.kind !== 'filter') return told.length > 0 ? told : withKeys([], ['Enter keeps', 'Esc as before'], brush, room);
	if (matcher.error !== null) return faultNote(matcher.error, prompt, cells);
	const count = {text: `${matching} of ${selectListed(state).length}`, style: plain};
	const [warning] = matcher.warnings;
	if (state.view.filter !== prompt.text)
		return withKeys([count], ['a field: then < = > : or ~', 'Tab completes', 'Enter takes it as a word'], brush, room);
	if (told.length > 0) return [count, ...told];
	if (warning !== undefined) return [count, ...warningNote(warning, cells - spansWidth([count]))];
	const {unicode} = brush.glyphs;
	const accept = selectGhost(state) === null ? [] : [unicode ? '→ accepts' : 'End accepts'];
	const back = history.length === 0 ? [] : [unicode ? '↑ earlier' : 'Up earlier'];
	return withKeys([count], [...accept, 'Tab completes', 'Enter keeps', 'Esc as before', ...back], brush, room);
}

/** What may not be meant, and what to write instead; where there is room for one of them, what to write, but of a field that no run has. */
function warningNote({message, hint, isAbsence}: QueryFault, cells: number): Span[] {
	const whole = hint === null ? message : `${message} · ${hint}`;
	const said = textWidth(whole) + 5 <= cells ? whole : isAbsence ? message : (hint ?? message);
	return [{text: `   ${said}`, style: roleStyle('warn')}];
}

/** What is wrong, and what to do where there is room for it; what is only not finished yet is said quietly. */
function faultNote({message, hint, to}: QueryFault, {text, caret}: Prompt, cells: number): Span[] {
	const isUnfinished = caret === text.length && to >= text.length;
	const said: Span[] = [{text: message, style: isUnfinished ? dim : roleStyle('warn')}];
	const whole = hint === null ? said : [...said, {text: `  ${hint}`, style: dim}];
	return spansWidth(whole) + 2 <= cells ? whole : said;
}

/** Adds what keys do, the most useful first, as far as there is room. */
function withKeys(spans: Span[], keys: readonly string[], brush: Brush, room: number): Span[] {
	const gap = spans.length > 0 ? '   ' : '';
	const text = fitKeys(keys, room - spansWidth(spans) - gap.length, brush);
	return text === '' ? spans : [...spans, {text: gap + text, style: dim}];
}

const mostCandidates = 6;

/** Lines above the filter prompt: what Tab can put in, with how many runs have it; the one it has put in stands out. */
export function completionLines(state: State, prompt: Prompt, rows: number): Span[][] {
	const most = Math.min(mostCandidates, Math.floor(rows / 4));
	const {cycle} = prompt;
	const shown =
		cycle === null
			? selectCompletion(state).candidates.map(({insert, detail, runs}) => ({text: insert, note: noteOf(detail, runs)}))
			: cycle.inserts.map(text => ({text, note: ''}));
	const at = cycle?.at ?? -1;
	const top = Math.max(0, Math.min(at - 1, shown.length - most));
	const width = Math.max(10, ...shown.slice(top, top + most).map(({text}) => textWidth(text)));
	return shown.slice(top, top + most).map(({text, note}, index) => [
		{
			text: `    ${text}${' '.repeat(width - textWidth(text) + 2)}`,
			style: top + index === at ? roleStyle('accent', bold) : plain,
		},
		{text: note, style: dim},
	]);
}

function noteOf(detail: string, runs: number): string {
	if (runs === 0) return detail;
	const count = runs === 1 ? '1 run' : `${runs} runs`;
	return detail === 'value' ? count : `${detail}  ${count}`;
}
