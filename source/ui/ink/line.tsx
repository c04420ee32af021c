import {Text} from 'ink';
import {createContext, memo, use} from 'react';
import {takeStart} from '../../draw/names.ts';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {
	attributesOf,
	backgroundOf,
	bold,
	faint,
	foregroundOf,
	inverse,
	roleStyle,
	roles,
	type Style,
	underline,
} from '../../draw/style.ts';
import {inkColor} from '../../terminal/colour/role-color.ts';
import {asciiText} from '../parts/ascii.ts';

/** A blank that covers what lies below, where a plain one lets it through. */
export const solidBlank = '\u00a0';

export interface TextMode {
	/** Ink's text goes out as it is, without a painter that knows the roles: no colours then. */
	plain: boolean;
	/** The terminal shows ASCII only. */
	ascii: boolean;
	/** What Ink draws is all that its lines hold: nothing below them is to be covered, and Ink has fewer cells to measure. */
	alone: boolean;
}
export const TextModes = createContext<TextMode>({plain: false, ascii: false, alone: false});

export interface LineProps {
	spans: readonly Span[];
	/** Cells; what is longer is cut, what is shorter is filled up with blanks that cover what lies below. */
	width: number;
}

/** One line of styled text; laid out anew only where it says something else. */
export const Line = memo(function Line({spans, width}: LineProps) {
	const {alone} = use(TextModes);
	const shown = alone ? cutSpans(spans, width).shown : coveringSpans(spans, width);
	return <Text wrap="truncate">{shown.map(toText)}</Text>;
}, isSameLine);

function isSameLine(before: LineProps, after: LineProps): boolean {
	if (before.width !== after.width || before.spans.length !== after.spans.length) return false;
	return after.spans.every(({text, style}, at) => text === before.spans[at]!.text && style === before.spans[at]!.style);
}

function cutSpans(spans: readonly Span[], width: number): {shown: Span[]; room: number} {
	let room = width;
	const shown: Span[] = [];
	for (const {text, style} of spans) {
		const cut = takeStart(text, room);
		shown.push({text: cut, style});
		room -= spansWidth([{text: cut, style}]);
		if (room <= 0) break;
	}
	return {shown, room};
}

function coveringSpans(spans: readonly Span[], width: number): Span[] {
	const {shown, room} = cutSpans(spans, width);
	const solid = shown.map(({text, style}) => ({text: text.replaceAll(' ', solidBlank), style}));
	// Ink cuts blanks at the end of a line unless they have a style.
	return room > 0 ? [...solid, {text: solidBlank.repeat(room), style: roleStyle('dim')}] : solid;
}

const toText = ({text, style}: Span, at: number) => <Styled key={`${at} ${style}`} text={text} style={style} />;

/** Text in a style of the screen's own. */
export function Styled({text, style}: {text: string; style: Style}) {
	const {plain, ascii} = use(TextModes);
	const shown = ascii ? asciiText(text.replaceAll(solidBlank, ' ')).replaceAll(' ', solidBlank) : text;
	if (plain || style === 0) return <Text>{shown}</Text>;
	const marks = attributesOf(style);
	return (
		<Text
			color={colorName(foregroundOf(style))}
			backgroundColor={colorName(backgroundOf(style))}
			bold={(marks & bold) !== 0}
			dimColor={(marks & faint) !== 0}
			underline={(marks & underline) !== 0}
			inverse={(marks & inverse) !== 0}
		>
			{shown}
		</Text>
	);
}

function colorName(color: number): string | undefined {
	const role = color > 0 ? roles[color] : undefined;
	return role === undefined ? undefined : inkColor(role);
}
