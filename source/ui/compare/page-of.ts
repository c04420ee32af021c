import type {PaneContent} from '../../core/panes/pane-tree.ts';
import type {State} from '../../store/state.ts';
import type {CompareModel} from './compare-model.ts';
import {configPage} from './contents/config.ts';
import {differsPage} from './contents/differs.ts';
import {summaryPage} from './contents/summary.ts';
import type {ComparePage} from './table-line.ts';

/** What a pane without curves shows. */
export function pageOf(content: PaneContent, {view}: State, {comparison}: CompareModel): ComparePage {
	if (content === 'config') return configPage(comparison, view.compareAll);
	return content === 'summary' ? summaryPage(comparison) : differsPage(comparison, view.compareAll);
}
