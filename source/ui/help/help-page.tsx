import {Box} from 'ink';
import type {Action} from '../../actions/action.ts';
import {belowHelp, type HelpEntry, helpEntries} from '../../actions/help.ts';
import {truncateEnd} from '../../draw/names.ts';
import {scrollTop} from '../../draw/scroll.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, colorOf, onBackground, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {Line} from '../ink/line.tsx';
import {largest} from '../parts/largest.ts';
import type {Brush, Size} from '../scene.ts';
import {signLines} from './sign-lines.ts';
import {SignTable, signTableCols, signTableRows} from './sign-table.tsx';

const plain = roleStyle('default');
const dim = roleStyle('dim');
const margin: Span = {text: '   ', style: dim};

export interface HelpPageProps {
	state: State;
	actions: readonly Action[];
	size: Size;
	brush: Brush;
}

type HelpLine = {heading: string} | {entry: HelpEntry; index: number} | {id: string; signs: Span[]};

/** Lines of the list of keys: headings and entries, the entries numbered for the cursor. */
function helpLines(entries: readonly HelpEntry[]): HelpLine[] {
	return entries.flatMap((entry, index) => {
		const first = entries[index - 1]?.section !== entry.section;
		return first ? [{heading: entry.section}, {entry, index}] : [{entry, index}];
	});
}

/** Where their table has no room: the signs below the keys. Who searches looks for a key. */
function signsBelow(helpText: string, width: number, brush: Brush): HelpLine[] {
	if (helpText !== '') return [];
	return [{heading: 'Signs'}, ...signLines(width - 4, brush).map((signs, at) => ({id: `signs-${at}`, signs}))];
}

/** Everything that works on the screen below: keys and what they do; at the right, where there is room, what the signs mean. */
export function HelpPage({state, actions, size, brush}: HelpPageProps) {
	const {helpText, helpCursor} = state.view;
	const entriesFor = (text: string) => helpEntries(belowHelp(state), actions, text, brush.glyphs.unicode);
	const all = entriesFor('');
	const entries = helpText === '' ? all : entriesFor(helpText);
	const rows = Math.max(1, size.rows - 3);
	const beside = size.cols >= 100 && rows >= signTableRows;
	const width = beside ? size.cols - signTableCols - 2 : size.cols;
	const lines = [...helpLines(entries), ...(beside ? [] : signsBelow(helpText, width, brush))];
	const cursor = Math.min(helpCursor, entries.length - 1);
	const at = lines.findIndex(line => 'index' in line && line.index === cursor);
	// What follows the last entry can only be seen with it.
	const isLast = cursor === entries.length - 1;
	const wanted = isLast ? Math.min(at, lines.length - rows) : at - (rows >> 1);
	const top = scrollTop(lines.length, rows, at <= 1 ? 0 : at, Math.max(0, wanted), isLast ? 0 : 1);
	// The same while somebody searches, so that nothing moves sideways.
	const longest = largest(
		all.map(({keys}) => keys.length),
		1,
	);
	const keysWidth = Math.min(22, Math.floor(width * 0.35), longest);
	const note = helpText === '' ? 'what works here; Enter does it' : `${entries.length} with "${helpText}"`;
	const filler = Array.from({length: Math.max(0, rows - lines.length)}, (_, row) => row);
	return (
		<Box position="absolute" left={0} top={0} width={size.cols} height={size.rows - 1} flexDirection="column">
			<Line
				spans={[
					{text: ' Help  ', style: roleStyle('default', bold)},
					{text: truncateEnd(note, Math.max(1, size.cols - 8), brush.glyphs), style: dim},
				]}
				width={size.cols}
			/>
			<Line spans={[]} width={size.cols} />
			<Box flexDirection="row" height={rows}>
				<Box flexDirection="column" width={width}>
					{lines
						.slice(top, top + rows)
						.map(line =>
							'heading' in line ? (
								<Line key={line.heading} spans={[{text: ` ${line.heading}`, style: roleStyle('default', bold)}]} width={width} />
							) : 'signs' in line ? (
								<Line key={line.id} spans={[margin, ...line.signs]} width={width} />
							) : (
								<Line
									key={line.entry.action.id}
									spans={entrySpans(line.entry, line.index === cursor, keysWidth, width, brush)}
									width={width}
								/>
							),
						)}
					{lines.length === 0 && <Line spans={[{text: '   No key or command with these words', style: dim}]} width={width} />}
					{filler.slice(lines.length === 0 ? 1 : 0).map(row => (
						<Line key={`blank-${row}`} spans={[]} width={width} />
					))}
				</Box>
				{beside && <SignTable brush={brush} rows={rows} />}
			</Box>
		</Box>
	);
}

function entrySpans({action, keys}: HelpEntry, selected: boolean, keysWidth: number, width: number, brush: Brush): Span[] {
	const shown = truncateEnd(keys, keysWidth, brush.glyphs);
	const spans: Span[] = [
		{
			text: `   ${shown}${' '.repeat(Math.max(1, keysWidth - shown.length + 1))}`,
			style: selected ? roleStyle('default', bold) : plain,
		},
		{text: truncateEnd(action.title, width - keysWidth - 5, brush.glyphs), style: selected ? plain : dim},
	];
	if (!selected) return spans;
	const used = keysWidth + 4 + Math.min(action.title.length, width - keysWidth - 5);
	return [...spans, {text: ' '.repeat(Math.max(0, width - used)), style: plain}].map(span => ({
		...span,
		style: onBackground(span.style, colorOf('selection')),
	}));
}
