import {evenOut, type Split} from '../../core/panes/pane-tree.ts';
import {findBorder, moveBorder} from '../../core/panes/resize-pane.ts';
import {comparePlace, focusedPane, withTree} from '../../store/compare/panes.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {onCompare} from '../where.ts';

/** Cells by which a border moves at a press: about as much to the eye across as down. */
const stepCols = 4;
const stepRows = 2;

const hasBorder = ({view, measured}: State, direction: Split['direction']): boolean =>
	measured.tree !== null && findBorder(measured.tree, focusedPane(view, measured.tree).id, direction) !== null;

const resize = (id: string, keys: string[], title: string, direction: Split['direction'], by: number): Action => ({
	id,
	title,
	section: 'Compare',
	keys: keys.map(key => `r ${key}`),
	counts: true,
	when: state => onCompare(state) && !state.view.zoomed && hasBorder(state, direction),
	run: ({store, state, count}) => {
		const {tree} = state.measured;
		if (tree === null) return;
		const pane = focusedPane(state.view, tree);
		const border = findBorder(tree, pane.id, direction);
		if (border === null) return;
		look(store, withTree(state, moveBorder(tree, border, by * (count ?? 1), comparePlace(state.measured)), pane));
	},
});

export const resizePaneActions: readonly Action[] = [
	resize('border-left', ['h', 'left'], 'Border of the pane to the left', 'right', -stepCols),
	resize('border-right', ['l', 'right'], 'Border of the pane to the right', 'right', stepCols),
	resize('border-up', ['k', 'up'], 'Border of the pane up', 'below', -stepRows),
	resize('border-down', ['j', 'down'], 'Border of the pane down', 'below', stepRows),
	{
		id: 'even-panes',
		title: 'Panes of one size',
		section: 'Compare',
		keys: ['r ='],
		when: state => onCompare(state) && state.measured.panes.length > 1,
		run: ({store, state}) => {
			const {tree} = state.measured;
			if (tree !== null) look(store, withTree(state, evenOut(tree), focusedPane(state.view, tree)));
		},
	},
];
