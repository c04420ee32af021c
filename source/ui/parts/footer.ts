import type {Action} from '../../actions/action.ts';
import {footerHints} from '../../actions/help.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';

/** How long a notice stands in the footer. */
const noticeMs = 5000;

/** The last line: the keys that work here now, or what has just happened. What does not fit is left out whole, `? help` last. */
export function drawFooter(grid: Grid, state: State, actions: readonly Action[], brush: Brush): void {
	const {notice, pending, count, digit} = state.view;
	if (notice !== null && state.nowMs - notice.atMs < noticeMs) {
		drawSpans(grid, 1, 0, [{text: notice.text, style: roleStyle(notice.role)}], grid.cols - 2, brush.glyphs);
		return;
	}
	const typed = [...(count === null || digit !== null ? [] : [String(count)]), ...pending].join(' ');
	const spans: Span[] = typed === '' ? [] : [{text: `${typed}  `, style: roleStyle('accent', bold)}];
	const hints = footerHints(state, actions, brush.glyphs.unicode).map(({keys, word}) => hintSpans(keys, word));
	const last = pending.length === 0 ? hints.slice(-1) : [];
	let width = spansWidth(spans) + spansWidth(last.flat()) + (pending.length > 0 ? 2 : 1);
	const fitting = hints.slice(0, hints.length - last.length).filter(hint => {
		const own = spansWidth(hint);
		if (width + own > grid.cols) return false;
		width += own;
		return true;
	});
	// After a prefix there is no help: that there are more keys has to be said here.
	const isCut = pending.length > 0 && fitting.length < hints.length;
	const more: Span[] = isCut ? [{text: glyphFor('ellipsis', brush.glyphs), style: roleStyle('dim')}] : [];
	drawSpans(grid, 1, 0, [...spans, ...fitting.flat(), ...last.flat(), ...more], grid.cols - 1, brush.glyphs);
}

function hintSpans(keys: string, word: string): Span[] {
	return [
		{text: keys, style: roleStyle('default', bold)},
		{text: ` ${word}  `, style: roleStyle('dim')},
	];
}
