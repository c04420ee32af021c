import {Box} from 'ink';
import type {Action} from '../../actions/action.ts';
import {belowHelp, type HelpEntry, helpEntries} from '../../actions/help.ts';
import {truncateEnd} from '../../draw/names.ts';
import {scrollTop} from '../../draw/scroll.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, colorOf, onBackground, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {Line} from '../ink/line.tsx';
import type {Brush, Size} from '../scene.ts';
import {SignTable, signTableCols, signTableRows} from './sign-table.tsx';

const plain = roleStyle('default');
const dim = roleStyle('dim');

export interface HelpPageProps {
	state: State;
	actions: readonly Action[];
	size: Size;
	brush: Brush;
}

/** Lines of the list of keys: headings and entries, the entries numbered for the cursor. */
function helpLines(entries: readonly HelpEntry[]): ({heading: string} | {entry: HelpEntry; index: number})[] {
	return entries.flatMap((entry, index) => {
		const first = entries[index - 1]?.section !== entry.section;
		return first ? [{heading: entry.section}, {entry, index}] : [{entry, index}];
	});
}

/** Everything that works on the screen below: keys and what they do; at the right, where there is room, what the signs mean. */
export function HelpPage({state, actions, size, brush}: HelpPageProps) {
	const {helpText, helpCursor} = state.view;
	const entries = helpEntries(belowHelp(state), actions, helpText, brush.glyphs.unicode);
	const lines = helpLines(entries);
	const cursor = Math.min(helpCursor, entries.length - 1);
	const rows = Math.max(1, size.rows - 3);
	const at = lines.findIndex(line => 'index' in line && line.index === cursor);
	const top = scrollTop(lines.length, rows, at <= 1 ? 0 : at, Math.max(0, at - (rows >> 1)), 1);
	const beside = size.cols >= 100 && rows >= signTableRows;
	const width = beside ? size.cols - signTableCols - 2 : size.cols;
	const keysWidth = Math.min(22, Math.floor(width * 0.35));
	const note = helpText === '' ? 'what works here; Enter does it' : `${entries.length} with "${helpText}"`;
	const filler = Array.from({length: Math.max(0, rows - lines.length)}, (_, row) => row);
	return (
		<Box position="absolute" left={0} top={0} width={size.cols} height={size.rows - 1} flexDirection="column">
			<Line
				spans={[
					{text: ' Help  ', style: roleStyle('default', bold)},
					{text: note, style: dim},
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
