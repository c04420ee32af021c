import type {Pane, PaneContent, PaneTree} from './pane-tree.ts';

const pane = (id: number, content: PaneContent): Pane => ({id, content, metric: null});

const large = {cols: 160, rows: 38};

/** What there is to show of the runs. */
export interface Showable {
	curves: boolean;
	output: boolean;
	results: boolean;
	/** Where their code is from, or how it differs. */
	source: boolean;
}

const everything: Showable = {curves: true, output: true, results: true, source: true};

/**
 * The arrangement that nobody has changed yet: curves over what differs, or where there are none, what differs over the output; on a large
 * screen results and code beside them, as far as there are any. The same pane has the same number at every size.
 *
 * @param cols and rows that all panes have together
 * @param lines of what differs: the other pane gets the room that these do not need
 */
export function arrangePanes(
	{cols, rows}: {cols: number; rows: number},
	lines = Number.POSITIVE_INFINITY,
	has: Showable = everything,
): PaneTree {
	const usual = has.curves ? overDiffering(rows, lines) : has.output ? belowDiffering(rows, lines) : pane(2, 'differs');
	if (cols < large.cols || rows < large.rows || !(has.results || has.source)) return usual;
	return {direction: 'right', share: 0.62, first: usual, second: besides(has)};
}

function besides({results, source}: Showable): PaneTree {
	const [first, second] = [pane(3, 'summary'), pane(4, 'source')];
	return results && source ? {direction: 'below', share: 0.5, first, second} : results ? first : second;
}

function overDiffering(rows: number, lines: number): PaneTree {
	const most = Math.floor(rows * (rows >= 34 ? 0.45 : 0.5));
	const share = 1 - Math.max(7, Math.min(lines + 2, most)) / rows;
	return {direction: 'below', share, first: pane(1, 'curves'), second: pane(2, 'differs')};
}

function belowDiffering(rows: number, lines: number): PaneTree {
	const share = Math.max(5, Math.min(lines + 2, Math.floor(rows * 0.6))) / rows;
	return {direction: 'below', share, first: pane(2, 'differs'), second: pane(5, 'logs')};
}
