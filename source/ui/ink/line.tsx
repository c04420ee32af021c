import {Text} from 'ink';
import {takeStart} from '../../draw/names.ts';
import {type Span, spansWidth} from '../../draw/spans.ts';
import {encodeSpan} from './role-codes.ts';

/** A blank that covers what lies below, where a plain one lets it through. */
export const solidBlank = '\u00a0';

export interface LineProps {
	spans: readonly Span[];
	/** Cells; what is longer is cut, what is shorter is filled up with blanks that cover. */
	width: number;
	/** Without colours, for screen readers and tests. */
	plain?: boolean;
}

/** One line of styled text. */
export function Line({spans, width, plain = false}: LineProps) {
	let room = width;
	const shown: Span[] = [];
	for (const {text, style} of spans) {
		const cut = takeStart(text, room);
		shown.push({text: cut.replaceAll(' ', solidBlank), style});
		room -= spansWidth([{text: cut, style}]);
		if (room <= 0) break;
	}
	shown.push({text: solidBlank.repeat(Math.max(0, room)), style: 0});
	return <Text wrap="truncate">{shown.map(span => (plain ? span.text : encodeSpan(span))).join('')}</Text>;
}
