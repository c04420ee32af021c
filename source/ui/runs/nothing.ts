import {showsPutAway} from '../../actions/commands/find.ts';
import {tableOf} from '../../core/query/columns/row-table.ts';
import {findStrictest} from '../../core/query/compile/why-none.ts';
import {standingOf} from '../../core/query/fields/standing.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import {selectListed} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {rootsText} from '../parts/roots-text.ts';
import {wrapText} from '../parts/wrap-text.ts';
import type {Brush} from '../scene.ts';
import {awayText} from './header.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const strong = roleStyle('default', bold);
const formats =
	'wandb offline logs, TensorBoard events, MLflow, Guild, Gage, xman, flexlock, rigorous-recorder, Optuna, Hydra, Lightning, CSV, JSONL, …';

/** What stands in the list's place while it has no line: still looking, nothing there, or nothing that the filter lets through. */
export function drawNothing(grid: Grid, state: State, brush: Brush): void {
	const paragraphs = state.rows.size > 0 ? nothingMatches(state, brush) : nothingThere(state, brush);
	const left = grid.cols >= 60 ? 3 : 1;
	let y = Math.min(1, grid.rows - 1);
	for (const {text, style} of paragraphs) {
		for (const line of wrapText(
			brush.glyphs.unicode ? text : text.replaceAll('…', '...').replaceAll('·', '-'),
			grid.cols - left - 2,
		)) {
			drawSpans(grid, left, y++, [{text: line, style}], grid.cols - left - 1, brush.glyphs);
		}
	}
}

function nothingMatches(state: State, brush: Brush): Span[] {
	const {matcher} = state.order;
	const listed = selectListed(state);
	if (listed.length === 0) return allAway(state);
	const total = listed.length;
	const left = listed.filter(({complete}) => !complete).length;
	if (left === 0 && showsPutAway(state) && listed.every(row => standingOf(row) === 'active')) return noneAway;
	const lines = [noMatchText(state, total, left)];
	const doubt = left === 0 && state.reading?.scanned !== false ? doubtText(state) : null;
	if (doubt !== null) lines.push(doubt);
	const options = {unicode: brush.glyphs.unicode, zone: state.zone};
	const strictest = left === 0 ? findStrictest(matcher.chips, tableOf(listed), state.nowMs, options) : null;
	if (strictest !== null && matcher.chips.length > 1)
		lines.push({text: `"${strictest.part.text}" excludes most: ${strictest.excluded} of ${total}`, style: plain});
	if (strictest !== null && strictest.holds !== null && state.reading?.scanned !== false)
		lines.push({text: strictest.holds, style: plain});
	lines.push({text: 'f changes it · F drops its last condition', style: dim});
	return lines;
}

/** What may not be meant, and what may be meant instead; null where the prompt says so, or nothing is doubtful. */
function doubtText({order, view}: State): Span | null {
	const [warning] = order.matcher.warnings;
	if (warning === undefined || view.prompt?.kind === 'filter') return null;
	const {message, hint} = warning;
	return {text: hint === null ? message : `${message} · ${hint}`, style: roleStyle('warn')};
}

/** That nothing matches, as far as that is known: what is not read or not found yet may match all the same. */
function noMatchText({reading}: State, total: number, left: number): Span {
	if (left > 0)
		return {text: `No run matches the filter so far: ${left} of ${total} ${left === 1 ? 'is' : 'are'} not read yet`, style: dim};
	if (reading?.scanned === false) return {text: `No run of the ${total} found so far matches the filter`, style: dim};
	return {text: total === 1 ? 'The run does not match the filter' : `None of ${total} runs matches the filter`, style: strong};
}

const noneAway: Span[] = [
	{text: 'No run is archived or deleted', style: strong},
	{text: 'g a goes back to the others', style: dim},
];

function allAway(state: State): Span[] {
	return [
		{text: `No run is left in the list: ${awayText(state)}`, style: strong},
		{text: 'g a shows what was put away · U takes back what was done last', style: dim},
	];
}

const counted = (directories: number): string => (directories === 1 ? '1 directory' : `${directories} directories`);

function nothingThere(state: State, brush: Brush): Span[] {
	const {reading, roots, fatal} = state;
	const where = roots.map(root => rootsText([root], brush.home)).join(', ');
	if (fatal !== null)
		return [
			{text: 'Reading has stopped', style: roleStyle('bad', bold)},
			{text: fatal, style: plain},
		];
	const problems = [...(reading?.unread ?? []), ...(reading?.problems ?? [])]
		.slice(0, 5)
		.map(({file, message}) => ({text: `${rootsText([file], brush.home)}: ${message}`, style: roleStyle('warn')}));
	if (reading === null || !reading.scanned) {
		const looked = reading === null ? '' : ` (${counted(reading.directories)} so far)`;
		return [{text: `Looking for runs under ${where}${looked} ${glyphFor('ellipsis', brush.glyphs)}`, style: dim}, ...problems];
	}
	const {directories} = reading;
	// Where nothing was there to be looked at, what is wrong with it says so.
	const looked = directories === 0 && problems.length > 0 ? '' : ` (looked at ${counted(directories)})`;
	return [
		{text: `No runs under ${where}${looked}`, style: strong},
		...problems,
		{text: '', style: dim},
		{text: `xtui finds: ${formats}`, style: plain},
		{text: '', style: dim},
		{text: 'Try: xtui run -- python train.py · xtui OTHER/PLACE · xtui doctor', style: plain},
		{text: 'New runs appear here by themselves', style: dim},
	];
}
