import {printField} from '../core/query/language/print.ts';
import {quoteWord} from '../core/text/shell-words.ts';
import type {ReportWish} from '../engine/protocol.ts';
import {comparedRows} from '../store/compare/compared.ts';
import {selectGoal} from '../store/menus/goals.ts';
import {selectYardstick, shownRows} from '../store/rank/ranking.ts';
import {selectMetricNames} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';
import {type Prompt, topScreen} from '../store/view.ts';
import type {Ports} from './action.ts';
import {queryOfScreen} from './list-command.ts';

/** What the prompt for a report begins with. */
export const usualReport = 'xtui-report.html';

/** Enter in the prompt: has the report written, unless the name tells no format. */
export function keepReport(store: Store, {text}: Prompt, ports: Pick<Ports, 'post'>): void {
	const state = store.getState();
	const file = text.trim();
	if (!/.\.(?:html?|md|markdown)$/i.test(file)) {
		look(store, {notice: {text: 'A report is .html or .md', role: 'warn', atMs: state.nowMs}});
		return;
	}
	ports.post({type: 'report', wish: wishOf(state, file)});
	look(store, {prompt: null, notice: {text: `Writing ${file}`, role: 'info', atMs: state.nowMs}});
}

/** A report of what the screen shows: its runs in their order, its metrics, what they are ranked by. */
function wishOf(state: State, file: string): ReportWish {
	const {view, roots} = state;
	const screen = topScreen(view);
	const rows = screen.kind === 'compare' ? comparedRows(state, screen.runs) : shownRows(state);
	const yardstick = screen.kind === 'rank' ? selectYardstick(state) : null;
	const query = screen.kind === 'compare' ? rows.map(({id}) => `id:${JSON.stringify(id)}`).join(' or ') : queryOfScreen(state);
	const wish: Omit<ReportWish, 'command'> = {
		file,
		title: screen.kind === 'compare' ? `${rows.length} runs compared` : `Runs of ${roots.map(nameOfRoot).join(', ')}`,
		runs: rows.map(({key}) => key),
		metrics: view.metrics === null ? null : [...view.metrics],
		rank: yardstick && {metric: yardstick.metric, direction: yardstick.direction, from: yardstick.from, part: view.rank.part},
		goals: selectMetricNames(state).flatMap(metric => {
			const goal = selectGoal(state, metric);
			return goal === null || goal.guessed ? [] : [[metric, goal.direction] as [string, typeof goal.direction]];
		}),
		logY: view.chart.yScale !== 'linear',
		together: screen.kind === 'rank' && view.rank.together,
		query,
		roots: [...roots],
	};
	return {...wish, command: commandOf(wish)};
}

const nameOfRoot = (root: string): string => root.split('/').findLast(part => part !== '') ?? root;

/** The command that writes it again, with what of the screen it can be told. */
function commandOf({roots, query, file, metrics, rank, together, logY}: Omit<ReportWish, 'command'>): string {
	const flags = [
		...(query === '' ? [] : [`--where=${query}`]),
		...(rank === null ? (metrics ?? []) : [wordOf(rank)]).map(metric => `--metric=${metric}`),
		...(rank === null ? [] : [`--goal=${rank.direction === 'down' ? 'min' : 'max'}`]),
		...(together ? ['--seeds'] : []),
		...(logY ? ['--log-y'] : []),
	];
	return ['xtui', 'report', ...roots, ...flags, '-o', file].map(quoteWord).join(' ');
}

/** What is ranked by, as a word of the command line; a name alone is the best value. */
const wordOf = ({metric, part}: NonNullable<ReportWish['rank']>): string =>
	part === 'best' ? metric : printField({scope: 'metric', name: metric, suffix: part, step: null});
