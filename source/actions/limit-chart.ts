import {parseLimits} from '../store/shelves/chart-settings.ts';
import {look, type Store} from '../store/store.ts';

/** The chart that has the cursor: the chosen one, else the first on the page. */
export function chosenMetric(store: Store): string | null {
	const {view, measured} = store.getState();
	return view.chartMetric ?? measured.chartMetrics[0] ?? null;
}

/** Sets the y limits of the chosen chart from typed text; what cannot be understood yet changes nothing. */
export function limitChart(store: Store, text: string): void {
	const metric = chosenMetric(store);
	const limits = parseLimits(text);
	if (metric === null || limits === null) return;
	const {chart} = store.getState().view;
	const {[metric]: _, ...others} = chart.limits;
	const isFree = limits.low === null && limits.high === null;
	look(store, {chart: {...chart, limits: isFree ? others : {...others, [metric]: limits}}});
}
