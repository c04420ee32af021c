/** What was seen of a run: increments of time and step, bounded in number. Neighbours are merged when the store is full. */
export interface Rows {
	/** Rows kept. */
	count: number;
	/** Seconds of each increment. */
	seconds: Float64Array;
	/** Steps of each increment, above 0. */
	steps: Float64Array;
	/** Step at the end of each increment. */
	ends: Float64Array;
	/** Local pace around the row in seconds a step; see `pauses.ts`. Rows below `settled` keep theirs. */
	base: Float64Array;
	settled: number;
	/** Observed increments that make up one row (the newest may still have fewer: `open`). */
	grain: number;
	open: number;
	/** Seconds that restarts from a checkpoint cost, and how many there were; and of those that are no times off, which may come again. */
	lost: {seconds: number; count: number; countedSeconds: number; counted: number};
}

const atOnce = 0.0005;
export const rowCapacity = 1024;

export function createRows(): Rows {
	return {
		count: 0,
		seconds: new Float64Array(16),
		steps: new Float64Array(16),
		ends: new Float64Array(16),
		base: new Float64Array(16),
		settled: 0,
		grain: 1,
		open: 1,
		lost: {seconds: 0, count: 0, countedSeconds: 0, counted: 0},
	};
}

function grow(values: Float64Array, length: number): Float64Array {
	const wider = new Float64Array(length);
	wider.set(values);
	return wider;
}

/** Adds an increment; memory stays below 33 KB whatever the length of the run. */
export function addRow(rows: Rows, seconds: number, steps: number, end: number): void {
	// Rows that come at one moment were written at once: together they are one increment.
	if (rows.count > 0 && (seconds < atOnce || rows.open < rows.grain)) {
		const newest = rows.count - 1;
		rows.seconds[newest]! += seconds;
		rows.steps[newest]! += steps;
		rows.ends[newest] = end;
		rows.open++;
		return;
	}
	if (rows.count === rows.seconds.length) {
		if (rows.count >= rowCapacity) mergePairs(rows);
		else {
			const length = Math.min(rowCapacity, rows.count * 4);
			for (const key of ['seconds', 'steps', 'ends', 'base'] as const) rows[key] = grow(rows[key], length);
		}
	}
	const at = rows.count++;
	rows.seconds[at] = seconds;
	rows.steps[at] = steps;
	rows.ends[at] = end;
	rows.open = 1;
}

/** Adds what lay between two attempts. @param isOff it is a time off, which says nothing of how often the run will be restarted */
export function noteLost({lost}: Rows, seconds: number, isOff: boolean): void {
	lost.seconds += seconds;
	lost.count++;
	if (isOff) return;
	lost.countedSeconds += seconds;
	lost.counted++;
}

/** Makes each two neighbours one, all over the run, so that every part of it stays equally fine. */
function mergePairs(rows: Rows): void {
	const {seconds, steps, ends} = rows;
	const half = rows.count >> 1;
	for (let to = 0; to < half; to++) {
		seconds[to] = seconds[2 * to]! + seconds[2 * to + 1]!;
		steps[to] = steps[2 * to]! + steps[2 * to + 1]!;
		ends[to] = ends[2 * to + 1]!;
	}
	rows.count = half;
	rows.settled = 0;
	rows.grain *= 2;
}
