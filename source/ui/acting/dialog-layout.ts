import type {OwnStart} from '../../core/acting/act.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {truncateEnd, truncateMiddle} from '../../draw/names.ts';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {bold, inverse, roleStyle} from '../../draw/style.ts';
import {cancelAt, type Dialog, type DialogKind, doAt, isMoot, willDo} from '../../store/acting/dialog.ts';
import type {Brush, Size} from '../scene.ts';
import {type BodyLine, dialogBody} from './dialog-body.ts';

const dim = roleStyle('dim');
const widest = 100;
/** Border, buttons, and where there is room a blank line above these. */
const chromeRows = 3;

/** How each dialog is headed, and what its button says. */
const words: Record<DialogKind, {title: string; button: string}> = {
	restart: {title: 'Restart', button: 'Restart'},
	stop: {title: 'Stop', button: 'Stop'},
	archive: {title: 'Archive', button: 'Archive'},
	delete: {title: 'Delete', button: 'Delete'},
	restore: {title: 'Restore', button: 'Restore'},
	purge: {title: 'Remove from the disk:', button: 'Remove'},
	undo: {title: 'Undo', button: 'Undo'},
	note: {title: 'Note on', button: 'Note'},
	tags: {title: 'Tags of', button: 'Tag'},
	mark: {title: 'Mark', button: 'Mark'},
	verdict: {title: 'Verdict on', button: 'Judge'},
	create: {title: 'Create a run', button: 'Start'},
	command: {title: 'Run a command on', button: 'Run'},
	tell: {title: 'Tell me of', button: 'Tell me'},
};

/** What was never started is not started again. */
const wordsOf = (dialog: Dialog): {title: string; button: string} =>
	startOf(dialog) === 'first' ? {title: 'Start', button: 'Start'} : words[dialog.kind];

export interface DialogLayout {
	width: number;
	/** Rows of the body in view. */
	rows: number;
	top: number;
	/** Blank lines above the buttons. */
	gap: number;
	lines: BodyLine[];
	title: Span[];
	buttons: Span[];
}

/** Where everything of a dialog is, at the size of the screen. */
export function layoutDialog(dialog: Dialog, {cols, rows: screenRows}: Size, brush: Brush): DialogLayout {
	const width = cols < 64 ? cols : Math.min(cols - 4, widest);
	const cells = width - 4;
	const lines = dialogBody(dialog, cells, brush);
	const gap = screenRows > 16 ? 1 : 0;
	const rows = Math.max(1, Math.min(lines.length, screenRows - chromeRows - gap * 3));
	return {
		width,
		rows,
		gap,
		top: topOf(dialog, lines, rows),
		lines,
		title: titleSpans(dialog, width, brush),
		buttons: buttonSpans(dialog, cells, brush),
	};
}

/** The first line in view: where it was scrolled to, else so that the field with the keys is seen. */
function topOf({scroll, focus, kind}: Dialog, lines: readonly BodyLine[], rows: number): number {
	const last = Math.max(0, lines.length - rows);
	if (scroll !== null) return Math.min(scroll, last);
	const at = lines.findIndex(({field}) => field === focus);
	if (at < 0) return 0;
	return kind === 'restart' || at >= rows ? Math.min(last, Math.max(0, at - rows + 2)) : 0;
}

/** How all runs of a restart would be started: as new ones, or which way in their own place; null while that is not known, and of several ways. */
function startOf({kind, plan}: Dialog): OwnStart | 'new' | null {
	if (kind !== 'restart' || plan === null) return null;
	const starts = new Set(plan.runs.flatMap(({refusal, start = 'new' as const}) => (refusal === null ? [start] : [])));
	const [start = null] = starts;
	return starts.size > 1 ? null : start;
}

const startTails: Record<OwnStart | 'new', {one: string; many: string}> = {
	new: {one: ' as a new run', many: ' as new runs'},
	again: {one: ' in its own directory', many: ' in their own directories'},
	first: {one: ', so far only prepared', many: ', so far only prepared'},
};

function titleSpans(dialog: Dialog, width: number, brush: Brush): Span[] {
	const {runs, name, command} = dialog;
	const {title: usual} = wordsOf(dialog);
	const title = command === null ? usual : `Run ${truncateMiddle(cleanText(command.name), 30, brush.glyphs)} on`;
	const whom = dialog.kind === 'create' ? '' : name === null ? ` ${runs.length} runs` : ` ${name}`;
	const start = startOf(dialog);
	const tail = start === null ? '' : startTails[start][runs.length === 1 ? 'one' : 'many'];
	const room = width - 6 - title.length - tail.length;
	const shown = truncateMiddle(whom, Math.max(8, room), brush.glyphs);
	const text = ` ${title}${shown}${width - 6 - title.length - shown.length >= tail.length ? tail : ''} `;
	return [{text: truncateEnd(text, width - 2, brush.glyphs), style: roleStyle('default', bold)}];
}

/** Keys at the left where there is room, the two buttons at the right, the one that has the keys inverted. */
function buttonSpans(dialog: Dialog, cells: number, brush: Brush): Span[] {
	const separator = ` ${glyphFor('separator', brush.glyphs)} `;
	const buttons = fittingButtons(dialog, cells);
	const next = isMoot(dialog) ? [] : ['Tab next'];
	const hint =
		[
			[...next, 'Enter presses', 'Esc cancels'],
			[...next, 'Esc cancels'],
		]
			.map(part => part.join(separator))
			.find(text => text.length + spansWidth(buttons) + 2 <= cells) ?? '';
	const gap = ' '.repeat(Math.max(0, cells - hint.length - spansWidth(buttons)));
	return [{text: hint, style: dim}, {text: gap, style: dim}, ...buttons];
}

/** Both buttons, closer to each other on a narrow terminal; the one that has the keys alone where there is no room for both. */
function fittingButtons(dialog: Dialog, cells: number): Span[] {
	const many = willDo(dialog);
	const {button} = wordsOf(dialog);
	const isReady = dialog.ask !== null && many > 0;
	const label = dialog.runs.length > 1 && dialog.plan?.runs.length !== 1 && isReady ? `${button} ${many}` : button;
	const styleAt = (at: number) => (dialog.focus === at ? roleStyle('default', inverse) : roleStyle('default', bold));
	const cancel = {text: 'Cancel', style: styleAt(cancelAt(dialog))};
	const act = {text: label, style: isReady || dialog.focus === doAt(dialog) ? styleAt(doAt(dialog)) : dim};
	const wide = ({text, style}: Span): Span => ({text: `[ ${text} ]`, style});
	const close = ({text, style}: Span): Span => ({text: `[${text}]`, style});
	const focused = dialog.focus === doAt(dialog) ? act : cancel;
	if (isMoot(dialog)) return [wide(cancel)];
	const attempts: Span[][] = [
		[wide(cancel), {text: '  ', style: dim}, wide(act)],
		[close(cancel), {text: ' ', style: dim}, close(act)],
		[wide(focused)],
	];
	return attempts.find(spans => spansWidth(spans) <= cells) ?? [focused];
}
