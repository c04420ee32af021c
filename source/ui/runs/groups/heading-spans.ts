import {infeasibleWords, statusWords} from '../../../core/table/groups/group-summary.ts';
import {cleanText} from '../../../core/text/clean-text.ts';
import {glyphFor} from '../../../draw/glyphs.ts';
import type {Span} from '../../../draw/spans.ts';
import {roleStyle} from '../../../draw/style.ts';
import {cursorIndex} from '../../../store/selectors.ts';
import type {State} from '../../../store/state.ts';
import type {Brush} from '../../scene.ts';
import type {GroupMemory} from './group-memory.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** `lr 1e-3 · 2 running, 6 finished · done ≈ 12 min (2 running)`, while the cursor is on a heading; else nothing. */
export function headingSpans(state: State, groups: GroupMemory, brush: Brush): Span[] {
	const line = state.order.lines[cursorIndex(state)];
	if (line === undefined || line.run !== null) return [];
	const separator = ` ${glyphFor('separator', brush.glyphs)} `;
	const {rows} = groups.factsOf(line, state);
	const outlook = groups.outlookOf(line, state);
	const parts = [
		statusWords(rows) + infeasibleWords(rows),
		...(outlook === null ? [] : [`all done ${outlook.text} (${outlook.from})`]),
	];
	return [
		{text: cleanText(line.group === null ? String(line.key) : line.label), style: plain},
		...parts.map(text => ({text: separator + text, style: dim})),
	];
}
