import type {Sample} from '../core/series/sample.ts';
import type {Block, Chart, Report, Table, TableCell} from './blocks.ts';
import {escapeMarkdown, sparkText} from './markdown-text.ts';

/** Blocks of a sparkline. */
const sparkBlocks = 32;

/**
 * The report as one Markdown file. Pictures inside a Markdown file are shown by hardly any reader (GitHub drops SVG and data addresses),
 * so curves are lines of blocks in tables.
 */
export function writeMarkdown({title, blocks}: Report): string {
	return `${[`# ${escapeMarkdown(title)}`, ...blocks.map(blockMarkdown)].join('\n\n')}\n`;
}

function blockMarkdown(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `## ${escapeMarkdown(block.text)}`;
		case 'text':
			return escapeMarkdown(block.text);
		case 'facts':
			return block.facts.map(([name, value]) => `- **${escapeMarkdown(name)}**: ${escapeMarkdown(value)}`).join('\n');
		case 'table':
			return tableMarkdown(block.table);
		case 'chart':
			return chartMarkdown(block.chart);
	}
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function tableMarkdown({columns, rows}: Table): string {
	return [
		line(columns.map(({title}) => escapeMarkdown(title))),
		line(columns.map(({right}) => (right ? '---:' : '---'))),
		...rows.map(cells => line(cells.map(cellMarkdown))),
	].join('\n');
}

function cellMarkdown({text, note, role}: TableCell): string {
	const shown = role === 'best' ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text);
	return note === undefined || note === '' ? shown : `${shown}<br>${escapeMarkdown(note)}`;
}

function chartMarkdown({metric, direction, curves, others, more}: Chart): string {
	const rest = others.length + more;
	return [
		`**${escapeMarkdown(metric)}**${direction === '' ? '' : `: ${escapeMarkdown(direction)}`}`,
		'',
		line(['run', 'curve over steps', 'last', 'best', 'points']),
		line(['---', '---', '---:', '---:', '---:']),
		...curves.map(({name, sample, last, best}) =>
			line([escapeMarkdown(name), sparkText(spark(sample)), last, best === '' ? '–' : best, String(sample.points)]),
		),
		...(rest > 0 ? ['', `${rest} ${rest === 1 ? 'run' : 'runs'} more without a curve here.`] : []),
	].join('\n');
}

/** Means of equal parts of a curve; a part with a value that is not finite is not finite. */
function spark(sample: Sample): number[] {
	const {from, to, exact, columns, nonfinite} = sample;
	const count = Math.min(sparkBlocks, sample.points);
	const sums = Array.from({length: count}, () => ({sum: 0, count: 0}));
	const partOf = (x: number): number =>
		Math.max(0, Math.min(count - 1, Math.floor(to > from ? ((x - from) / (to - from)) * count : 0)));
	const add = (x: number, value: number): void => {
		const part = sums[partOf(x)];
		if (part === undefined || !Number.isFinite(value)) return;
		part.sum += value;
		part.count++;
	};
	for (let i = 0; i + 1 < exact.length; i += 2) add(exact[i]!, exact[i + 1]!);
	const width = columns.length / 4;
	if (exact.length === 0) for (let i = 0; i < width; i++) add(from + ((i + 0.5) / width) * (to - from), columns[i * 4 + 2]!);
	const lost = new Set(Array.from(nonfinite, partOf));
	// A part that no point lies in goes on with the one before.
	let before = Number.NaN;
	return sums.map(({sum, count: points}, at) => {
		if (points > 0) before = sum / points;
		return lost.has(at) ? Number.NaN : before;
	});
}
