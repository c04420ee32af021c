import {isLoading} from '../../store/loading.ts';
import type {State} from '../../store/state.ts';
import {topScreen} from '../../store/view.ts';

/** While runs are being read, what Ink draws takes in new ones once a second: more often they would leave keys no time. */
const restMs = 1000;

/** What the person has done to what Ink draws. */
function viewOf({view}: State): unknown {
	const {kind} = topScreen(view);
	if (view.dialog !== null) return view.dialog;
	if (view.menu !== null)
		return `menu ${JSON.stringify(view.menu)} ${JSON.stringify([view.sort, view.metrics, view.columns, view.columnOrder, view.aggregates, view.goals])}`;
	if (view.prompt !== null) return `prompt ${JSON.stringify(view.prompt)} ${view.notice?.text ?? ''} ${kind}`;
	return kind === 'help' ? `help ${view.helpCursor} ${view.helpText}` : kind;
}

/** What it says of the runs. */
function dataOf({view, order, versions, rows}: State): string {
	if (view.dialog !== null) return '';
	if (view.menu !== null) return `${versions.metrics} ${versions.config}`;
	if (view.prompt === null) return '';
	return `${versions.members} ${versions.config} ${versions.metrics} ${order.matching} ${rows.size} ${order.matcher.error?.message ?? ''}`;
}

/** Tells by another value that Ink has to draw anew. Ticks of the data that it shows nothing of change nothing here, and so go past React. */
export function watchStructure(): (state: State) => unknown {
	let shown: {view: unknown; data: string; atMs: number} = {view: null, data: '', atMs: 0};
	return state => {
		const view = viewOf(state);
		const data = dataOf(state);
		const isResting = isLoading(state.reading) && state.nowMs - shown.atMs < restMs;
		if (view !== shown.view || (data !== shown.data && !isResting)) shown = {view, data, atMs: state.nowMs};
		return shown;
	};
}
