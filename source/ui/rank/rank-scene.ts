import type {Action} from '../../actions/action.ts';
import type {Grid} from '../../draw/grid.ts';
import {scrollTop} from '../../draw/scroll.ts';
import {roleStyle} from '../../draw/style.ts';
import {chosenSetting, rankedIndex} from '../../store/rank/ranking.ts';
import type {State} from '../../store/state.ts';
import type {PaneId} from '../../store/view.ts';
import type {ScreenMemory} from '../memory.ts';
import {drawFooter} from '../parts/footer.ts';
import {type Brush, nothingShown, type Rect, type Scene, type Size, type Zone} from '../scene.ts';
import {SceneParts} from '../scene-parts.ts';
import {drawPlotPane} from './draw-plot.ts';
import {drawSettings} from './draw-settings.ts';
import {drawStandings} from './draw-standings.ts';
import {drawRankHeader} from './rank-header.ts';
import {layoutRank, leastRowsWithFooter, rankPanes} from './rank-layout.ts';
import type {RankMemory} from './rank-memory.ts';
import type {Ranking} from './ranking.ts';
import {saidBy} from './standings-columns.ts';

/** Who is best of the runs shown, which settings decide, and a plot of them against the result. */
export function rankScene(state: State, size: Size, actions: readonly Action[], memory: ScreenMemory, brush: Brush): Scene {
	const ranking = memory.rank.rankingOf(state);
	const scene = new SceneParts();
	const footer = size.rows >= leastRowsWithFooter ? {x: 0, y: size.rows - 1, cols: size.cols, rows: 1} : null;
	scene.add('header', {x: 0, y: 0, cols: size.cols, rows: 1}, grid => drawRankHeader(grid, state, ranking, brush));
	scene.add('footer', footer, grid => drawFooter(grid, state, actions, brush));
	return ranking === null ? withoutRanking(scene, state, size) : withRanking(scene, ranking, state, size, memory.rank, brush);
}

function withoutRanking(scene: SceneParts, state: State, size: Size): Scene {
	scene.add('list', {x: 0, y: 1, cols: size.cols, rows: Math.max(1, size.rows - 2)}, grid =>
		grid.put(3, Math.min(2, grid.rows - 1), 'No metric in these runs to rank by', roleStyle('dim')),
	);
	const measured = {panes: ['list' as const], rankedRuns: [], rankedSettings: [], rankedVersion: state.versions.rows};
	return {parts: scene.parts, zones: scene.zones, shown: nothingShown, measured};
}

function withRanking(scene: SceneParts, ranking: Ranking, state: State, size: Size, ranks: RankMemory, brush: Brush): Scene {
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
	const pane = (id: PaneId, rect: Rect | null, draw: (grid: Grid, number: number) => void) => {
		scene.add(id, rect, grid => draw(grid, rankPanes.indexOf(id) + 1));
		scene.addPaneZone(id, rect);
	};
	pane('list', layout.list, (grid, number) =>
		drawStandings(grid, {state, ranking, table, top: ranks.top, cursor, brush, number}),
	);
	scene.zones.push(...lineZones(layout.list, ranks.top, Math.min(page, rankedRuns.length - ranks.top)));
	const about = {state, ranking, importance, settings: rankedSettings, brush};
	pane('settings', layout.settings, (grid, number) => drawSettings(grid, {...about, isWorking, setting, number}));
	const chosen = rankedRuns[cursor] ?? null;
	pane('plot', layout.plot, (grid, number) => {
		if (setting === null) grid.put(3, Math.min(2, grid.rows - 1), 'No setting differs between these runs', roleStyle('dim'));
		else drawPlotPane(grid, {...about, setting, chosen, memory: ranks.plotsOf(ranking), number});
	});
	return {
		parts: scene.parts,
		zones: scene.zones,
		shown: {...nothingShown, runs: rankedRuns.slice(ranks.top, ranks.top + page)},
		measured: {
			...measured,
			panes: rankedSettings.length === 0 ? ['list'] : rankPanes,
			listRows: page,
			text: () => (view.focus === 'list' ? saidBy(table) : rankedSettings),
		},
	};
}

/** The lines of the standings, below their heading. */
function lineZones(list: Rect | null, top: number, count: number): Zone[] {
	if (list === null) return [];
	return Array.from({length: Math.max(0, count)}, (_, at) => ({
		rect: {...list, y: list.y + 2 + at, rows: 1},
		pane: 'list',
		target: {kind: 'line', index: top + at},
	}));
}
