import type {RunRow} from '../../core/row.ts';
import type {ProcessUse} from '../../engine/protocol.ts';
import type {State} from '../../store/state.ts';
import type {RunTab} from '../../store/view.ts';
import type {ChartsPlan} from '../charts/plan-charts.ts';
import type {MediaPlan} from '../media/plan-media.ts';
import type {Brush, Rect} from '../scene.ts';
import {chartsOf, mediaOf} from './chart-tabs.ts';
import {pageOf} from './pages.ts';
import {processRows} from './process-block.ts';
import type {RunLayout} from './run-layout.ts';
import type {TextPage} from './text-pane.ts';

/** What the tab shows: its charts, its media or a page of text, and what else has a pane beside that. */
export interface TabPlan {
	/** What the run's processes use, and where that stands, above the charts. */
	use: ProcessUse | null;
	above: Rect;
	/** What is left of the tab's own pane. */
	main: Rect;
	charts: ChartsPlan | null;
	media: MediaPlan | null;
	log: TextPage | null;
	/** The text that keys scroll; null for none. */
	page: TextPage | null;
}

export function planTab(state: State, row: RunRow, tab: RunTab, layout: RunLayout, brush: Brush): TabPlan {
	const use = tab === 'system' && state.detail?.run === row.key ? (state.detail.process ?? null) : null;
	const top = use === null ? 0 : Math.min(processRows(use, layout.main.rows), layout.main.rows);
	const above = {...layout.main, rows: top};
	const main = {...layout.main, y: layout.main.y + top, rows: layout.main.rows - top};
	const charts = tab === 'charts' || tab === 'system' ? chartsOf(state, row, tab, main, layout, brush) : null;
	const media = tab === 'media' ? mediaOf(state, row, main, layout) : null;
	const cells = layout.main.cols - 3;
	// With the whole screen, which leaves the tab's own pane no lines, it has room for all of them.
	const log = layout.log === null ? null : {...pageOf('log', row, state, brush, cells), isBrief: layout.main.rows > 0};
	const isText = charts === null && media === null;
	const page = isText ? pageOf(tab, row, state, brush, cells) : state.view.focus === 'log' ? log : null;
	return {use, above, main, charts, media, log, page};
}
