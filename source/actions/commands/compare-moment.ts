import {momentOf, momentWord} from '../../store/compare/moment.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {openPrompt} from '../editing/edit-prompt.ts';
import {onCompare} from '../where.ts';

const moment = (id: string, key: string, title: string, when: (state: State) => boolean, run: Action['run']): Action => ({
	id,
	title,
	section: 'Compare',
	keys: [`g ${key}`],
	when: state => onCompare(state) && when(state),
	run,
});

export const compareMomentActions: readonly Action[] = [
	moment(
		'compare-at',
		's',
		'Compare at a step or time…',
		() => true,
		({store, state}) => {
			const line = momentOf({view: {...state.view, compareAt: 'line'}});
			const at = momentOf(state) ?? line;
			openPrompt(store, 'moment', at === null ? '' : momentWord(at));
		},
	),
	moment(
		'compare-at-line',
		'l',
		'Compare where the reading line stands',
		state => state.view.chartX !== null && state.view.compareAt !== 'line',
		({store, state}) => {
			const text = 'The reading line has to stand on steps or on time since the start: a x changes the axis';
			if (momentOf({view: {...state.view, compareAt: 'line'}}) === null)
				look(store, {notice: {text, role: 'warn', atMs: state.nowMs}});
			else look(store, {compareAt: 'line'});
		},
	),
	moment(
		'compare-at-end',
		'e',
		'Compare at the end again',
		state => state.view.compareAt !== null,
		({store}) => look(store, {compareAt: null}),
	),
];
