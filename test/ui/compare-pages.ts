import type {ComparedRun} from '../../source/core/diff/compared.ts';
import {nothingRecorded} from '../../source/core/diff/source-text.ts';
import type {PaneContent} from '../../source/core/panes/pane-tree.ts';
import type {RunRow} from '../../source/core/row.ts';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {selectComparison} from '../../source/store/compare/comparison.ts';
import {type ComparedKnown, nothingCompared} from '../../source/store/compare/news.ts';
import {look} from '../../source/store/store.ts';
import {pageOf} from '../../source/ui/compare/page-of.ts';
import {type CompareLine, lineText} from '../../source/ui/compare/table-line.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from './fake-rows.ts';

export const byRun = <Told extends {run: number}>(told: readonly Told[]) => new Map(told.map(each => [each.run, each]));
const spell = (line: CompareLine) => {
	if (line.kind !== 'values') return line.kind === 'section' ? `# ${lineText(line)}` : lineText(line);
	const cells = line
		.cells()
		.map(({text, differs, best, empty}) => `${text}${differs ? '≠' : ''}${best ? '★' : ''}${empty ? '∅' : ''}`);
	return `${lineText(line)}: ${cells.join(' | ')}`;
};

/** What a pane of the Compare screen says of runs. */
export function pageFor(content: PaneContent, rows: RunRow[], known: Partial<ComparedKnown> = {}, compareAll = false) {
	const {store} = openDesk(rows);
	look(store, {compareAll, screens: [{kind: 'runs'}, {kind: 'compare', runs: rows.map(({key}) => key)}]});
	store.setState({compared: {...nothingCompared, ...known}});
	const state = store.getState();
	const comparison = selectComparison(
		state,
		rows.map(({key}) => key),
	);
	const page = pageOf(
		content,
		state,
		{comparison} as Parameters<typeof pageOf>[2],
		{glyphs: allGlyphs} as Parameters<typeof pageOf>[3],
	);
	return {
		...page,
		texts: page.lines.map(spell),
		full: (at: number) => {
			const line = page.lines[at]!;
			return line.kind === 'values' ? line.full?.() : undefined;
		},
	};
}

/** Two runs that differ. */
export const rows = [
	fakeRow({
		key: 0,
		name: 'a',
		config: {lr: 0.1, note: null, tag: '', model: 'vit', deep: {x: 1}},
		metrics: ['loss', 'size'],
		more: {tags: ['paper'], host: 'gpu-1'},
	}),
	fakeRow({
		key: 6,
		name: 'b',
		status: 'failed',
		step: 500,
		config: {lr: 0.3, note: 'x', model: 'vit'},
		metrics: ['loss'],
		more: {host: 'gpu-1', git: null, infeasible: 'infeasible: memory'},
	}),
];
export const told = (run: number, more: Partial<ComparedRun> = {}): ComparedRun => ({
	run,
	config: {},
	summary: {},
	goals: [],
	hidden: [],
	source: nothingRecorded,
	...more,
});
