import {Box, Text} from 'ink';
import inkTable from 'ink-table';
import type {ReactNode} from 'react';
import {glyphFor} from '../../draw/glyphs.ts';
import {healthLooks, lookGlyph, markLooks, statusLooks} from '../../draw/status.ts';
import {roleStyle} from '../../draw/style.ts';
import {Styled, solidBlank} from '../ink/line.tsx';
import type {Brush} from '../scene.ts';

/** The package is CommonJS: its class arrives as the namespace's default, or as itself, as the bundler has it. */
const Table = 'default' in inkTable ? (inkTable.default as typeof inkTable) : inkTable;

const meanings: [sign: keyof typeof statusLooks, meaning: string][] = [
	['running', 'its process lives, or it writes'],
	['stalled', 'silent for longer than usual'],
	['queued', 'waits to be started'],
	['idle', 'silent; no end mark, or it waits'],
	['finished', 'ended in order'],
	['failed', 'ended with an error'],
	['crashed', 'gone without an end'],
	['stopped', 'ended by a person'],
	['pruned', 'ended by its sweep'],
	['unknown', 'nothing tells'],
];

/** Statuses in the order of the table. */
export const shownStatuses = meanings.map(([status]) => status);

export const signTableCols = 53;
export const signTableRows = meanings.length + 10;

/** What the signs mean: a small fixed table, without lines between its rows. */
export function SignTable({brush, rows}: {brush: Brush; rows: number}) {
	const data = [
		...meanings.map(([status, meaning]) => ({
			sign: `${lookGlyph(statusLooks[status], brush.glyphs)} ${statusLooks[status].word}`,
			means: meaning,
		})),
		{sign: `${lookGlyph(markLooks.best, brush.glyphs)} best`, means: 'best value; at a name: marked'},
		{sign: `${lookGlyph(markLooks.interesting, brush.glyphs)} interesting`, means: 'marked, by M'},
		{sign: `${lookGlyph(markLooks.baseline, brush.glyphs)} baseline`, means: 'the others are measured against it'},
		{
			sign: `${glyphFor('better', brush.glyphs)} ${glyphFor('worse', brush.glyphs)} change`,
			means: 'better, worse than the baseline',
		},
		{sign: `${lookGlyph(markLooks.problem, brush.glyphs)} at a name`, means: 'a file is damaged; see Problems'},
		{
			sign: Object.values(healthLooks)
				.map(look => lookGlyph(look, brush.glyphs))
				.join(' '),
			means: 'NaN, diverges, overfits, flat, slows',
		},
	].map(row => ({sign: row.sign.replaceAll(' ', solidBlank), means: row.means.replaceAll(' ', solidBlank)}));
	return (
		<Box width={signTableCols} height={rows} flexDirection="column">
			<Table data={data} padding={1} skeleton={Nothing} header={HeadCell} cell={BodyCell} />
		</Box>
	);
}

interface CellProps {
	children?: ReactNode;
}

const solid = (children: ReactNode) => String(children).replaceAll(' ', solidBlank);

function HeadCell({children}: CellProps) {
	return <Styled text={solid(children)} style={roleStyle('dim')} />;
}

function BodyCell({children}: CellProps) {
	return <Text>{solid(children)}</Text>;
}

/** In place of the table's lines, which would take every second row of the screen. */
function Nothing() {
	return null;
}
