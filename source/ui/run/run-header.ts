import type {RunRow} from '../../core/row.ts';
import type {Grid} from '../../draw/grid.ts';
import {truncateMiddle} from '../../draw/names.ts';
import {drawSpans, type Span, spansWidth} from '../../draw/spans.ts';
import {lookGlyph, statusLooks} from '../../draw/status.ts';
import {bold, roleStyle, underline} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import type {State} from '../../store/state.ts';
import {leftText} from '../../store/texts/left-text.ts';
import {progressText} from '../../store/texts/progress-text.ts';
import {type RunTab, runTabs} from '../../store/view.ts';
import {placeSpans} from '../parts/place-spans.ts';
import type {Brush, Rect, Zone} from '../scene.ts';

const plain = roleStyle('default');
const dim = roleStyle('dim');

/** From this many columns on there is room for the whole of a range. */
const roomy = 80;

/** The first line of an open run: where it is, its full name, and how it stands. */
export function drawRunHeader(grid: Grid, state: State, row: RunRow | null, brush: Brush): void {
	const start = (needed: number) => placeSpans(state.roots, grid.cols, needed, brush);
	if (row === null) {
		const gone = {text: 'this run is gone', style: roleStyle('warn')};
		drawSpans(grid, 0, 0, [...start(spansWidth([gone])), gone], grid.cols, brush.glyphs);
		return;
	}
	const look = statusLooks[row.status];
	const left = leftText(row, state.nowMs, false, grid.cols >= roomy ? Number.POSITIVE_INFINITY : undefined, brush.glyphs).text;
	const parts = [progressText(row), left].filter(part => part !== '');
	const gap = ' '.repeat(grid.cols < 60 ? 2 : 3);
	const end: Span[] = [
		{text: `${lookGlyph(look, brush.glyphs)}${grid.cols < 60 ? '' : ` ${look.word}`}`, style: roleStyle(look.role)},
		{text: parts.map(part => gap + part).join(''), style: plain},
	];
	const place = start(textWidth(row.name) + gap.length + spansWidth(end) + 1);
	const room = Math.max(8, grid.cols - spansWidth(place) - spansWidth(end) - 4);
	const name = {text: truncateMiddle(row.name, room, brush.glyphs), style: roleStyle('default', bold)};
	drawSpans(grid, 0, 0, [...place, name, {text: gap, style: plain}, ...end], grid.cols, brush.glyphs);
}

const titles: Record<RunTab, string> = {
	charts: 'Charts',
	log: 'Log',
	config: 'Config',
	summary: 'Summary',
	source: 'Source',
	system: 'System',
	media: 'Media',
	files: 'Files',
	problems: 'Problems',
	about: 'About',
};

interface PlacedTab {
	tab: RunTab;
	text: string;
	x: number;
}

/** Tabs with how much each holds; those that would not fit scroll with the one in use. */
function placeTabs(cols: number, current: RunTab, count: (tab: RunTab) => number | null): PlacedTab[] {
	const texts = runTabs.map(tab => {
		const number = count(tab);
		return {tab, text: number === null || cols < 100 ? titles[tab] : `${titles[tab]} ${number}`};
	});
	const gap = cols >= 90 ? 3 : 2;
	const width = (from: number, to: number) => texts.slice(from, to + 1).reduce((sum, {text}) => sum + text.length + gap, 0);
	const at = runTabs.indexOf(current);
	let from = 0;
	while (from < at && width(from, Math.min(texts.length - 1, at + 1)) > cols - 2) from++;
	let x = 1;
	return texts.slice(from).flatMap(({tab, text}) => {
		const place = {tab, text, x};
		x += text.length + gap;
		return place.x + text.length <= cols ? [place] : [];
	});
}

export function drawTabs(grid: Grid, current: RunTab, count: (tab: RunTab) => number | null): void {
	for (const {tab, text, x} of placeTabs(grid.cols, current, count)) {
		const empty = count(tab) === 0;
		grid.put(x, 0, text, tab === current ? roleStyle('accent', bold | underline) : empty ? dim : plain);
	}
}

export function tabZones(rect: Rect, current: RunTab, count: (tab: RunTab) => number | null): Zone[] {
	return placeTabs(rect.cols, current, count).map(({tab, text, x}) => ({
		rect: {x: rect.x + x, y: rect.y, cols: text.length, rows: 1},
		pane: null,
		target: {kind: 'tab', tab},
	}));
}
