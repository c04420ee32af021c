import {csvCell, markdownCell, markdownRow} from '../table/columns/render.ts';
import {cleanText} from '../text/clean-text.ts';
import {alignTable} from '../text/plain-table.ts';
import type {Comparison} from './compare-runs.ts';
import {type ComparisonRow, listSections, type SectionOptions} from './comparison-rows.ts';

/** What the runs are called at the head of their columns: by name, told apart by what stands behind where names are equal. */
export function titlesOf({subjects}: Comparison): string[] {
	const names = subjects.map(({row}) => row.name);
	const seen = new Map<string, number>();
	return subjects.map(({row}) => {
		const isAlone = names.filter(name => name === row.name).length === 1;
		const title = cleanText(isAlone ? row.name : `${row.name} (${row.id})`);
		const before = seen.get(title) ?? 0;
		seen.set(title, before + 1);
		return before === 0 ? title : `${title} #${before + 1}`;
	});
}

const labelOf = ({key, part}: ComparisonRow): string => (part === '' ? key : `${key} ${part}`);

function asText(comparison: Comparison, options: SectionOptions): string[] {
	const titles = titlesOf(comparison);
	const sections = listSections(comparison, options);
	const head = ['', ...titles];
	const table = sections.flatMap(({rows}) => rows.map(row => [`  ${labelOf(row)}`, ...row.cells]));
	const [first = '', ...aligned] = alignTable([head, ...table]);
	const lines = [first];
	let at = 0;
	for (const {title, rows} of sections) {
		lines.push(title, ...aligned.slice(at, at + rows.length));
		at += rows.length;
	}
	return lines;
}

function asMarkdown(comparison: Comparison, options: SectionOptions): string[] {
	const titles = titlesOf(comparison);
	return listSections(comparison, options).flatMap(({title, rows}, i) => [
		...(i === 0 ? [] : ['']),
		`## ${markdownCell(title)}`,
		...(rows.length === 0
			? []
			: [
					'',
					markdownRow(['', ...titles]),
					`|${' --- |'.repeat(titles.length + 1)}`,
					...rows.map(row => markdownRow([labelOf(row), ...row.cells])),
				]),
	]);
}

/** Section, key, part and the exact value of each run; then three columns for each run but the first: its difference, per cent, verdict. */
function asCsv(comparison: Comparison, options: SectionOptions): string[] {
	const titles = titlesOf(comparison);
	const head = ['section', 'key', 'part', ...titles];
	for (const title of titles.slice(1)) head.push(`${title} delta`, `${title} percent`, `${title} verdict`);
	const lines = listSections(comparison, options).flatMap(({title, rows}) =>
		rows.map(({key, part, exact, deltas}) => {
			const cells = [title.replace(/:.*/, ''), key, part, ...exact];
			for (const delta of deltas.slice(1)) {
				const verdict = delta?.better === true ? 'better' : delta?.better === false ? 'worse' : '';
				cells.push(delta === null ? '' : String(delta.absolute), String(delta?.percent ?? ''), verdict);
			}
			return cells;
		}),
	);
	return [head, ...lines].map(cells => cells.map(csvCell).join(','));
}

/** A comparison as lines without line feeds: aligned for reading, Markdown tables, or CSV with exact values. */
export function comparisonLines(comparison: Comparison, format: 'text' | 'md' | 'csv', options: SectionOptions): string[] {
	if (format === 'csv') return asCsv(comparison, options);
	return format === 'md' ? asMarkdown(comparison, options) : asText(comparison, options);
}
