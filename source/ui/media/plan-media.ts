import type {MediaRequest} from '../../store/shelves/media-shelf.ts';
import type {Measured, State} from '../../store/state.ts';
import {type ChartArea, type ChartsPlan, layCharts, type PlannedChart} from '../charts/plan-charts.ts';

/** The tiles of the tab of pictures, distributions and texts. */
export interface MediaTile {
	chart: PlannedChart;
	request: MediaRequest;
}

export interface MediaPlan {
	tiles: MediaTile[];
	plan: ChartsPlan;
}

/** Divides a pane as charts are, one tile a name. */
export function planMedia(state: State, run: number, area: ChartArea): MediaPlan {
	const media = state.detail?.run === run ? (state.detail.media ?? []) : [];
	const plan = layCharts(state, [...new Set(media.map(({name}) => name))], area, () => []);
	const tiles = plan.charts.map((chart): MediaTile => {
		const {cols, rows} = chart.rect;
		const request = {
			run,
			name: chart.metric,
			step: state.view.mediaStep,
			cols: Math.max(1, cols - 2),
			rows: Math.max(1, rows - 1),
		};
		return {chart, request};
	});
	return {tiles, plan};
}

/** What actions need to know: the names, and the steps around the one that the chosen tile shows. */
export function measureMedia(state: State, {tiles, plan}: MediaPlan): Partial<Measured> {
	const chosen = tiles.find(({chart}) => chart.focused);
	const answer = chosen === undefined ? null : state.media.get(chosen.request);
	const step = state.view.mediaStep ?? answer?.step ?? 0;
	return {
		chartMetrics: plan.metrics,
		chartsPerPage: plan.perPage,
		chart: null,
		media: answer === null ? {steps: [], at: 0} : {steps: answer.near, at: answer.near.findLastIndex(each => each <= step)},
	};
}
