import type {Pane, PaneContent, PaneTree} from './pane-tree.ts';

const pane = (id: number, content: PaneContent): Pane => ({id, content, metric: null});

const large = {cols: 160, rows: 40};

/**
 * The arrangement that nobody has changed yet: curves over what differs; on a large screen the source and the logs beside them. The same pane
 * has the same number at every size.
 */
export function arrangePanes({cols, rows}: {cols: number; rows: number}): PaneTree {
	const usual: PaneTree = {
		direction: 'below',
		share: rows >= 36 ? 0.55 : 0.5,
		first: pane(1, 'curves'),
		second: pane(2, 'differs'),
	};
	if (cols < large.cols || rows < large.rows) return usual;
	const beside: PaneTree = {direction: 'below', share: 0.5, first: pane(3, 'source'), second: pane(4, 'logs')};
	return {direction: 'right', share: 0.62, first: usual, second: beside};
}
