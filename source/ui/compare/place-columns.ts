/** Where the columns of the table stand: the labels, then as many runs as fit, the baseline always among them. */
export interface TableColumns {
	labelCols: number;
	/** Cells of a run's column, the blank at its right included. */
	runCols: number;
	/** Indices of the runs that are shown, from the left. */
	shown: number[];
}

const least = 19;
const tight = 13;
const most = 44;

/** The narrower, the more of it; from 40 on two runs need the room more. */
const labelShare = (cols: number): number => (cols < 40 ? 0.4 : cols < 60 ? 0.3 : 0.25);

/** @param labels cells of the longest label; `chosen` is the index of the run that must be in view */
export function placeColumns(cols: number, labels: number, count: number, chosen: number): TableColumns {
	const labelCols = Math.max(8, Math.min(labels + 3, Math.floor(cols * labelShare(cols))));
	const room = Math.max(least, cols - labelCols - 1);
	// Two narrow columns compare more than one wide one.
	const wide = Math.floor(room / least);
	const fitting = Math.max(1, Math.min(count, wide === 1 && room >= 2 * tight ? 2 : wide));
	const runCols = Math.min(most, Math.floor(room / fitting));
	const all = Array.from({length: count}, (_, at) => at);
	if (fitting >= count) return {labelCols, runCols, shown: all};
	if (fitting === 1) return {labelCols, runCols, shown: [chosen]};
	// The window over the others moves no further than the chosen one needs.
	const others = fitting - 1;
	const from = chosen === 0 ? 1 : Math.min(count - others, Math.max(1, chosen - others + 1));
	return {labelCols, runCols, shown: [0, ...all.slice(from, from + others)]};
}
