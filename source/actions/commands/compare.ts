import {runsInUse} from '../../store/compare/compared.ts';
import {currentRun} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {openComparison} from '../compare/compare-runs.ts';
import {stepCompared} from '../compare/step-compared.ts';
import {hasLines, hasRun, onCompare, onRank, onRun, onRuns} from '../where.ts';

/** The same set with the run in it, or without it where it was. */
function toggled(set: ReadonlySet<number>, state: State): ReadonlySet<number> {
	const key = currentRun(state)?.key;
	const next = new Set(set);
	if (key !== undefined && !next.delete(key)) next.add(key);
	return next;
}

/** The baseline needs no pin, and has another sign. */
function pin(store: Store, state: State): void {
	const key = currentRun(state)?.key ?? null;
	if (key !== null && runsInUse(state)[0]?.key === key)
		look(store, {notice: {text: 'The baseline stands first without a pin', role: 'info', atMs: state.nowMs}});
	else look(store, {pinned: toggled(state.view.pinned, state), compared: key});
}

const step = (id: string, title: string, key: string, by: number): Action => ({
	id,
	title,
	section: 'Compare',
	keys: [key],
	when: onCompare,
	run: ({store, state, count}) => stepCompared(store, state, by * (count ?? 1)),
});

export const compareActions: readonly Action[] = [
	{
		id: 'compare',
		title: 'Compare the marked runs, or this one with the baseline',
		section: 'Compare',
		keys: ['c'],
		hint: {word: 'compare', rank: 32},
		when: state => (onRuns(state) && hasLines(state)) || onRank(state) || (onRun(state) && state.view.baseline !== null),
		run: ({store, state}) => openComparison(store, state),
	},
	{
		id: 'compared-runs',
		title: 'Runs compared…',
		section: 'Compare',
		keys: ['c'],
		hint: {word: 'runs', rank: 17},
		when: onCompare,
		run: ({store}) => look(store, {menu: {kind: 'runs', cursor: 0, text: '', typing: false}}),
	},
	{
		id: 'differing',
		title: 'Only what differs, or everything',
		section: 'Compare',
		keys: ['d'],
		hint: {word: ({view}) => (view.compareAll ? 'differing' : 'all'), rank: 18},
		when: onCompare,
		run: ({store, state}) => look(store, {compareAll: !state.view.compareAll, textScroll: null}),
	},
	{
		id: 'baseline',
		title: 'Make this run the baseline',
		section: 'Compare',
		keys: ['b'],
		hint: {word: 'baseline', rank: 37},
		when: hasRun,
		run: ({store, state}) => {
			const key = currentRun(state)?.key ?? null;
			const again = key === state.view.baseline;
			look(store, {
				baseline: again ? null : key,
				notice: {text: again ? 'No baseline' : `Baseline: ${currentRun(state)?.name}`, role: 'info', atMs: state.nowMs},
			});
		},
	},
	{
		id: 'hide-run',
		title: 'Show or hide the run on charts',
		section: 'Compare',
		keys: ['o'],
		hint: {word: 'hide', rank: 38},
		when: onCompare,
		run: ({store, state}) => look(store, {hidden: toggled(state.view.hidden, state)}),
	},
	{
		id: 'pin',
		title: 'Pin the run before the others',
		section: 'Compare',
		keys: ['p'],
		hint: {word: 'pin', rank: 39},
		when: onCompare,
		run: ({store, state}) => pin(store, state),
	},
	step('previous-run', 'Previous run of the comparison', '{', -1),
	step('next-run', 'Next run of the comparison', '}', 1),
];
