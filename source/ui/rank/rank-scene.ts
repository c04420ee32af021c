import type {Action} from '../../actions/action.ts';
import {scrollTop} from '../../draw/scroll.ts';
import {roleStyle} from '../../draw/style.ts';
import {chosenSetting, rankedIndex} from '../../store/rank/ranking.ts';
import type {State} from '../../store/state.ts';
import type {PaneId} from '../../store/view.ts';
import type {ScreenMemory} from '../memory.ts';
import {drawFooter} from '../parts/footer.ts';
import {type Brush, nothingShown, type Part, type Rect, type Scene, type Size, type Zone} from '../scene.ts';
import {drawPlotPane} from './draw-plot.ts';
import {drawSettings} from './draw-settings.ts';
import {drawStandings} from './draw-standings.ts';
import {drawRankHeader} from './rank-header.ts';
import {layoutRank, rankPanes} from './rank-layout.ts';
import {saidBy} from './standings-columns.ts';

/** Who is best of the runs shown, which settings decide, and a plot of them against the result. */
export function rankScene(state: State, size: Size, actions: readonly Action[], memory: ScreenMemory, brush: Brush): Scene {
	const {rank: ranks} = memory;
	const ranking = ranks.rankingOf(state);
	const parts: Part[] = [];
	const zones: Zone[] = [];
	const add = (id: string, rect: Rect | null, draw: Part['draw']) => {
		if (rect !== null && rect.rows > 0 && rect.cols > 0) parts.push({id, rect, draw});
	};
	const footer = size.rows >= 8 ? {x: 0, y: size.rows - 1, cols: size.cols, rows: 1} : null;
	add('header', {x: 0, y: 0, cols: size.cols, rows: 1}, grid => drawRankHeader(grid, state, ranking, brush));
	add('footer', footer, grid => drawFooter(grid, state, actions, brush));
	if (ranking === null) {
		add('list', {x: 0, y: 1, cols: size.cols, rows: Math.max(1, size.rows - 2)}, grid =>
			grid.put(3, Math.min(2, grid.rows - 1), 'No metric in these runs to rank by', roleStyle('dim')),
		);
		return {
			parts,
			zones,
			shown: nothingShown,
			measured: {panes: ['list'], rankedRuns: [], rankedSettings: [], rankedVersion: state.versions.rows},
		};
	}
	const {importance, isWorking} = ranks.importanceOf(ranking, state);
	const table = ranks.tableOf(ranking, brush);
	const rankedRuns = table.keys;
	const rankedSettings = ranks.settingsOf(ranking, importance);
	const {view} = state;
	const measured = {rankedRuns, rankedSettings, rankedVersion: ranks.isAskedOf(ranking) ? ranking.version : -1};
	const place = {view, measured: {...state.measured, ...measured}};
	const cursor = rankedIndex(place);
	const setting = chosenSetting(place);
	const layout = layoutRank(size, {...view, lines: rankedRuns.length, settings: rankedSettings.length});
	const page = Math.max(1, (layout.list?.rows ?? 3) - 2);
	ranks.top = scrollTop(rankedRuns.length, page, cursor, ranks.top, page > 8 ? 2 : 0);
	const numberOf = (pane: PaneId): number => rankPanes.indexOf(pane) + 1;
	const zone = (pane: PaneId, rect: Rect | null) => {
		if (rect !== null) zones.push({rect, pane, target: {kind: 'pane', pane}});
	};
	add('list', layout.list, grid =>
		drawStandings(grid, {state, ranking, table, top: ranks.top, cursor, brush, number: numberOf('list')}),
	);
	zone('list', layout.list);
	for (let at = 0; layout.list !== null && at < page && ranks.top + at < rankedRuns.length; at++) {
		const rect = {...layout.list, y: layout.list.y + 2 + at, rows: 1};
		zones.push({rect, pane: 'list', target: {kind: 'line', index: ranks.top + at}});
	}
	const about = {state, ranking, importance, settings: rankedSettings, brush};
	add('settings', layout.settings, grid => drawSettings(grid, {...about, isWorking, setting, number: numberOf('settings')}));
	zone('settings', layout.settings);
	const chosen = rankedRuns[cursor] ?? null;
	add('plot', layout.plot, grid => {
		if (setting === null) grid.put(3, Math.min(2, grid.rows - 1), 'No setting differs between these runs', roleStyle('dim'));
		else drawPlotPane(grid, {...about, setting, chosen, memory: ranks.plotsOf(ranking), number: numberOf('plot')});
	});
	zone('plot', layout.plot);
	return {
		parts,
		zones,
		shown: {...nothingShown, runs: rankedRuns.slice(ranks.top, ranks.top + page)},
		measured: {
			...measured,
			panes: rankedSettings.length === 0 ? ['list'] : rankPanes,
			listRows: page,
			text: () => (view.focus === 'list' ? saidBy(table) : rankedSettings),
		},
	};
}
