import {selectYardstick} from '../../store/rank/ranking.ts';
import {currentRun} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {moveRanked} from '../move-ranked.ts';
import {hasLines, onRank, onRuns} from '../where.ts';

const menu = (kind: 'rank-metric' | 'rank-part') => ({kind, cursor: 0, text: '', typing: false}) as const;

function openRank(store: Store, {view}: State): void {
	look(store, {
		screens: [...view.screens, {kind: 'rank'}],
		focus: 'list',
		zoomed: false,
		marking: null,
		range: null,
		chartX: null,
		find: '',
		rank: {...view.rank, cursor: null},
	});
}

/** The other way round, for all that is judged by the metric. */
function turnDirection(store: Store, state: State): void {
	const yardstick = selectYardstick(state);
	if (yardstick === null) return;
	const {metric, direction} = yardstick;
	look(store, {goals: {...state.view.goals, [metric]: direction === 'down' ? 'up' : 'down'}});
}

const turnPlot = (id: string, key: string, hint?: Action['hint']): Action => ({
	id,
	title: 'One setting against the result, or all side by side',
	section: 'Rank',
	keys: [key],
	...(hint ? {hint} : {}),
	when: state => onRank(state) && state.measured.rankedSettings.length > 0,
	run: ({store, state}) => {
		const {rank} = state.view;
		look(store, {rank: {...rank, plot: rank.plot === 'scatter' ? 'parallel' : 'scatter'}});
	},
});

export const rankActions: readonly Action[] = [
	{
		id: 'rank',
		title: 'Go to the ranking: who is best, and what decides',
		section: 'Rank',
		keys: ['g r'],
		hint: {word: 'rank', rank: 33},
		when: state => onRuns(state) && hasLines(state),
		run: ({store, state}) => openRank(store, state),
	},
	{
		id: 'rank-metric',
		title: 'Metric ranked by…',
		section: 'Rank',
		keys: ['m'],
		hint: {word: 'metric', rank: 15},
		when: onRank,
		run: ({store}) => look(store, {menu: menu('rank-metric')}),
	},
	{
		id: 'rank-part',
		title: 'Rank by the best, last or mean value…',
		section: 'Rank',
		keys: ['s'],
		hint: {word: 'value', rank: 16},
		when: onRank,
		run: ({store}) => look(store, {menu: menu('rank-part')}),
	},
	{
		id: 'rank-direction',
		title: 'Lower is better, or higher',
		section: 'Rank',
		keys: ['S'],
		hint: {word: 'direction', rank: 17},
		when: onRank,
		run: ({store, state}) => turnDirection(store, state),
	},
	{
		id: 'rank-seeds',
		title: 'Runs that differ only in their seed as one, or each by itself',
		section: 'Rank',
		keys: ['t'],
		hint: {word: 'seeds', rank: 18},
		when: onRank,
		run: ({store, state}) => look(store, {rank: {...state.view.rank, together: !state.view.rank.together}}),
	},
	{
		id: 'mark-ranked',
		title: 'Mark the run and step down',
		section: 'Rank',
		keys: ['space'],
		hint: {word: 'mark', rank: 30},
		when: state => onRank(state) && state.view.focus === 'list' && currentRun(state) !== null,
		run: ({store, state}) => {
			const key = currentRun(state)?.key;
			const marked = new Set(state.view.marked);
			if (key !== undefined && !marked.delete(key)) marked.add(key);
			look(store, {marked});
			moveRanked(store, store.getState(), 1);
		},
	},
	turnPlot('previous-plot', '['),
	turnPlot('next-plot', ']', {word: 'plot', rank: 19}),
];
