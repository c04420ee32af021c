import {glyphFor} from '../../draw/glyphs.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, inverse, roleStyle, underline} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import {selectCompletion} from '../../store/completion.ts';
import type {State} from '../../store/state.ts';
import type {Prompt} from '../../store/view.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const signs: Record<Prompt['kind'], string> = {filter: 'f', find: '/', help: '/'};

/** The text of a prompt with its caret, what cannot be understood underlined. */
export function promptSpans(state: State, prompt: Prompt, cells: number): Span[] {
	const {error, warnings} = state.order.matcher;
	const wrong = prompt.kind === 'filter' ? (error ?? warnings[0] ?? null) : null;
	const spans: Span[] = [{text: ` ${signs[prompt.kind]}  `, style: roleStyle('accent', bold)}];
	const from = Math.max(0, prompt.caret - Math.max(10, cells - 8));
	for (let at = from; at <= prompt.text.length; at++) {
		const inside = wrong !== null && at >= wrong.from && at < wrong.to;
		const style = inside ? roleStyle('bad', underline) : plain;
		const character = prompt.text[at] ?? ' ';
		if (at < prompt.text.length || at === prompt.caret)
			spans.push({text: character, style: at === prompt.caret ? style | inverse : style});
	}
	return spans;
}

/** What stands at the prompt's right: how many are left, or what is wrong. */
export function promptNote(state: State, prompt: Prompt, brush: Brush): Span[] {
	const {matcher, matching} = state.order;
	if (prompt.kind === 'filter' && matcher.error !== null)
		return [
			{text: matcher.error.message, style: roleStyle('warn')},
			{text: matcher.error.hint === null ? '' : `  ${matcher.error.hint}`, style: dim},
		];
	if (prompt.kind === 'filter' && matcher.warnings[0] !== undefined)
		return [
			{text: `${matching} of ${state.rows.size}   `, style: plain},
			{text: matcher.warnings[0].message, style: roleStyle('warn')},
		];
	if (prompt.kind === 'filter') {
		return [
			{text: `${matching} of ${state.rows.size}`, style: plain},
			{
				text: `   ${['Tab completes', 'Enter keeps', 'Esc as before'].join(` ${glyphFor('separator', brush.glyphs)} `)}`,
				style: dim,
			},
		];
	}
	if (prompt.kind === 'find' && state.view.notice !== null)
		return [{text: state.view.notice.text, style: roleStyle(state.view.notice.role)}];
	return [{text: `Enter keeps ${glyphFor('separator', brush.glyphs)} Esc as before`, style: dim}];
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
