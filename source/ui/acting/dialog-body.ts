import type {ActLine, RunPlan} from '../../core/acting/act.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {truncateEnd} from '../../draw/names.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, inverse, roleStyle, type Style} from '../../draw/style.ts';
import {padCells, textWidth} from '../../draw/width.ts';
import {type Dialog, type Field, isChanged, isUnsaid, willDo} from '../../store/acting/dialog.ts';
import {breakText} from '../parts/break-text.ts';
import {largest} from '../parts/largest.ts';
import {wrapText} from '../parts/wrap-text.ts';
import type {Brush} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const strong = roleStyle('default', bold);
/** Room of a label that most dialogs keep to, so that what follows stands below each other. */
const usualLabel = 9;
const longestLabel = 24;
/** On a narrow screen: as long as the words of the dialogs' own fields. */
const narrowLabel = 12;

/** A line of a dialog's body; `field` is the number of the field that it shows. */
export interface BodyLine {
	/** Tells it from the other lines. */
	id: string;
	spans: Span[];
	field: number | null;
}

/** What a dialog shows above its buttons, at a width: what would be done, and what can be chosen. */
export function dialogBody(dialog: Dialog, cells: number, brush: Brush): BodyLine[] {
	const widest = largest(
		dialog.fields.map(({label}) => textWidth(label)),
		usualLabel,
	);
	const room: Room = {cells, label: Math.min(cells < 50 ? narrowLabel : longestLabel, widest)};
	const plan = planLines(dialog, room);
	const fields = dialog.fields.map((field, at) => ({spans: fieldSpans(field, at === dialog.focus, room, brush), field: at}));
	// The form of a restart explains itself by the command above it; elsewhere what is chosen decides what is shown.
	const lines =
		dialog.kind === 'restart' || fields.length === 0
			? [...plan, ...(fields.length > 0 ? [blank] : []), ...fields]
			: [...fields, blank, ...plan];
	return lines.map((line, at) => ({...line, id: String(at)}));
}

interface Room {
	/** Cells of a line. */
	cells: number;
	/** Cells of the labels at the left. */
	label: number;
}
type Unnumbered = Omit<BodyLine, 'id'>;
const blank: Unnumbered = {spans: [], field: null};
const textLine = (spans: Span[]): Unnumbered => ({spans, field: null});

function planLines(dialog: Dialog, room: Room): Unnumbered[] {
	const {plan, fault, ask} = dialog;
	const words = (text: string, style: Style) => wrapText(text, room.cells).map(part => textLine([{text: part, style}]));
	if (fault !== null) return words(fault, roleStyle('bad'));
	// Nothing was asked for, so that no answer comes.
	if (plan === null && isUnsaid(dialog)) return words('Nothing is typed yet', dim);
	if (plan === null) return [textLine([{text: '…', style: dim}])];
	if (plan.runs.length === 0 && plan.total === null)
		return words('Not found any more: it was moved or removed. Press Esc and choose it anew', roleStyle('warn'));
	const refused = plan.runs.length - willDo(dialog);
	const many = plan.runs.length > 1;
	const head =
		many && refused > 0 ? words(`${refused} of ${plan.runs.length} are left out, for the reasons given`, roleStyle('warn')) : [];
	const total = plan.total === null ? [] : labelled(plan.total, room);
	const lines = [...head, ...total, ...plan.runs.flatMap(run => runLines(run, many, room))];
	// What was asked for since is not known yet: the old answer steps back.
	return ask === null ? lines.map(({spans, field}) => ({spans: spans.map(({text}) => ({text, style: dim})), field})) : lines;
}

function runLines({run, lines, refusal}: RunPlan, many: boolean, room: Room): Unnumbered[] {
	const name = cleanText(run?.name ?? '');
	const title = many ? [textLine([{text: name, style: strong}])] : [];
	const reason =
		refusal === null
			? []
			: wrapText(`Not done: ${cleanText(refusal, 10_000)}`, room.cells - 2).map(text =>
					textLine([{text: `  ${text}`, style: roleStyle('warn')}]),
				);
	return [...title, ...lines.flatMap(line => labelled(line, room)), ...reason];
}

const tones: Readonly<Record<string, number>> = {
	change: roleStyle('accent', bold),
	since: roleStyle('warn'),
	note: roleStyle('warn'),
};

/** `argv     ["python","train.py"]`, its text in lines below each other: nothing of it is left out, no blank either. */
function labelled({label, text}: ActLine, room: Room): Unnumbered[] {
	const style = tones[label] ?? plain;
	// What would be run or written is shown to the letter; only words of ours may be broken between.
	const lines = label === 'note' ? wrapText : breakText;
	return lines(cleanText(text, 100_000), room.cells - room.label - 4).map((part, at) =>
		textLine([
			{text: `  ${(at === 0 ? label : '').padEnd(room.label)}  `, style: dim},
			{text: part, style},
		]),
	);
}

function fieldSpans(field: Field, hasKeys: boolean, room: Room, brush: Brush): Span[] {
	const sign = hasKeys ? glyphFor('cursor', brush.glyphs) : ' ';
	const label = padCells(truncateEnd(field.label, room.label, brush.glyphs), room.label);
	const start: Span[] = [
		{text: `${sign} `, style: roleStyle('accent')},
		{text: `${label}  `, style: hasKeys ? strong : dim},
	];
	if (field.kind === 'switch') {
		const box = brush.glyphs.unicode ? (field.isOn ? '■' : '□') : field.isOn ? 'x' : '.';
		return [
			...start,
			{text: box, style: isChanged(field) ? roleStyle('accent', bold) : plain},
			{text: field.isOn ? ' on' : ' off', style: dim},
		];
	}
	if (field.kind === 'choice') return [...start, ...choiceSpans(field, hasKeys, room.cells - room.label - 4, brush)];
	return [...start, ...textSpans(field, hasKeys, Math.max(4, room.cells - room.label - 4), brush)];
}

/** All options beside each other, or the chosen one alone where they do not fit. */
function choiceSpans({options, at}: Extract<Field, {kind: 'choice'}>, hasKeys: boolean, cells: number, brush: Brush): Span[] {
	const chosen = hasKeys && brush.color ? roleStyle('accent', bold) : strong;
	const needed = options.reduce((sum, option) => sum + option.length + 4, 0);
	if (needed > cells)
		return [
			{text: `( ${options[at]} )`, style: chosen},
			{text: ` ${at + 1}/${options.length}`, style: dim},
		];
	return options.map((option, index) =>
		index === at ? {text: `( ${option} )`, style: chosen} : {text: `  ${option}  `, style: dim},
	);
}

/** The text about its caret, and what it was before where that is another one. */
function textSpans(field: Extract<Field, {kind: 'text'}>, hasKeys: boolean, cells: number, brush: Brush): Span[] {
	const {text, caret, was, hint} = field;
	if (text === '' && hint !== '')
		return [
			{text: ' ', style: hasKeys ? inverse : dim},
			{text: truncateEnd(hint, cells - 1, brush.glyphs), style: dim},
		];
	const before = was !== null && isChanged(field) ? `   was ${was === '' ? glyphFor('none', brush.glyphs) : cleanText(was)}` : '';
	const room = Math.max(8, cells - before.length - 1);
	const from = Math.max(0, caret - room + 1);
	const style = isChanged(field) ? roleStyle('accent', bold) : plain;
	const shown = cleanText(text.slice(from, from + room));
	if (!hasKeys)
		return [
			{text: shown, style},
			{text: before, style: dim},
		];
	const at = caret - from;
	return [
		{text: shown.slice(0, at), style},
		{text: shown[at] ?? ' ', style: style | inverse},
		{text: shown.slice(at + 1), style},
		{text: before, style: dim},
	];
}
