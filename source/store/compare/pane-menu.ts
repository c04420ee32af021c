import {type PaneContent, paneContents} from '../../core/panes/pane-tree.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {State} from '../state.ts';
import {comparedKeys} from './compared.ts';
import {selectComparison} from './comparison.ts';
import {focusedPane} from './panes.ts';

/** What the contents of a pane are called. */
export const contentTitles: Record<PaneContent, string> = {
	curves: 'Charts',
	differs: 'What differs',
	config: 'Config',
	summary: 'Summary',
	source: 'Source',
	logs: 'Logs',
	environment: 'Environment and packages',
};

const notes: Record<PaneContent, string> = {
	curves: 'all metrics, page by page',
	differs: 'config, results, source',
	config: 'settings',
	summary: 'last, best, change',
	source: 'commit and diff',
	logs: 'side by side',
	environment: 'machine and versions',
};

const ofMetric = 'curves:';

/** What an item of the dialog stands for. */
export function contentOf(id: string): {content: PaneContent; metric: string | null} {
	if (id.startsWith(ofMetric)) return {content: 'curves', metric: id.slice(ofMetric.length)};
	return {content: paneContents.find(content => content === id) ?? 'differs', metric: null};
}

/** Everything that a pane of the Compare screen can show: kinds of content, then charts of single metrics. */
export function paneItems(state: State) {
	const {tree} = state.measured;
	const shown = tree === null || state.view.menu?.split !== undefined ? null : focusedPane(state.view, tree);
	const mark = (content: PaneContent, metric: string | null) =>
		shown?.content === content && shown.metric === metric ? ('on' as const) : null;
	const {metrics} = selectComparison(state, comparedKeys(state.view));
	return [
		...paneContents.map(content => ({
			id: content,
			label: contentTitles[content],
			note: notes[content],
			mark: mark(content, null),
		})),
		...metrics.map(({name}) => ({
			id: `${ofMetric}${name}`,
			label: cleanText(name),
			note: 'chart',
			mark: mark('curves', name),
		})),
	];
}
