import type {PaneContent} from '../../core/panes/pane-tree.ts';
import type {State} from '../../store/state.ts';
import type {Brush} from '../scene.ts';
import type {CompareModel} from './compare-model.ts';
import {configPage} from './contents/config.ts';
import {differsPage} from './contents/differs.ts';
import {environmentPage} from './contents/environment.ts';
import {logsPage} from './contents/logs.ts';
import {sourcePage} from './contents/source.ts';
import {summaryPage} from './contents/summary.ts';
import type {ComparePage} from './table-line.ts';

/** What a pane without curves shows. */
export function pageOf(content: PaneContent, state: State, {comparison}: CompareModel, {glyphs}: Brush): ComparePage {
	const {view} = state;
	if (content === 'source') return sourcePage(comparison, state, glyphs);
	if (content === 'logs') return logsPage(comparison, state);
	if (content === 'environment') return environmentPage(comparison, state);
	if (content === 'config') return configPage(comparison, view.compareAll);
	return content === 'summary' ? summaryPage(comparison) : differsPage(comparison, state);
}
