import {treeShapes} from '../../core/table/lines/list-lines.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {isGroupLine, stepGroup} from '../fold-lines.ts';
import {hasLines, inList, onRuns} from '../where.ts';

const treeWords = {
	nested: 'Runs below those that they belong to',
	folders: 'Runs below their folders',
	flat: 'Every run by itself, whatever it belongs to',
} as const;

const step = (id: string, title: string, key: string, by: number): Action => ({
	id,
	title,
	section: 'Move',
	keys: [key],
	when: state => inList(state) && state.order.lines.some(isGroupLine),
	run: ({store, state, count}) => stepGroup(store, state, by * (count ?? 1)),
});

const listed = (state: State) => onRuns(state) && hasLines(state);

export const groupActions: readonly Action[] = [
	step('previous-group', 'Previous group or parent', '{', -1),
	step('next-group', 'Next group or parent', '}', 1),
	{
		id: 'group',
		title: 'Group by… (again t: by everything but the seed)',
		section: 'See',
		keys: ['t'],
		hint: {word: 'group', rank: 23},
		when: listed,
		run: ({store}) => look(store, {menu: {kind: 'group', cursor: 0, text: '', typing: false}}),
	},
	{
		id: 'tree',
		title: 'Tree of runs, of folders, or flat',
		section: 'See',
		keys: ['T'],
		when: listed,
		run: ({store, state}) => {
			// Groups hold no folders.
			const shapes = treeShapes.filter(shape => shape !== 'folders' || state.order.groups === null);
			const tree = shapes[(shapes.indexOf(state.view.tree) + 1) % shapes.length]!;
			look(store, {tree, notice: {text: treeWords[tree], role: 'info', atMs: state.nowMs}});
		},
	},
];
