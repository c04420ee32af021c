import type {Block, Chart, Report, Table, TableCell, TableColumn} from './blocks.ts';
import {drawChart} from './chart-svg.ts';
import {reportStyle} from './html-style.ts';
import {escapeHtml} from './html-text.ts';

/** Nothing is fetched and nothing runs, whatever a name may hold that was missed. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";
/** Longer texts may break into lines. */
const longText = 48;

/** The report as one HTML file without scripts and without anything from elsewhere. */
export function writeHtml({title, blocks}: Report): string {
	const lines = [
		'<!doctype html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
		`<title>${escapeHtml(title)}</title>`,
		`<style>\n${reportStyle}\n</style>`,
		'</head>',
		'<body>',
		`<h1>${escapeHtml(title)}</h1>`,
		...joinCharts(blocks).map((block, at) => ('charts' in block ? chartsHtml(block.charts, at) : blockHtml(block))),
		'</body>',
		'</html>',
	];
	return `${lines.join('\n')}\n`;
}

/** Charts that follow each other stand side by side. */
function joinCharts(blocks: readonly Block[]): (Exclude<Block, {kind: 'chart'}> | {charts: Chart[]})[] {
	const joined: (Exclude<Block, {kind: 'chart'}> | {charts: Chart[]})[] = [];
	for (const block of blocks) {
		const last = joined.at(-1);
		if (block.kind !== 'chart') joined.push(block);
		else if (last !== undefined && 'charts' in last) last.charts.push(block.chart);
		else joined.push({charts: [block.chart]});
	}
	return joined;
}

function blockHtml(block: Exclude<Block, {kind: 'chart'}>): string {
	switch (block.kind) {
		case 'heading':
			return `<h2>${escapeHtml(block.text)}</h2>`;
		case 'text':
			return `<p>${escapeHtml(block.text)}</p>`;
		case 'facts':
			return `<dl>\n${block.facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}\n</dl>`;
		case 'table':
			return tableHtml(block.table);
	}
}

function tableHtml({columns, rows}: Table): string {
	const head = columns.map(({title, right}) => `<th${right ? ' class="right"' : ''}>${escapeHtml(title)}</th>`).join('');
	const body = rows.map(cells => `<tr>${cells.map((cell, at) => cellHtml(cell, columns[at])).join('')}</tr>`);
	return [
		'<div class="scroll"><table>',
		`<thead><tr>${head}</tr></thead>`,
		'<tbody>',
		...body,
		'</tbody>',
		'</table></div>',
	].join('\n');
}

function cellHtml({text, note, role, bar}: TableCell, column: TableColumn | undefined): string {
	const classes = [
		column?.right ? 'right' : '',
		role ?? '',
		bar === undefined ? '' : 'bar',
		text.length > longText ? 'wide' : '',
	];
	const names = classes.filter(name => name !== '').join(' ');
	const style = bar === undefined ? '' : ` style="--share:${Math.round(Math.max(0, Math.min(1, bar)) * 100)}%"`;
	const below = note === undefined || note === '' ? '' : `<span class="note">${escapeHtml(note)}</span>`;
	return `<td${names === '' ? '' : ` class="${names}"`}${style}>${escapeHtml(text)}${below}</td>`;
}

function chartsHtml(charts: readonly Chart[], group: number): string {
	return `<div class="charts">\n${charts.map((chart, at) => chartHtml(chart, `c${group}-${at}`)).join('\n')}\n</div>`;
}

function chartHtml(chart: Chart, id: string): string {
	const {metric, direction, others, more, curves} = chart;
	// Single values are no curve: they are listed.
	const {svg, isCut} = curves.every(({sample}) => sample.points < 2) ? {svg: '', isCut: false} : drawChart(chart, id);
	const rest = svg === '' ? others.length + more : more;
	const gray = svg === '' || others.length === 0 ? '' : `${others.length} other ${others.length === 1 ? 'run' : 'runs'} in gray`;
	const left = rest === 0 ? '' : `${rest} more not ${svg === '' ? 'listed' : 'drawn'}`;
	const notes = [
		direction,
		svg !== '' ? '' : curves.length === 1 ? 'one value' : 'one value each',
		gray,
		left,
		isCut ? 'values far outside are cut off' : '',
	];
	const said = notes.filter(note => note !== '').join('; ');
	const legend = curves.map(({name, slot, last, best}) => {
		const line = `<svg width="22" height="8" aria-hidden="true"><path class="curve r${slot % 8}${slot >= 8 ? ' dashed' : ''}" d="M1 4H21"/></svg>`;
		const value = best === '' || best === last ? last : `${last}, best ${best}`;
		return `<li>${line}<span class="name" title="${escapeHtml(name)}">${escapeHtml(name)}</span><span class="value">${escapeHtml(value)}</span></li>`;
	});
	return [
		'<figure>',
		`<figcaption>${escapeHtml(metric)}${said === '' ? '' : ` <span>${escapeHtml(said)}</span>`}</figcaption>`,
		...(svg === '' ? [] : [svg]),
		`<ul class="legend">\n${legend.join('\n')}\n</ul>`,
		'</figure>',
	].join('\n');
}
