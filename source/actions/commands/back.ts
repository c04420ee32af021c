import {unscrolled} from '../../store/compare/pane-state.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {View} from '../../store/view.ts';
import type {Action} from '../action.ts';
import {always, onHelp} from '../where.ts';

/** The view one step back: what was opened last closes first. Null at the top, where there is nothing to go back from. */
function stepBack({view, measured}: State): Partial<View> | null {
	if (view.chartX !== null) return {chartX: null};
	if (view.range !== null) return {range: null};
	if (view.mediaStep !== null && measured.media !== null) return {mediaStep: null};
	if (view.marking !== null) return {marked: view.marking.before, marking: null};
	// What was found may have scrolled the text sideways, where its other lines have nothing.
	if (view.find !== '') return {find: '', ...(measured.textLine === null && {textColumn: 0})};
	if (view.opened !== null) return {...view.opened.back, opened: null};
	if (view.zoomed) return {zoomed: false};
	if (view.screens.length === 1 && view.marked.size > 0) return {marked: new Set()};
	if (view.screens.length > 1) return {screens: view.screens.slice(0, -1), ...leaving(view)};
	return view.focus === measured.panes[0] ? null : {focus: 'list'};
}

/** What leaving a screen resets. */
function leaving(view: View): Partial<View> {
	const below = view.screens.at(-2);
	const onCharts = below?.kind === 'run' && (below.tab === 'charts' || below.tab === 'system' || below.tab === 'media');
	const focus = below?.kind === 'compare' ? view.panes.kind : onCharts ? 'charts' : below?.kind === 'run' ? 'text' : 'list';
	return {focus, ...unscrolled, opened: null, chartMetric: null, helpText: '', helpCursor: 0};
}

export const backActions: readonly Action[] = [
	{
		id: 'back',
		title: 'One step back; never quits',
		section: 'See',
		keys: ['escape'],
		hint: {word: 'back', rank: 12},
		when: state => stepBack(state) !== null,
		run: ({store, state}) => look(store, stepBack(state) ?? {}),
	},
	{
		id: 'close',
		title: 'Close; at the top, quit',
		section: 'Program',
		keys: ['q'],
		hint: {word: 'quit', rank: 98},
		when: always,
		run: ({store, state, ports}) => {
			if (state.view.screens.length === 1) ports.quit();
			else
				look(store, {
					screens: state.view.screens.slice(0, -1),
					zoomed: false,
					chartX: null,
					range: null,
					find: '',
					...leaving(state.view),
				});
		},
	},
	{
		id: 'help',
		title: 'Help: what works here',
		section: 'Program',
		keys: ['?'],
		hint: {word: 'help', rank: 99},
		when: state => !onHelp(state),
		run: ({store, state}) => look(store, {screens: [...state.view.screens, {kind: 'help'}], helpCursor: 0, helpText: ''}),
	},
];
